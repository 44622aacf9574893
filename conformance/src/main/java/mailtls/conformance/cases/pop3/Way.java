package mailtls.conformance.cases.pop3;

import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;

/** The ways to where a conversation can be had: the same dialogue is a case on each of them. */
enum Way {
    /** Over TLS by STLS, in AUTHORIZATION. */
    OVER_STLS(Mode.STARTTLS, Way.STLS),

    /** Over TLS from the beginning, in AUTHORIZATION. */
    OVER_IMPLICIT_TLS(Mode.IMPLICIT, Way.IMPLICIT_TLS),

    /** Over TLS by STLS, in TRANSACTION. */
    LOGGED_IN_OVER_STLS(Mode.STARTTLS, Way.STLS + Way.LOGIN),

    /** Over TLS from the beginning, in TRANSACTION. */
    LOGGED_IN_OVER_IMPLICIT_TLS(Mode.IMPLICIT, Way.IMPLICIT_TLS + Way.LOGIN);

    private static final String STLS = """
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            """;

    private static final String IMPLICIT_TLS = """
            -- tls --
            S: +OK *
            """;

    private static final String LOGIN = """
            C: USER {user}
            S? +OK *
            C: PASS {password}
            S? +OK *
            """;

    /** Otherwise the maildrop may still be locked when the next case comes. */
    private static final String LOGOUT = """
            C: QUIT
            S: +OK *
            """;

    private final Mode mode;
    private final String before;

    Way(Mode mode, String before) {
        this.mode = mode;
        this.before = before;
    }

    /** Returns the cases that a dialogue is in AUTHORIZATION, over TLS of either kind. */
    static Stream<Case> inAuthorization(Enum<?> constant, String requirements, String dialogue) {
        return Stream.of(OVER_STLS, OVER_IMPLICIT_TLS).map(way -> way.to(constant, requirements, dialogue));
    }

    /** Returns the cases that a dialogue is in TRANSACTION, over TLS of either kind. */
    static Stream<Case> inTransaction(Enum<?> constant, String requirements, String dialogue) {
        return Stream.of(LOGGED_IN_OVER_STLS, LOGGED_IN_OVER_IMPLICIT_TLS)
                .map(way -> way.to(constant, requirements, dialogue + LOGOUT));
    }

    /** Returns the case that a dialogue is when it is come to this way. */
    Case to(Enum<?> constant, String requirements, String dialogue) {
        return Case.of(constant, MailProtocol.POP3, mode, requirements, before + dialogue)
                .called(this);
    }
}
