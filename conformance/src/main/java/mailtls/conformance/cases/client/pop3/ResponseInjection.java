package mailtls.conformance.cases.client.pop3;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 4 of RFC 2595: what came in clear behind the go-ahead is no answer to what is asked over TLS. */
public enum ResponseInjection implements Section {
    /** The answer to the next command, in one segment with the go-ahead. */
    A_REPLY("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S& +OK
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            -- tls --
            C: *
            -- withhold --
            """),
    /** The same, when the client has begun TLS. */
    A_REPLY_BEHIND_THE_CLIENT_HELLO("pop3.stls.no-response-injection", """
            C: STLS
            S: +OK go ahead
            -- once it speaks --
            S& +OK
            S& USER
            S& SASL PLAIN LOGIN
            S: .
            -- tls --
            C: *
            -- withhold --
            """),
    /** One line, for whoever logs in at once. */
    A_SHORT_REPLY("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S: +OK
            -- tls --
            C: *
            -- withhold --
            """),
    /** A refusal of what is asked next. */
    A_REFUSAL("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S: -ERR no
            -- tls --
            C: *
            -- withhold --
            """),
    /** The beginning of a line, to be glued to the first one over TLS. */
    A_FRAGMENT("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S~ X
            -- tls --
            -- works, or there is no tls --
            """),
    /** The same, of octets that no text has. */
    OCTETS_THAT_ARE_NO_TEXT("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S~ \u00e4\u00f6\u00fc\u00ff\u00fe\u00e4
            -- tls --
            -- works, or there is no tls --
            """),
    /** More than fits into a buffer, and the forged answer behind it. */
    A_LONG_LINE("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S& +OK {long}
            S& +OK
            S& USER
            S: .
            -- tls --
            C: *
            -- withhold --
            """),
    /** Answers for all that a client says up to its first mail. */
    A_WHOLE_SESSION("pop3.stls.no-response-injection", """
            C: STLS
            S& +OK go ahead
            S& +OK
            S& USER
            S& .
            S& +OK
            S& +OK
            S& +OK 1 100
            S& +OK
            S& 1 100
            S& .
            S& +OK
            S& Subject: {token}
            S&
            S: .
            -- tls --
            C: *
            -- withhold --
            """);

    private final String requirements;
    private final String scenario;

    ResponseInjection(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.POP3, Mode.STARTTLS, requirements, scenario);
    }
}
