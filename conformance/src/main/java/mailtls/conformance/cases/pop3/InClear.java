package mailtls.conformance.cases.pop3;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** What POP3 lets happen before STLS: RFC 2595 section 4, RFC 1939 sections 3, 4 and 7, RFC 2449 section 5. */
public enum InClear implements Section {
    /** One line, and it is the client's turn. */
    GREETS_IN_ONE_LINE("pop3.greeting", """
            S: +OK *
            -- silence --
            C: CAPA
            S: +OK ...
            """),

    /** To list it is to be capable of it. */
    STARTS_TLS_WHERE_IT_SAYS_SO("mail.server.no-failing-starttls", """
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

    /** A password that follows would be read by anybody: without a name it is not sent. */
    REFUSES_A_NAME("pop3.user-refuse-plaintext", """
            S: +OK *
            C: USER {token}
            S: -ERR *
            """),

    /** Once it is asked for, the password comes in clear. */
    REFUSES_PLAIN_BEFORE_A_CHALLENGE("sasl.plain.default-only-protected", """
            S: +OK *
            C: AUTH PLAIN
            S: -ERR *
            """),

    /** What is not taken is not listed. */
    LISTS_NO_PLAIN("sasl.plain.default-only-protected", """
            S: +OK *
            C: CAPA
            S: +OK ...
            lacks: SASL PLAIN
            """),

    /** Without TLS nobody is logged in, either. */
    REFUSES_MAIL("pop3.command.wrong-state-err", """
            S: +OK *
            C: STAT
            S: -ERR *
            C: RETR 1
            S: -ERR *
            C: DELE 1
            S: -ERR *
            """),

    /** It is refused, and STLS is possible as before. */
    SURVIVES_AN_UNKNOWN_COMMAND("pop3.command.unknown-err", """
            S: +OK *
            C: X{token}
            S: -ERR *
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """),

    /** As if it had not been sent. */
    SURVIVES_A_FAILED_AUTH("pop3.auth.failed-leaves-no-trace", """
            S: +OK *
            C: AUTH X{token}
            S: -ERR *
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """),

    /** Refusals, too, come in clear and in order, before its +OK. */
    ANSWERS_A_GROUP_BEFORE_STLS("pop3.pipelining.process-in-turn", """
            S: +OK *
            C: CAPA
            S: +OK ...
            given: PIPELINING
            C& X{token}
            C& CAPA
            C: STLS
            S: -ERR *
            S: +OK ...
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            """);

    private final Case test;

    InClear(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.POP3, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
