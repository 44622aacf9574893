package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8314 sections 3 and 3.2, the port where TLS comes first. */
public enum ImplicitPort implements Section {
    /** There is an alert or nothing, and the end. */
    A_COMMAND_IN_CLEAR_IS_NO_HANDSHAKE("imap.implicit.tls-at-once tls13.fatal-alert-close", """
            X: {token} NOOP
            -- close --
            """),

    /** Who takes it for the other port is not answered either. */
    STARTTLS_IN_CLEAR_IS_NO_HANDSHAKE("imap.implicit.tls-at-once imap.starttls.cleartext-only", """
            X: a STARTTLS
            -- close --
            """),

    /** TLS alone opens no mailbox. */
    NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN("imap.state.wrong-state-rejected", """
            -- tls --
            S: * OK *
            C: a LIST "" "*"
            S: a BAD | a NO *
            C: b NOOP
            S: b OK *
            """),

    /** It is always BAD on this port. */
    REFUSES_STARTTLS_AFTER_A_LOGIN("imap.starttls.implicit-port-bad", """
            -- tls --
            S: * OK *
            C: a LOGIN {user} {password}
            S: a OK *
            C: b STARTTLS
            S: b BAD *
            C: c SELECT INBOX
            S: c OK *
            """),

    /** Whatever is wrong with it, the answer is the same. */
    REFUSES_STARTTLS_WITH_AN_ARGUMENT("imap.starttls.implicit-port-bad", """
            -- tls --
            S: * OK *
            C: a STARTTLS now
            S: a BAD | close *
            C: b NOOP
            S: b OK | close *
            """),

    /** It is the name that somebody wants to log in with. */
    STARTTLS_IN_A_LITERAL_IS_DATA("imap.literal.same-command", """
            -- tls --
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LITERAL+
            C& b LOGIN {10+}
            C: c STARTTLS {token}
            S: b NO | b BAD | close
            C: d NOOP
            S: d OK *
            """),

    /** The list comes before the tagged OK. */
    ANSWERS_WITH_ITS_LIST("imap.capability.untagged-before-ok", """
            -- tls --
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            has: * CAPABILITY
            """),

    /** TLS without a certificate of the client's says nothing about the client. */
    EXTERNAL_NEEDS_A_CERTIFICATE("sasl.external.identity", """
            -- tls --
            S: * OK *
            C: a AUTHENTICATE EXTERNAL =
            S: a NO | a BAD *
            C: b SELECT INBOX
            S: b NO | b BAD *
            """),

    /** With BAD, and the next line is a command again. */
    AN_ASTERISK_ENDS_THE_EXCHANGE("imap.auth.cancel-bad", """
            -- tls --
            S: * OK *
            C: a AUTHENTICATE PLAIN
            S? + *
            C: *
            S: a BAD *
            C: b NOOP
            S: b OK *
            """),

    /** With BAD, whatever the mechanism. */
    WHAT_IS_NO_BASE64_ENDS_THE_EXCHANGE("imap.auth.cancel-bad", """
            -- tls --
            S: * OK *
            C: a AUTHENTICATE PLAIN
            S? + *
            C: {token}?
            S: a BAD *
            C: c NOOP
            S: c OK *
            """),

    /** In an exchange it is data, over TLS too. */
    STARTTLS_IS_NO_RESPONSE("imap.auth.starttls-inside-exchange", """
            -- tls --
            S: * OK *
            C: a AUTHENTICATE PLAIN
            S? + *
            C: b STARTTLS
            S: a BAD | a NO *
            C: c NOOP
            S: c OK *
            """),

    /** Records are no commands: four of these in one of those. */
    MANY_COMMANDS_COME_IN_ONE_RECORD("imap.pipelining.ambiguity", """
            -- tls --
            S: * OK *
            C& a NOOP
            C& b CAPABILITY
            C& c NOOP
            C: d LOGOUT
            S: a OK *
            S: b OK *
            S: c OK *
            S: d OK *
            has: * BYE
            """),

    /** Octets that are no record are not skipped, and not obeyed. */
    CLEARTEXT_BETWEEN_RECORDS_ENDS_IT("tls13.fatal-alert-close", """
            -- tls --
            S: * OK *
            X: {token} NOOP
            -- close --
            """);

    private final Case test;

    ImplicitPort(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.IMPLICIT, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
