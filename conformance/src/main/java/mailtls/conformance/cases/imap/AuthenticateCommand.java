package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.2.2, the AUTHENTICATE command. */
public enum AuthenticateCommand implements Section {
    /** With LOGINDISABLED there is no other way to say a password in clear. */
    PLAIN_IS_NOT_ASKED_FOR_IN_CLEAR("sasl.plain.default-only-protected sasl.negotiation.not-protected", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LOGINDISABLED
            C: b AUTHENTICATE PLAIN
            S: b NO | b BAD *
            """),

    /** Nor is the right password taken when it comes at once. */
    PLAIN_IS_NOT_TAKEN_IN_CLEAR("sasl.plain.default-only-protected sasl.negotiation.not-protected", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LOGINDISABLED
            C: b AUTHENTICATE PLAIN {plain}
            S: b NO | b BAD *
            C: c SELECT INBOX
            S: c NO | c BAD *
            """),

    /** With an empty challenge first: the client has the first word. */
    PLAIN_IS_TAKEN_OVER_TLS(
            "imap.auth.plain-mti imap.auth.no-ir-supported sasl.exchange.client-first-empty-challenge", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S: + *
            C: {plain}
            S: b OK *
            C: c SELECT INBOX
            S: c OK *
            """),

    /** With NO: the command is well-formed. */
    AN_UNKNOWN_MECHANISM_IS_REFUSED("imap.auth.unsupported-mechanism-no", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE X-{token}
            S: b NO *
            """),

    /** There is none in clear. */
    EXTERNAL_NEEDS_A_CERTIFICATE("sasl.external.identity", """
            S: * OK *
            C: a AUTHENTICATE EXTERNAL =
            S: a NO | a BAD *
            C: b SELECT INBOX
            S: b NO | b BAD *
            """),

    /** TLS without a certificate of the client's says nothing about the client. */
    EXTERNAL_NEEDS_A_CERTIFICATE_OVER_TLS("sasl.external.identity", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE EXTERNAL =
            S: b NO | b BAD *
            C: c SELECT INBOX
            S: c NO | c BAD *
            """),

    /** With BAD, and the next line is a command again. */
    AN_ASTERISK_ENDS_THE_EXCHANGE("imap.auth.cancel-bad", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            C: *
            S: b BAD *
            C: c NOOP
            S: c OK *
            """),

    /** With BAD, whatever the mechanism. */
    WHAT_IS_NO_BASE64_ENDS_THE_EXCHANGE("imap.auth.cancel-bad", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            C: {token}?
            S: b BAD *
            C: d NOOP
            S: d OK *
            """),

    /** In an exchange it is data, over TLS too. */
    STARTTLS_IS_NO_RESPONSE("imap.auth.starttls-inside-exchange", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            C: c STARTTLS
            S: b BAD | b NO *
            C: d NOOP
            S: d OK *
            """),

    /** What comes behind close_notify is nobody's response, even if it is the right one. */
    CLEARTEXT_IS_NO_RESPONSE("tls13.data-after-close", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            -- close_notify --
            X: {plain}
            S: b NO | b BAD | close
            """),

    /** Without one there is nobody to log in. */
    A_MESSAGE_OF_PLAIN_HAS_TWO_NULS("sasl.plain.no-nul", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            C: YWxpY2U=
            S: b NO | b BAD *
            C: c NOOP
            S: c OK *
            """),

    /** With a third one the password would hold it. Only where alice's is secret could it be taken for hers. */
    A_MESSAGE_OF_PLAIN_HAS_NO_MORE_NULS("sasl.plain.no-nul", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b AUTHENTICATE PLAIN
            S? + *
            C: AGFsaWNlAHNlY3JldAA=
            S: b NO | b BAD *
            C: c NOOP
            S: c OK *
            """);

    private final Case test;

    AuthenticateCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
