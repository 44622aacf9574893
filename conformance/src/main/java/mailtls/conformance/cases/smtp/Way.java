package mailtls.conformance.cases.smtp;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;

/**
 * The ways to a conversation: the same dialogue is a case on each of them. In clear it goes on after EHLO, over TLS
 * it begins like any session, and whoever has logged in need not say EHLO again.
 */
enum Way {
    /** In clear, without a login: a public MX. */
    IN_CLEAR(Mode.STARTTLS, Way.UP_TO_EHLO),

    /** Over TLS by STARTTLS. */
    OVER_STARTTLS(Mode.STARTTLS, Way.UP_TO_EHLO + Way.STARTTLS),

    /** Over TLS from the beginning. */
    OVER_IMPLICIT_TLS(Mode.IMPLICIT, Way.IMPLICIT_TLS),

    /** Over TLS by STARTTLS, logged in: a submission server. */
    LOGGED_IN_OVER_STARTTLS(Mode.STARTTLS, Way.UP_TO_EHLO + Way.STARTTLS + Way.LOGIN),

    /** Over TLS from the beginning, logged in. */
    LOGGED_IN_OVER_IMPLICIT_TLS(Mode.IMPLICIT, Way.IMPLICIT_TLS + Way.LOGIN);

    /** The way to a conversation in clear. */
    static final String UP_TO_EHLO = """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            """;

    private static final String STARTTLS = """
            C: STARTTLS
            S: 220 *
            -- tls --
            """;

    private static final String IMPLICIT_TLS = """
            -- tls --
            S: 220 *
            """;

    private static final String LOGIN = """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN {plain}
            S? 235 *
            """;

    private static final String ANYBODYS_MAIL = """
            C: MAIL FROM:<>
            S? 250 *
            """;

    private static final String STRANGERS_MAIL = """
            C: EHLO client.example
            S: 250 *
            """ + ANYBODYS_MAIL;

    private static final String USERS_MAIL = """
            C: MAIL FROM:<{recipient}>
            S? 250 *
            """;

    private final Mode mode;
    private final String before;

    Way(Mode mode, String before) {
        this.mode = mode;
        this.before = before;
    }

    /** Returns how mail begins there. */
    String mail() {
        return switch (this) {
            case IN_CLEAR -> ANYBODYS_MAIL;
            case OVER_STARTTLS, OVER_IMPLICIT_TLS -> STRANGERS_MAIL;
            case LOGGED_IN_OVER_STARTTLS, LOGGED_IN_OVER_IMPLICIT_TLS -> USERS_MAIL;
        };
    }

    /** Returns the case that a dialogue is when it is come to this way. */
    Case to(Enum<?> constant, String requirements, String dialogue) {
        return Case.of(constant, MailProtocol.SMTP, mode, requirements, before + dialogue);
    }

    /** Returns the same, with the way in the case's name. */
    Case twin(Enum<?> constant, String requirements, String dialogue) {
        return to(constant, requirements, dialogue).called(this);
    }
}
