package mailtls.conformance.cases.client.pop3;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 4 of RFC 2595: what was learned in clear is forgotten when there is TLS, and nothing is said while it is made. */
public enum PriorKnowledge implements Section {
    /** The list is asked for again. */
    ASKS_AGAIN("pop3.stls.client-reissue-capa", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: +OK go ahead
            -- tls --
            first: CAPA
            -- works --
            """),
    /** Over TLS no mechanism is listed, though there was one in clear. */
    SASL_ONLY_IN_CLEAR("pop3.stls.client-discard-capa pop3.auth.client-needs-sasl-capa", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            C: STLS
            S: +OK go ahead
            -- tls --
            C: CAPA
            S& +OK
            S& USER
            S& UIDL
            S& TOP
            S: .
            never: AUTH LOGIN | AUTH PLAIN
            """),
    /** In clear the list said that commands may be sent without waiting; over TLS there is none. */
    PIPELINING_ONLY_IN_CLEAR("pop3.stls.client-discard-capa pop3.pipelining.client-match", """
            S: +OK ready
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& PIPELINING
            S: .
            C: STLS
            S: +OK go ahead
            -- tls --
            C: CAPA
            S: -ERR unknown command
            C: USER
            S: -ERR no such user
            never: PASS
            """),
    /** Nothing is said before STLS is answered. */
    SILENT_UNTIL_ANSWERED("pop3.stls.client-silent", """
            C: STLS
            -- withhold --
            """),
    /** A second STLS is not asked for, though it is listed. */
    STLS_LISTED_OVER_TLS("pop3.stls.client-discard-capa", """
            -- tls --
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S& UIDL
            S& TOP
            S& SASL PLAIN
            S: .
            -- works --
            """),
    /** What is basic works without a list. */
    NO_LIST_OVER_TLS("pop3.capa.no-extension-required", """
            -- tls --
            C: CAPA
            S: -ERR unknown command
            -- should work --
            """),
    /** With a good server nothing is said in clear that is anybody else's business. */
    NOTHING_PRIVATE_IN_CLEAR(
            "mail.mua.no-operation-below-level mail.srv.tls-before-auth mail.mua.no-credential-test", """
            -- works --
            """),
    /** A greeting that would colour a terminal. */
    A_TERMINAL_SEQUENCE("mail.rfc2595.warn-or-refuse", """
            S: +OK {esc}[31;1m{token}{esc}[0m
            -- only the screen tells --
            """);

    private final String requirements;
    private final String scenario;

    PriorKnowledge(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.POP3, Mode.STARTTLS, requirements, scenario);
    }
}
