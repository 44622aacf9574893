package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.1.1, the CAPABILITY command, and section 7.2.2 about what it lists. */
public enum CapabilityCommand implements Section {
    /** The list comes before the tagged OK. */
    ANSWERS_WITH_ITS_LIST("imap.capability.untagged-before-ok", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            has: * CAPABILITY
            """),

    /** And again over TLS, where the first list counts no more. */
    ANSWERS_WITH_ITS_LIST_OVER_TLS("imap.capability.untagged-before-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b CAPABILITY
            S: b OK *
            has: * CAPABILITY
            """),

    /** What is listed works. */
    LISTS_STARTTLS_ONLY_IF_IT_WORKS("mail.server.no-failing-starttls", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: STARTTLS
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c NOOP
            S: c OK *
            """),

    /** Whoever comes over TLS can log in with a password. */
    OFFERS_PLAIN_OVER_TLS("imap.auth.plain-mti imap.rev1.starttls.mti", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b CAPABILITY
            S: b OK *
            has: AUTH=PLAIN
            """),

    /** Who is not let in with the right password is told so before saying it. */
    LISTS_LOGINDISABLED_WHERE_A_LOGIN_IS_REFUSED("imap.starttls.mti imap.rev1.starttls.mti", """
            S: * OK *
            C: a LOGIN {user} {password}
            S? a NO | a BAD *
            C: b CAPABILITY
            S: b OK *
            has: LOGINDISABLED
            """),

    /** LOGIN is another mechanism that says the password. */
    LISTS_NO_LOGIN_MECHANISM_IN_CLEAR("sasl.plain.default-only-protected", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            lacks: AUTH=LOGIN
            """),

    /** There is no channel to bind to. */
    LISTS_NO_CHANNEL_BINDING_IN_CLEAR("scram.plus.advertise", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            lacks: AUTH=SCRAM-SHA-1-PLUS
            lacks: AUTH=SCRAM-SHA-256-PLUS
            """),

    /** It would be refused. */
    LISTS_NO_STARTTLS_AFTER_A_LOGIN("imap.starttls.not-advertised-after-tls", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c CAPABILITY
            S: c OK *
            lacks: STARTTLS
            """);

    private final Case test;

    CapabilityCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
