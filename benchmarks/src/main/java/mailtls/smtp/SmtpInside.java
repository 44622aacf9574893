package mailtls.smtp;

import java.util.function.Function;
import mailtls.machine.Parsed;
import mailtls.wire.Input;

/** What the benchmarks need of SMTP's inside. */
public final class SmtpInside {

    private SmtpInside() {}

    /** Returns the grammar of a client's commands. */
    public static Function<Input, Parsed> grammar() {
        return SmtpSyntax::parse;
    }
}
