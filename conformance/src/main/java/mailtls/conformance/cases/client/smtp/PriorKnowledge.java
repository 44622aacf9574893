package mailtls.conformance.cases.client.smtp;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4.2: what was learned in clear is forgotten when there is TLS, and nothing is said while it is made. */
public enum PriorKnowledge implements Section {
    /** EHLO is the first word over TLS. */
    ASKS_AGAIN("smtp.starttls.client-reehlo smtp.ehlo.before-transaction", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- tls --
            first: EHLO
            -- works --
            """),
    /** Over TLS no mechanism is listed; in clear there was one that few choose unless it is the only one. */
    AUTH_ONLY_IN_CLEAR("smtp.starttls.discard-knowledge.client", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH LOGIN
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- tls --
            C: EHLO
            S& 250-{name}
            S: 250 8BITMIME
            never: AUTH LOGIN
            """),
    /** The mechanism is not the one that was listed in clear. */
    A_WEAK_MECHANISM_ONLY_IN_CLEAR("smtp.starttls.discard-knowledge.client", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH LOGIN
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- tls --
            C: EHLO
            S& 250-{name}
            S: 250 AUTH SCRAM-SHA-256
            never: AUTH LOGIN
            """),
    /** Over TLS there is no list, and the one in clear does not stand in for it. */
    EHLO_REFUSED_OVER_TLS("smtp.starttls.discard-knowledge.client", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH LOGIN
            C: STARTTLS
            S: 220 2.0.0 go ahead
            -- tls --
            C: EHLO
            S: 502 5.5.1 unknown command
            never: AUTH LOGIN
            """),
    /** Nothing is said before STARTTLS is answered. */
    SILENT_UNTIL_ANSWERED(
            "smtp.starttls.last-in-group smtp.pipelining.extension-commands-last smtp.starttls.client-handshake-first",
            """
            C: STARTTLS
            -- withhold --
            """),
    /** STARTTLS has no argument. */
    ALONE_ON_ITS_LINE("smtp.starttls.command-no-args", """
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-PIPELINING
            S& 250-STARTTLS
            S: 250 AUTH PLAIN
            -- works --
            """),
    /** A second STARTTLS is not asked for, though it is listed. */
    STARTTLS_LISTED_OVER_TLS("smtp.starttls.client-no-second", """
            -- tls --
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S: 250 AUTH PLAIN LOGIN
            -- works --
            """),
    /** The text of a reply says nothing. */
    ANY_TEXT("smtp.reply.code-not-text", """
            C: STARTTLS
            S: 220 550 never
            -- tls --
            -- works --
            """),
    /** Nothing is said before the server has. */
    WAITS_FOR_THE_GREETING("smtp.session.client-waits-greeting", """
            -- withhold --
            """),
    /** With a good server nothing is said in clear that is anybody else's business. */
    NOTHING_PRIVATE_IN_CLEAR(
            "mail.mua.no-operation-below-level submission.no-cleartext-credentials mail.mua.no-credential-test", """
            -- works --
            """),
    /** A refusal that would colour a terminal. */
    A_TERMINAL_SEQUENCE("mail.mua.min-confidentiality", """
            C: STARTTLS
            S: 454 4.7.0 {esc}[31;1m{token}{esc}[0m
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
        return ClientCase.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, scenario);
    }
}
