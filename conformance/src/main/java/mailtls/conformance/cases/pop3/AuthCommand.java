package mailtls.conformance.cases.pop3;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 5034 section 4, the AUTH command over TLS. */
public enum AuthCommand implements Section {
    /** An asterisk alone gives up; what follows is a command again. */
    ENDS_WHEN_IT_IS_CANCELLED("pop3.auth.cancel", """
            C: AUTH PLAIN
            S? + *
            C: *
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** Base64 has it at the end only. */
    REFUSES_PADDING_BEFORE_THE_END("pop3.auth.bad-base64", """
            C: AUTH PLAIN
            S? + *
            C: AAA=BBB
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** Base64 has it at the end only. */
    REFUSES_PADDING_AT_THE_BEGINNING("pop3.auth.bad-base64", """
            C: AUTH PLAIN
            S? + *
            C: =AAA
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** Not every letter is one of base64. */
    REFUSES_FOREIGN_LETTERS("pop3.auth.bad-base64", """
            C: AUTH PLAIN
            S? + *
            C: AGE(Yg==
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** What is not listed is not there. */
    REFUSES_AN_UNKNOWN_MECHANISM("pop3.command.unknown-err", """
            C: AUTH X{token}
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** In an exchange it is data, and starts no second layer. */
    TAKES_STLS_FOR_A_RESPONSE("pop3.auth.stls-inside-exchange", """
            C: AUTH PLAIN
            S? + *
            C: STLS
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** The next one is the first again. */
    FORGETS_A_FAILURE("pop3.auth.failed-leaves-no-trace", """
            C: AUTH PLAIN
            S? + *
            C: AGEAYg==
            S: -ERR *
            C: STAT
            S: -ERR *
            C: AUTH PLAIN
            S: + *
            C: {plain}
            S: +OK *
            C: QUIT
            S: +OK *
            """),

    /** There is a user already. */
    SUCCEEDS_ONCE("pop3.auth.only-once", """
            C: AUTH PLAIN
            S? + *
            C: {plain}
            S? +OK *
            C: AUTH PLAIN
            S: -ERR *
            C: STAT
            S: +OK *
            C: QUIT
            S: +OK *
            """),

    /** SASL is announced in both states, though it is of no use in this one. */
    STAYS_LISTED("pop3.auth.sasl-stays-announced pop3.capa.authorization-in-both-states", """
            C: CAPA
            S: +OK ...
            given: SASL
            C: AUTH PLAIN
            S? + *
            C: {plain}
            S? +OK *
            C: CAPA
            S: +OK ...
            has: SASL
            C: QUIT
            S: +OK *
            """),

    /** What would have been the response comes when TLS has ended. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            C: AUTH PLAIN
            S? + *
            -- close_notify --
            X: AGEAYg==
            S: -ERR | close *
            -- close --
            """);

    private final String requirements;
    private final String dialogue;

    AuthCommand(String requirements, String dialogue) {
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
