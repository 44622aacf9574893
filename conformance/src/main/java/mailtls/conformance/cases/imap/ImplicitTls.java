package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8314 section 3.2, implicit TLS for IMAP. */
public enum ImplicitTls implements Section {
    /** The client speaks first: its ClientHello. */
    WAITS_FOR_THE_CLIENT("imap.implicit.tls-at-once", """
            -- silence --
            -- tls --
            S: * OK | * PREAUTH *
            """),

    /** There is TLS already. */
    LISTS_NO_STARTTLS("imap.starttls.cleartext-only", """
            -- tls --
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            lacks: STARTTLS
            """),

    /** On this port the answer is always BAD, and it does not end TLS. */
    REFUSES_STARTTLS("imap.starttls.implicit-port-bad", """
            -- tls --
            S: * OK *
            C: a STARTTLS
            S: a BAD *
            C: b NOOP
            S: b OK | close *
            """),

    /** AUTH=PLAIN has to be there. */
    OFFERS_PLAIN("imap.auth.plain-mti", """
            -- tls --
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            has: AUTH=PLAIN
            """),

    /** A greeting of OK means that nobody has logged in. */
    IS_NOT_AUTHENTICATED("imap.implicit.preauth imap.state.wrong-state-rejected", """
            -- tls --
            S: * OK *
            C: a SELECT INBOX
            S: a BAD | a NO *
            """),

    /** PLAIN over TLS works. */
    LETS_THE_USER_IN("imap.auth.plain-mti", """
            -- tls --
            S: * OK *
            C: a AUTHENTICATE PLAIN
            S: + *
            C: {plain}
            S: a OK *
            C: b SELECT INBOX
            S: b OK *
            """),

    /** A command in the segment of the handshake's last flight is not lost. */
    TAKES_A_COMMAND_WITH_THE_LAST_FLIGHT("imap.implicit.tls-at-once", """
            -- tls& --
            C: a NOOP
            S: * OK | * PREAUTH *
            S: a OK *
            """),

    /** LOGOUT is answered with BYE and OK before the connection ends. */
    SAYS_BYE("imap.logout.bye-then-ok", """
            -- tls --
            S: * OK *
            C: a LOGOUT
            S: a OK *
            has: * BYE
            -- close --
            """),

    /** Who closes says close_notify first. */
    ENDS_TLS_BEFORE_THE_CONNECTION("mail.implicit.close-alerts", """
            -- tls --
            S: * OK *
            C: a LOGOUT
            S: a OK *
            -- server close_notify --
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            S: * OK *
            -- close_notify --
            X: {token} NOOP
            -- close --
            """);

    private final Case test;

    ImplicitTls(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.IMPLICIT, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
