package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 5321 section 3.3 and RFC 4954 section 4, what ends a mail transaction, and what has no place in one. */
public enum MailTransaction implements Section {
    /** EHLO drops it, if it is taken once more (SS-29): who was a recipient before needs a sender again. */
    IS_DROPPED_AT_EHLO("smtp.ehlo.mid-session-reset", """
            C: RCPT TO:<postmaster>
            S? 250 | 251 *
            C: EHLO client.example
            S? 250 *
            C: RCPT TO:<postmaster>
            S: 4.. | 5.. *
            """),

    /** So does RSET (SS-30). */
    IS_DROPPED_AT_RSET("smtp.rset.250", """
            C: RCPT TO:<postmaster>
            S? 250 | 251 *
            C: RSET
            S: 250 *
            C: RCPT TO:<postmaster>
            S: 4.. | 5.. *
            """),

    /** It has no text without a recipient. */
    HAS_A_RECIPIENT_BEFORE_ITS_TEXT("smtp.seq.503-out-of-order", """
            C: DATA
            S: 503 | 554 *
            C: NOOP
            S: 250 | 421 | close *
            """),

    /** Nobody logs in during one (SS-28); who has logged in does not, either (SS-27). */
    IS_NO_PLACE_FOR_A_LOGIN("smtp.auth.not-in-transaction", """
            C: AUTH PLAIN
            S: 503 | 502 | 500 *
            C: NOOP
            S: 250 *
            """),

    /** It refuses what it can't do, and is still there. */
    SURVIVES_AN_UNKNOWN_COMMAND("smtp.cmd.unknown-tolerated", """
            C: X{token}
            S: 500 | 502 | 503 *
            C: RCPT TO:<{token}@example.com>
            S: 250 | 251 | 4.. | 52. | 53. | 54. | 55. *
            """);

    private final String requirements;
    private final String dialogue;

    MailTransaction(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return come(Way.OVER_STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        return Stream.of(Way.OVER_STARTTLS, Way.LOGGED_IN_OVER_STARTTLS, Way.LOGGED_IN_OVER_IMPLICIT_TLS)
                .map(this::come);
    }

    private Case come(Way way) {
        return way.twin(this, requirements, way.mail() + dialogue);
    }
}
