package mailtls.conformance.cases.pop3;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 1939 section 5, the TRANSACTION state over TLS; RFC 2595 section 4, RFC 2449 section 5, RFC 5034 section 4. */
public enum Transaction implements Section {
    /** It belongs to AUTHORIZATION, and changes nothing. */
    REFUSES_STLS("pop3.stls.authorization-only", """
            C: STLS
            S: -ERR *
            C: STAT
            S: +OK *
            """),

    /** CAPA is for both states. */
    LISTS_ITS_CAPABILITIES("pop3.capa.both-states", """
            C: CAPA
            S: +OK ...
            """),

    /** It is not permitted here. */
    LISTS_NO_STLS("pop3.stls.capability-current-state", """
            C: CAPA
            S: +OK ...
            lacks: STLS
            """),

    /** There is a user already. */
    REFUSES_AUTH("pop3.auth.authorization-only", """
            C: AUTH PLAIN
            S: -ERR *
            C: STAT
            S: +OK *
            """),

    /** There is a user already. */
    REFUSES_ANOTHER_NAME("pop3.command.wrong-state-err", """
            C: USER {token}
            S: -ERR *
            C: STAT
            S: +OK *
            """),

    /** It is refused, and changes nothing. */
    REFUSES_AN_UNKNOWN_COMMAND("pop3.command.unknown-err", """
            C: X{token}
            S: -ERR *
            C: STAT
            S: +OK *
            """);

    private final String requirements;
    private final String dialogue;

    Transaction(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return tests().findFirst().orElseThrow();
    }

    @Override
    public Stream<Case> tests() {
        return Way.inTransaction(this, requirements, dialogue);
    }
}
