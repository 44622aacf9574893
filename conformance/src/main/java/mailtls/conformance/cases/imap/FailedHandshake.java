package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8446 section 6.2 after STARTTLS of RFC 9051 section 6.2.1: there is no way back. */
public enum FailedHandshake implements Section {
    /** After the go-ahead nothing is answered in clear, and no password is tried. */
    A_LOGIN_IS_NO_HANDSHAKE("tls13.fatal-alert-close imap.starttls.begin-after-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            X: b LOGIN {token} {token}
            -- close --
            """),

    /** There is no second try on this connection. */
    STARTTLS_IS_NO_HANDSHAKE("tls13.fatal-alert-close imap.starttls.begin-after-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            X: b STARTTLS
            -- close --
            """),

    /** Octets that are no record are not skipped, and not obeyed. */
    CLEARTEXT_BETWEEN_RECORDS_ENDS_IT("tls13.fatal-alert-close", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b NOOP
            S: b OK *
            X: {token} NOOP
            -- close --
            """);

    private final Case test;

    FailedHandshake(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
