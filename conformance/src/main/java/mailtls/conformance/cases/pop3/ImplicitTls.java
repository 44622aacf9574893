package mailtls.conformance.cases.pop3;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8314 section 3.1, implicit TLS for POP3. */
public enum ImplicitTls implements Section {
    /** The client speaks first: its ClientHello. */
    WAITS_FOR_THE_CLIENT("pop3.implicit.tls-at-once", """
            -- silence --
            -- tls --
            S: +OK *
            """),

    /** There is TLS already. */
    LISTS_NO_STLS("pop3.stls.capability-current-state", """
            -- tls --
            S: +OK *
            C: CAPA
            S: +OK ...
            lacks: STLS
            """),

    /** One layer of TLS is enough, and the refusal does not end it. */
    REFUSES_STLS("pop3.stls.err-when-active", """
            -- tls --
            S: +OK *
            C: STLS
            S: -ERR *
            C: CAPA
            S: +OK ...
            """),

    /** TLS is no log-in. */
    IS_IN_AUTHORIZATION("pop3.implicit.authorization-state pop3.command.wrong-state-err", """
            -- tls --
            S: +OK *
            C: STAT
            S: -ERR *
            """),

    /** Over TLS the password is taken. */
    LETS_THE_USER_IN("pop3.auth.plain-over-tls-mti", """
            -- tls --
            S: +OK *
            C: AUTH PLAIN
            S? + *
            C: {plain}
            S: +OK *
            C: STAT
            S: +OK *
            C: QUIT
            S: +OK *
            """),

    /** A command in the segment of the handshake's last flight is not lost. */
    TAKES_A_COMMAND_WITH_THE_LAST_FLIGHT("pop3.implicit.tls-at-once", """
            -- tls& --
            C: CAPA
            S: +OK *
            S: +OK ...
            """),

    /** Who closes says close_notify first. */
    ENDS_TLS_BEFORE_THE_CONNECTION("mail.implicit.close-alerts", """
            -- tls --
            S: +OK *
            C: QUIT
            S: +OK *
            -- server close_notify --
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            S: +OK *
            -- close_notify --
            X: CAPA
            -- close --
            """);

    private final Case test;

    ImplicitTls(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.POP3, Mode.IMPLICIT, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
