package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 7 of RFC 9051, and section 11.3: a client copes with data that it did not ask for, and in clear makes nothing of it. */
public enum UntaggedData implements Section {
    /** A mailbox, behind the greeting. */
    LIST("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * LIST () "/" {token}
            -- should work --
            """),
    /** A subscribed mailbox, behind the greeting. */
    LSUB("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * LSUB () "/" {token}
            -- should work --
            """),
    /** Counts of a mailbox, behind the greeting. */
    STATUS("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * STATUS {token} (MESSAGES 5 UNSEEN 5)
            -- should work --
            """),
    /** Found messages, behind the greeting. */
    SEARCH("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * SEARCH 1 2 3 4 5
            -- should work --
            """),
    /** Flags, behind the greeting. */
    FLAGS("imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            S& * OK ready
            S: * FLAGS (\\Flagged)
            -- should work --
            """),
    /** A count of messages, behind the greeting. */
    EXISTS("imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            S& * OK ready
            S: * 54321 EXISTS
            -- should work --
            """),
    /** A count of recent ones, behind the greeting. */
    RECENT("imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            S& * OK ready
            S: * 12345 RECENT
            -- should work --
            """),
    /** A removed message, behind the greeting. */
    EXPUNGE("imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            S& * OK ready
            S: * 1 EXPUNGE
            -- should work --
            """),
    /** A message, behind the greeting. */
    FETCH("imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            S& * OK ready
            S: * 1 FETCH (BODY[] "{token}")
            -- should work --
            """),
    /** A code of a selected mailbox, behind the greeting. */
    UIDVALIDITY("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * OK [UIDVALIDITY 1] {token}
            -- should work --
            """),
    /** Removed messages, behind the greeting. */
    VANISHED("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * VANISHED (EARLIER) 1:100
            -- should work --
            """),
    /** Namespaces, behind the greeting. */
    NAMESPACE("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            S& * OK ready
            S: * NAMESPACE (("" "/")) NIL NIL
            -- should work --
            """),
    /** A mailbox, before the answer to STARTTLS. */
    LIST_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * LIST () "/" {token}
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A subscribed mailbox, before the answer to STARTTLS. */
    LSUB_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * LSUB () "/" {token}
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** Counts of a mailbox, before the answer to STARTTLS. */
    STATUS_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * STATUS {token} (MESSAGES 5 UNSEEN 5)
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** Found messages, before the answer to STARTTLS. */
    SEARCH_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * SEARCH 1 2 3 4 5
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** Flags, before the answer to STARTTLS. */
    FLAGS_WITH_THE_GO_AHEAD(
            "imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            C: STARTTLS
            S& * FLAGS (\\Flagged)
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A count of messages, before the answer to STARTTLS. */
    EXISTS_WITH_THE_GO_AHEAD(
            "imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            C: STARTTLS
            S& * 54321 EXISTS
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A count of recent ones, before the answer to STARTTLS. */
    RECENT_WITH_THE_GO_AHEAD(
            "imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            C: STARTTLS
            S& * 12345 RECENT
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A removed message, before the answer to STARTTLS. */
    EXPUNGE_WITH_THE_GO_AHEAD(
            "imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            C: STARTTLS
            S& * 1 EXPUNGE
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A message, before the answer to STARTTLS. */
    FETCH_WITH_THE_GO_AHEAD(
            "imap.client.accept-any-response imap.client.ignore-preauth-data imap.client.ignore-mailbox-data", """
            C: STARTTLS
            S& * 1 FETCH (BODY[] "{token}")
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** A code of a selected mailbox, before the answer to STARTTLS. */
    UIDVALIDITY_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * OK [UIDVALIDITY 1] {token}
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** Removed messages, before the answer to STARTTLS. */
    VANISHED_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * VANISHED (EARLIER) 1:100
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """),
    /** Namespaces, before the answer to STARTTLS. */
    NAMESPACE_WITH_THE_GO_AHEAD("imap.client.accept-any-response imap.client.ignore-preauth-data", """
            C: STARTTLS
            S& * NAMESPACE (("" "/")) NIL NIL
            S: {tag} OK go ahead
            -- tls --
            -- should work --
            """);

    private final String requirements;
    private final String scenario;

    UntaggedData(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
