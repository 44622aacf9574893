package mailtls.conformance.cases.pop3;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 2595 section 4, the STLS command. */
public enum StlsCommand implements Section {
    /** Who has STLS has CAPA. */
    HAS_CAPA_WITH_IT("pop3.stls.requires-capa", """
            S: +OK *
            C: CAPA
            S: +OK ...
            """),

    /** To list it is to be capable of it. */
    WORKS_WHERE_IT_IS_LISTED("pop3.stls.capability-current-state mail.server.no-failing-starttls", """
            S: +OK *
            C: CAPA
            S: +OK ...
            given: STLS
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """),

    /** What works is listed. */
    IS_REFUSED_WHERE_IT_IS_NOT_LISTED("pop3.stls.capability-current-state", """
            S: +OK *
            C: CAPA
            S: +OK ...
            without: STLS
            C: STLS
            S: -ERR *
            """),

    /** It has none, and the cleartext conversation goes on. */
    REFUSES_AN_ARGUMENT("pop3.stls.no-arguments", """
            S: +OK *
            C: STLS now
            S: -ERR | close *
            C: CAPA
            S: +OK ... | close
            """),

    /** Keywords are the same in capitals and in small letters. */
    IS_KNOWN_IN_SMALL_LETTERS("pop3.command.case-insensitive", """
            S: +OK *
            C: stls
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """),

    /** The greeting is not said again: the client speaks first. */
    SAYS_NOTHING_AFTER_THE_HANDSHAKE("pop3.stls.no-second-greeting", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            -- silence --
            C: CAPA
            S: +OK ...
            """),

    /** There is TLS already. */
    IS_LISTED_NO_MORE("pop3.stls.capability-current-state", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            lacks: STLS
            """),

    /** One layer of TLS is enough, and the refusal does not end it. */
    IS_REFUSED_OVER_TLS("pop3.stls.err-when-active", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: STLS
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** A name that was said in clear is forgotten: PASS needs a USER before it. */
    FORGETS_THE_NAME("pop3.stls.user-state-dropped", """
            S: +OK *
            C: USER {token}
            S? +OK *
            C: STLS
            S? +OK *
            -- tls --
            C: PASS {token}
            S: -ERR *
            """),

    /** A name behind STLS in its segment is no name either, whether it is answered or not. */
    OBEYS_NO_NAME_BEHIND_IT("pop3.stls.no-plaintext-injection pop3.stls.user-state-dropped", """
            S: +OK *
            C& STLS
            C: USER {user}
            S? +OK *
            -- tls or not --
            C: PASS {password}
            S: -ERR | close *
            """),

    /** TLS is no log-in. */
    IS_STILL_IN_AUTHORIZATION("pop3.stls.stays-authorization", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: STAT
            S: -ERR *
            """),

    /** Commands before it in the same segment are answered first, in clear. */
    ENDS_A_GROUP_OF_COMMANDS("pop3.pipelining.process-in-turn", """
            S: +OK *
            C: CAPA
            S: +OK ...
            given: PIPELINING
            C& CAPA
            C: STLS
            S: +OK ...
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """),

    /** A ClientHello in the segment of the command is no injected command: it is served, or dropped, or the connection ends; but nothing is said in clear. */
    TAKES_A_CLIENT_HELLO_AT_ONCE("pop3.stls.begin-after-ok", """
            S: +OK *
            C& STLS
            -- hello --
            S? +OK *
            -- tls or not --
            C: CAPA
            S: +OK ...
            """),

    /** A command in the segment of the handshake's last flight is not lost. */
    TAKES_A_COMMAND_WITH_THE_LAST_FLIGHT("pop3.stls.begin-after-ok", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls& --
            C: CAPA
            S: +OK ...
            """),

    /** After the go-ahead a command in clear is no handshake: there is an alert or nothing, and the end. */
    ENDS_WHEN_NO_TLS_COMES("tls13.fatal-alert-close pop3.stls.begin-after-ok", """
            S: +OK *
            C: STLS
            S: +OK *
            X: CAPA
            -- close --
            """),

    /** In an exchange of AUTH it is data, and starts no TLS. */
    IS_NO_RESPONSE_OF_SASL("pop3.auth.stls-inside-exchange", """
            S: +OK *
            C: AUTH PLAIN
            S? + *
            C: STLS
            S: -ERR *
            """),

    /** It belongs to AUTHORIZATION. */
    IS_REFUSED_AFTER_A_LOGIN("pop3.stls.authorization-only", """
            S: +OK *
            C: USER {user}
            S? +OK *
            C: PASS {password}
            S? +OK *
            C: STLS
            S: -ERR *
            """),

    /** Over TLS the password is taken. */
    LETS_THE_USER_IN("pop3.auth.plain-over-tls-mti", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: AUTH PLAIN
            S? + *
            C: {plain}
            S: +OK *
            C: STAT
            S: +OK *
            C: QUIT
            S: +OK *
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            -- close_notify --
            X: CAPA
            -- close --
            """);

    private final Case test;

    StlsCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.POP3, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
