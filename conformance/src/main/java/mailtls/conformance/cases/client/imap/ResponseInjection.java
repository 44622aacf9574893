package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 6.2.1 of RFC 9051: what came in clear behind the go-ahead is no answer to what is asked over TLS. */
public enum ResponseInjection implements Section {
    /** The answer to the next command, in one segment with the go-ahead. */
    A_REPLY("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S: {next} OK done
            -- tls --
            C: *
            -- withhold --
            """),
    /** The same, when the client has begun TLS. */
    A_REPLY_BEHIND_THE_CLIENT_HELLO("imap.starttls.no-response-injection", """
            C: STARTTLS
            S: {tag} OK go ahead
            -- once it speaks --
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S: {next} OK done
            -- tls --
            C: *
            -- withhold --
            """),
    /** Only the list, for whoever does not ask again. */
    A_LIST_ALONE("imap.starttls.no-response-injection imap.starttls.client-discard-capabilities", """
            C: STARTTLS
            S& {tag} OK go ahead
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            -- tls --
            C: *
            -- withhold --
            """),
    /** The beginning of a line, to be glued to the first one over TLS. */
    A_FRAGMENT("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S~ * CAPABILITY IMAP4rev1 LOGINDISABLED X-INJECTED\s
            -- tls --
            -- works, or there is no tls --
            """),
    /** A farewell that the server has not said. */
    A_BYE("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S: * BYE go away
            -- tls --
            -- works, or there is no tls --
            """),
    /** A literal that swallows what comes over TLS. */
    A_LITERAL("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S: * 1 FETCH (BODY[] {4096}
            -- tls --
            -- works, or there is no tls --
            """),
    /** More than fits into a buffer, and the forged answer behind it. */
    A_LONG_LINE("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S& * OK {long}
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S: {next} OK done
            -- tls --
            C: *
            -- withhold --
            """),
    /** Answers for all that a client says up to its first mail. */
    A_WHOLE_SESSION("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S& {next} OK done
            S& +\s
            S& * LIST () "/" INBOX
            S: * 1 EXISTS
            -- tls --
            C: *
            -- withhold --
            """),
    /** Nothing but the end of the next command. */
    THE_NEXT_TAG("imap.starttls.no-response-injection", """
            C: STARTTLS
            S& {tag} OK go ahead
            S: {next} OK done
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
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
