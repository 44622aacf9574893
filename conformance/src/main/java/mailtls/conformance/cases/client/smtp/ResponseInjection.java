package mailtls.conformance.cases.client.smtp;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4.2: what came in clear behind the go-ahead is no answer to what is asked over TLS. */
public enum ResponseInjection implements Section {
    /** The answer to the next EHLO, in one segment with the go-ahead. */
    A_REPLY("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S& 220 2.0.0 go ahead
            S& 250-{name}
            S: 250 AUTH LOGIN PLAIN
            -- tls --
            C: *
            -- withhold --
            """),
    /** The same, when the client has begun TLS. */
    A_REPLY_BEHIND_THE_CLIENT_HELLO("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- once it speaks --
            S& 250-{name}
            S: 250 AUTH LOGIN PLAIN
            -- tls --
            C: *
            -- withhold --
            """),
    /** One line. */
    A_SHORT_REPLY("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S& 220 2.0.0 go ahead
            S: 250 {name}
            -- tls --
            C: *
            -- withhold --
            """),
    /** A refusal of what is asked next. */
    A_REFUSAL("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S& 220 2.0.0 go ahead
            S: 502 5.5.1 unknown command
            -- tls --
            C: *
            -- withhold --
            """),
    /** The beginning of a reply, which becomes a whole one with the first line over TLS. */
    A_FRAGMENT("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S& 220 2.0.0 go ahead
            S~ 250 AUTH PLAIN X
            -- tls --
            -- works, or there is no tls --
            """),
    /** More than fits into a buffer, and the forged answer behind it. */
    A_LONG_LINE("smtp.starttls.no-response-injection", """
            C: STARTTLS
            S& 220 2.0.0 go ahead
            S& 250-{long}
            S: 250 AUTH LOGIN PLAIN
            -- tls --
            C: *
            -- withhold --
            """),
    /** A reply may have several lines; TLS begins behind the last. */
    A_GO_AHEAD_OF_TWO_LINES("smtp.reply.code-not-text", """
            C: STARTTLS
            S& 220-2.0.0 wait
            S: 220 2.0.0 go ahead
            -- tls --
            -- works --
            """),
    /** The lines of a reply have one code. */
    A_GO_AHEAD_OF_TWO_CODES("smtp.starttls.no-response-injection smtp.reply.first-digit", """
            C: STARTTLS
            S& 220-2.0.0 wait
            S: 454 4.7.0 not now
            -- withhold --
            -- fails --
            """),
    /** A reply is not over before its last line. */
    HALF_A_GO_AHEAD("smtp.seq.client-waits-reply smtp.reply.first-digit", """
            C: STARTTLS
            S: 220-2.0.0 wait
            -- withhold --
            -- fails --
            """);

    private final String requirements;
    private final String scenario;

    ResponseInjection(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, scenario);
    }
}
