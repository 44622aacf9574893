package mailtls.machine;

import java.util.function.Function;
import mailtls.wire.Input;
import mailtls.wire.Reading;

/** What a grammar makes of an input. */
public sealed interface Parsed {

    /** A command, complete. */
    record Whole(Command command) implements Parsed {}

    /** Not a command. It counts as a mistake. */
    record Malformed(Reply reply) implements Parsed {}

    /**
     * The beginning of a command: an IMAP literal has to be read before it can be understood.
     *
     * @param prompt what to say now; {@link Reply#NONE} where the peer goes on unasked
     * @param reading what to read next
     * @param then takes what was read
     */
    record Unfinished(Reply prompt, Reading reading, Function<Input, Parsed> then) implements Parsed {}
}
