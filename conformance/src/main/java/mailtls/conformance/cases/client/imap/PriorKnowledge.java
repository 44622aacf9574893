package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 6.2.1 of RFC 9051: what was learned in clear is forgotten when there is TLS, and nothing is said while it is made. */
public enum PriorKnowledge implements Section {
    /** The list is asked for again. */
    ASKS_AGAIN("imap.starttls.client-reissue-capability", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK go ahead
            -- tls --
            first: CAPABILITY | ID | NOOP
            -- works --
            """),
    /** Over TLS the log-in by LOGIN is disabled, though it was not in clear. */
    LOGINDISABLED_OVER_TLS(
            "imap.starttls.client-discard-capabilities imap.rev1.starttls.discard-capabilities imap.logindisabled.client",
            """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK go ahead
            -- tls --
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256 LOGINDISABLED
            S: {tag} OK done
            never: LOGIN
            """),
    /** A list in the answer to STARTTLS came in clear, too. */
    A_LIST_IN_THE_GO_AHEAD("imap.starttls.client-reissue-capability", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK [CAPABILITY IMAP4rev1 AUTH=LOGIN AUTH=PLAIN] go ahead
            -- tls --
            first: CAPABILITY | ID | NOOP
            -- works --
            """),
    /** Nothing is said before STARTTLS is answered. */
    SILENT_UNTIL_ANSWERED("imap.starttls.no-further-commands imap.rev1.starttls.no-further-commands", """
            C: STARTTLS
            -- withhold --
            """),
    /** A second STARTTLS is not asked for, though it is listed. */
    STARTTLS_LISTED_OVER_TLS("imap.starttls.client-discard-capabilities", """
            -- tls --
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN
            S: {tag} OK done
            -- works --
            """),
    /** A code that nobody knows in the go-ahead, and words that nobody knows in the list. */
    UNKNOWN_CODES("imap.client.ignore-unknown-codes imap.capability.ignore-unknown", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 X-NEVER-HEARD STARTTLS LOGINDISABLED X-{token}
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK [X-{token} what is this] go ahead
            -- tls --
            -- works --
            """),
    /** With a good server nothing is said in clear that is anybody else's business. */
    NOTHING_PRIVATE_IN_CLEAR(
            "mail.mua.no-operation-below-level imap.login.not-insecure mail.mua.no-credential-test", """
            -- works --
            """);

    private final String requirements;
    private final String scenario;

    PriorKnowledge(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
