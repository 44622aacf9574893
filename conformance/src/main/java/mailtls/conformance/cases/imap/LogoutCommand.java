package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.1.3, the LOGOUT command. */
public enum LogoutCommand implements Section {
    /** First BYE, then OK, then the end. */
    SAYS_BYE_IN_CLEAR("imap.logout.bye-then-ok", """
            S: * OK *
            C: a LOGOUT
            S: a OK *
            has: * BYE
            -- close --
            """),

    /** The same over TLS. */
    SAYS_BYE_OVER_TLS("imap.logout.bye-then-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGOUT
            S: b OK *
            has: * BYE
            -- close --
            """),

    /** Who closes says close_notify first. */
    ENDS_TLS_BEFORE_THE_CONNECTION("tls13.close-notify mail.implicit.close-alerts", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGOUT
            S: b OK *
            -- server close_notify --
            """),

    /** Behind LOGOUT there is nothing, neither STARTTLS nor TLS. */
    TAKES_STARTTLS_WITH_IT("imap.logout.bye-then-ok", """
            S: * OK *
            C& a LOGOUT
            C: {token} STARTTLS
            S: a OK | close
            -- close --
            """);

    private final Case test;

    LogoutCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
