package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.2.1, the STARTTLS command. */
public enum StartTlsCommand implements Section {
    /** Who has STARTTLS lists it. */
    IS_LISTED("imap.starttls.mti imap.tls.server-cleartext-port-allows-starttls", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            has: STARTTLS
            """),

    /** With an argument it is a syntax error, and the cleartext conversation goes on. */
    REFUSES_AN_ARGUMENT("imap.starttls.results imap.syntax.strict-arguments", """
            S: * OK *
            C: a STARTTLS now
            S: a BAD | close *
            C: b NOOP
            S: b OK | close *
            """),

    /** After a refusal it can be said again. */
    CHANGES_NOTHING_WHEN_REFUSED("imap.state.rejected-no-change", """
            S: * OK *
            C: a STARTTLS now
            S? a BAD | a NO *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c NOOP
            S: c OK *
            """),

    /** Commands are the same in capitals and in small letters. */
    IS_KNOWN_IN_SMALL_LETTERS("imap.starttls.results", """
            S: * OK *
            C: a starttls
            S: a OK *
            -- tls --
            C: b NOOP
            S: b OK *
            """),

    /** The greeting is not said again: the client speaks first. */
    SAYS_NOTHING_AFTER_THE_HANDSHAKE("imap.starttls.no-second-greeting", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            -- silence --
            C: b NOOP
            S: b OK *
            """),

    /** There is TLS already. */
    LISTS_STARTTLS_NO_MORE("imap.starttls.not-advertised-after-tls", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b CAPABILITY
            S: b OK *
            lacks: STARTTLS
            """),

    /** One layer of TLS is enough, and the refusal does not end it. */
    REFUSES_A_SECOND_STARTTLS("imap.starttls.second-bad", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b STARTTLS
            S: b BAD *
            C: c NOOP
            S: c OK *
            """),

    /** TLS is no log-in. */
    IS_STILL_NOT_AUTHENTICATED("imap.starttls.stays-not-authenticated", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b SELECT INBOX
            S: b BAD | b NO *
            """),

    /** Commands before it in the same segment are answered first, in clear. */
    ENDS_A_GROUP_OF_COMMANDS("imap.pipelining.ambiguity imap.starttls.begin-after-ok", """
            S: * OK *
            C& a NOOP
            C: b STARTTLS
            S: a OK *
            S: b OK *
            -- tls --
            C: c NOOP
            S: c OK *
            """),

    /** A ClientHello in the segment of the command is served. */
    TAKES_A_CLIENT_HELLO_AT_ONCE("imap.starttls.pipelined-clienthello", """
            S: * OK *
            C& a STARTTLS
            -- hello --
            S: a OK *
            -- tls --
            C: b NOOP
            S: b OK *
            """),

    /** A command in the segment of the handshake's last flight is not lost. */
    TAKES_A_COMMAND_WITH_THE_LAST_FLIGHT("imap.starttls.begin-after-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls& --
            C: b NOOP
            S: b OK *
            """),

    /** After the go-ahead a command in clear is no handshake: there is an alert or nothing, and the end. */
    ENDS_WHEN_NO_TLS_COMES("tls13.fatal-alert-close imap.starttls.begin-after-ok", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            X: {token} NOOP
            -- close --
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b NOOP
            S: b OK *
            -- close_notify --
            X: {token} NOOP
            -- close --
            """),

    /** It belongs to the state before a log-in. */
    IS_REFUSED_AFTER_A_LOGIN("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            C: b LOGIN {user} {password}
            S? b OK *
            C: c STARTTLS
            S: c BAD | c NO *
            C: d NOOP
            S: d OK *
            """);

    private final Case test;

    StartTlsCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
