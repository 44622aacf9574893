package mailtls.conformance.cases.pop3;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 1939 sections 3, 4 and 7, the AUTHORIZATION state over TLS; RFC 2449 sections 5 and 6.6. */
public enum Authorization implements Section {
    /** TLS is no log-in. */
    REFUSES_MAIL("pop3.command.wrong-state-err", """
            C: RETR 1
            S: -ERR *
            C: DELE 1
            S: -ERR *
            C: LIST
            S: -ERR *
            """),

    /** It is refused, and changes nothing. */
    REFUSES_AN_UNKNOWN_COMMAND("pop3.command.unknown-err", """
            C: X{token}
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** Whoever takes it for another server is told so, and no more. */
    REFUSES_A_LINE_OF_SMTP("pop3.command.unknown-err", """
            C: EHLO client.example
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** Keywords are the same in capitals and in small letters. */
    KNOWS_SMALL_LETTERS("pop3.command.case-insensitive", """
            C: capa
            S: +OK ...
            """),

    /** There is no name yet that it could belong to. */
    NEEDS_A_NAME_BEFORE_A_PASSWORD("pop3.pass-after-user", """
            C: PASS {token}
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** With a name and its password. */
    LETS_THE_USER_IN("pop3.pass-after-user", """
            C: USER {user}
            S? +OK *
            C: PASS {password}
            S: +OK *
            C: STAT
            S: +OK *
            C: QUIT
            S: +OK *
            """),

    /** A password that was guessed leaves everything as it was. */
    KEEPS_STRANGERS_OUT("pop3.pass-after-user", """
            C: USER {user}
            S? +OK *
            C: PASS {password}{token}
            S: -ERR *
            C: STAT
            S: -ERR *
            """),

    /** Commands in one segment are processed one by one. */
    ANSWERS_A_GROUP_IN_ORDER("pop3.pipelining.process-in-turn", """
            C: CAPA
            S: +OK ...
            given: PIPELINING
            C& CAPA
            C& X{token}
            C: CAPA
            S: +OK ...
            S: -ERR *
            S: +OK ...
            """),

    /** Over TLS it is the mechanism that everybody has. */
    LISTS_PLAIN("pop3.auth.plain-over-tls-mti", """
            C: CAPA
            S: +OK ...
            given: SASL
            has: SASL PLAIN
            """);

    private final String requirements;
    private final String dialogue;

    Authorization(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return Way.OVER_STLS.to(this, requirements, dialogue);
    }

    @Override
    public Stream<Case> tests() {
        return Way.inAuthorization(this, requirements, dialogue);
    }
}
