package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.2.3, the LOGIN command, and section 6.2.2 where a password crosses the border. */
public enum LoginCommand implements Section {
    /** With LOGINDISABLED, LOGIN is refused, whoever comes. */
    IS_REFUSED_WHERE_IT_IS_DISABLED("imap.logindisabled.server-no", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LOGINDISABLED
            C: b LOGIN {token} {token}
            S: b NO | b BAD *
            """),

    /** With LOGINDISABLED, LOGIN is refused even if it is right. */
    IS_REFUSED_WITH_THE_RIGHT_PASSWORD_TOO("imap.logindisabled.server-no mail.server.no-oracle-after-revocation", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LOGINDISABLED
            C: b LOGIN {user} {password}
            S: b NO | b BAD *
            """),

    /** PLAIN is listed only where the password is protected. */
    NO_PASSWORD_IS_ASKED_FOR_IN_CLEAR("sasl.plain.default-only-protected imap.auth.site-no-plaintext", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            lacks: AUTH=PLAIN
            """),

    /** In an exchange it is data, and starts no TLS. */
    STARTTLS_IS_NO_RESPONSE_OF_SASL("imap.auth.starttls-inside-exchange", """
            S: * OK *
            C: a AUTHENTICATE PLAIN
            S? + *
            C: b STARTTLS
            S: a BAD | a NO *
            """),

    /** Over TLS the password is taken. */
    WORKS_OVER_TLS("imap.auth.plain-mti", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b CAPABILITY
            S: b OK *
            has: AUTH=PLAIN
            lacks: LOGINDISABLED
            C: c LOGIN {user} {password}
            S: c OK *
            C: d SELECT INBOX
            S: d OK *
            """);

    private final Case test;

    LoginCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
