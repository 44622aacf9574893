package mailtls.imap;

import java.util.Optional;
import java.util.function.Function;
import mailtls.machine.Parsed;
import mailtls.wire.Input;
import mailtls.wire.Limits;

/** What the benchmarks need of IMAP's inside. */
public final class ImapInside {

    private ImapInside() {}

    /** Returns the grammar of a client's commands. */
    public static Function<Input, Parsed> grammar() {
        return input -> CommandAssembler.begin(
                input, Limits.DEFAULT, command -> Optional.empty(), (tag, name, why) -> ImapReply.bad(tag, why.name()));
    }
}
