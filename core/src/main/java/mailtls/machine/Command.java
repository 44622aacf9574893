package mailtls.machine;

import mailtls.wire.Ascii;

/**
 * A parsed request. Each protocol seals its own set, one record a command. A command's {@code toString} goes to logs: whatever
 * is secret in it is of a type that does not print.
 */
public interface Command {

    /** Returns the word a client sends for it: “STARTTLS”. */
    default String name() {
        return Ascii.upper(getClass().getSimpleName());
    }
}
