package mailtls.conformance.cases.smtp;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8314 section 3.3, implicit TLS for submission. */
public enum ImplicitTls implements Section {
    /** The client speaks first: its ClientHello. */
    WAITS_FOR_THE_CLIENT("mail.implicit.submissions-465", """
            -- silence --
            -- tls --
            S: 220 *
            """),

    /** There is TLS already. */
    LISTS_NO_STARTTLS("mail.implicit.submissions-465 smtp.starttls.server-not-advertised-after-tls", """
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            lacks: STARTTLS
            """),

    /** One layer of TLS is enough, and the refusal does not end it. */
    REFUSES_STARTTLS("smtp.starttls.second-starttls-refused", """
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """),

    /** Whoever submits mail can log in. */
    OFFERS_AUTH("submission.465-msa-rules smtp.auth.plain-over-tls-mti", """
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            has: AUTH
            """),

    /** PLAIN over TLS works. */
    LETS_THE_USER_IN("smtp.auth.235-on-success smtp.auth.plain-over-tls-mti", """
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: AUTH PLAIN {plain}
            S: 235 *
            """),

    /** Who has logged in does not do so again. */
    LETS_NOBODY_IN_TWICE("smtp.auth.only-once", """
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: AUTH PLAIN {plain}
            S? 235 *
            C: AUTH PLAIN {plain}
            S: 503 *
            """),

    /** Who closes says close_notify first. */
    ENDS_TLS_BEFORE_THE_CONNECTION("mail.implicit.close-alerts", """
            -- tls --
            S: 220 *
            C: QUIT
            S: 221 *
            -- server close_notify --
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            S: 220 *
            -- close_notify --
            X: NOOP {token}
            -- close --
            """);

    private final Case test;

    ImplicitTls(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.SMTP, Mode.IMPLICIT, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
