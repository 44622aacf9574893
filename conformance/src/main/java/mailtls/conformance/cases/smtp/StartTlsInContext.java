package mailtls.conformance.cases.smtp;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4, where in a session STARTTLS may stand, and what does not cross the border from there. */
public enum StartTlsInContext implements Section {
    /** Before EHLO it may be refused; then nothing has changed (SS-09). */
    BEFORE_EHLO_IT_CHANGES_NOTHING_IF_REFUSED("smtp.seq.503-out-of-order", """
            S: 220 *
            C: STARTTLS
            S? 4.. | 5.. *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /** Or it may be granted, and then there is TLS. */
    BEFORE_EHLO_IT_WORKS_IF_GRANTED("smtp.starttls.reply-codes", """
            S: 220 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            lacks: STARTTLS
            """),

    /** Who has said HELO has not seen that there is STARTTLS; it is refused or granted like any other. */
    AFTER_HELO_IT_WORKS_IF_GRANTED("smtp.starttls.reply-codes", """
            S: 220 *
            C: HELO client.example
            S? 250 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            lacks: STARTTLS
            """),

    /** Questions before it change nothing, whatever their answers. */
    FOLLOWS_QUESTIONS("smtp.seq.one-reply-per-command", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: VRFY {token}
            S: 2.. | 4.. | 5.. *
            C: HELP
            S: 2.. | 4.. | 5.. *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /**
     * Whoever insists on an argument comes to no TLS; the server may have had enough of it at some time. Not more often than this:
     * some servers take 8 seconds longer for each mistake.
     */
    REFUSES_ARGUMENTS_WITHOUT_END("smtp.starttls.reply-codes", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            """ + """
            C: STARTTLS now
            S: 4.. | 5.. | close *
            """.repeat(3)),

    /** In a transaction it is refused, and the transaction goes on; or it is granted (SS-10). */
    IN_A_TRANSACTION_IT_CHANGES_NOTHING_IF_REFUSED("smtp.seq.503-out-of-order", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<>
            S? 250 *
            C: STARTTLS
            S? 4.. | 5.. *
            C: RCPT TO:<{token}@example.com>
            S: 250 | 251 | 4.. | 52. | 53. | 54. | 55. *
            """),

    /** Nobody that it was said in clear to send to is sent anything. */
    FORGETS_THE_RECIPIENT("smtp.starttls.discard-knowledge.server smtp.starttls.reset-initial-state", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<>
            S? 250 *
            C: RCPT TO:<{recipient}>
            S? 250 | 251 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: DATA
            S: 4.. | 5.. *
            C: EHLO client.example
            S: 250 *
            C: DATA
            S: 4.. | 5.. *
            """),

    /** An identity that was proved in clear is forgotten (SS-11): it has to be proved, and can be, once more. */
    FORGETS_THE_IDENTITY("smtp.starttls.discard-knowledge.server", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN {plain}
            S? 235 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            has: AUTH PLAIN
            C: AUTH PLAIN {plain}
            S: 235 *
            """),

    /** What EHLO made possible in clear is not possible after HELO over TLS, where it wasn't in clear. */
    FORGETS_THE_EXTENSIONS("smtp.starttls.discard-knowledge.server", """
            S: 220 *
            C: HELO client.example
            S? 250 *
            C: MAIL FROM:<> SMTPUTF8
            S? 50. | 55. *
            C: EHLO client.example
            S? 250 *
            given: SMTPUTF8
            C: STARTTLS
            S: 220 *
            -- tls --
            C: HELO client.example
            S: 250 *
            C: MAIL FROM:<> SMTPUTF8
            S: 4.. | 5.. *
            """),

    /** The octets of a chunk are no commands, and this command in one is none (SS-14). */
    IS_NO_COMMAND_IN_A_CHUNK("smtp.bdat.length-framing smtp.bdat.accept-and-discard", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            C& BDAT 10
            C: STARTTLS
            S: 4.. | 5.. *
            C: NOOP
            S: 250 | 421 | close *
            C: QUIT
            S: 221 *
            """),

    /** In an exchange of LOGIN it is a user's name, or nothing, but never a command (SS-12). */
    IS_NO_NAME_TO_LOG_IN_WITH("smtp.auth.commands-inside-exchange", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: AUTH LOGIN
            C: AUTH LOGIN
            S? 334 *
            C: STARTTLS
            S: 334 | 4.. | 5.. *
            C: *
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """);

    private final Case test;

    StartTlsInContext(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
