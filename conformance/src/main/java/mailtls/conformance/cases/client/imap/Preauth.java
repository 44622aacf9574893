package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * Section 7.1.4 of RFC 9051: a server says in clear that the client is logged in, and so there can be no STARTTLS. Who asks for it all
 * the same, and gets it, should not have, but has lost nothing.
 */
public enum Preauth implements Section {
    /** It goes without a log-in. */
    IN_CLEAR("imap.preauth.client-closes", """
            S: * PREAUTH [CAPABILITY IMAP4rev1] welcome
            -- should fail --
            """),
    /** There could be a log-in all the same. */
    WITH_MECHANISMS("imap.preauth.client-closes", """
            S: * PREAUTH [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN] welcome
            -- should fail --
            """),
    /** STARTTLS is listed, and is not allowed any more. */
    STARTTLS_LISTED_AND_REFUSED("imap.preauth.client-closes", """
            S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] welcome
            C: STARTTLS
            S: {tag} NO not allowed any more
            -- fails --
            """),
    /** The greeting has a list with nothing in it. */
    AN_EMPTY_LIST("imap.preauth.client-closes", """
            S: * PREAUTH [CAPABILITY ] welcome
            -- should fail --
            """),
    /** It is no greeting, but comes behind one. */
    AFTER_THE_GREETING("imap.preauth.client-closes mail.mua.no-operation-below-level imap.login.not-insecure", """
            S& * OK ready
            S: * PREAUTH welcome
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} NO not allowed any more
            -- fails --
            """),
    /** It comes where STARTTLS should be answered. */
    INSTEAD_OF_AN_ANSWER("imap.preauth.client-closes", """
            C: STARTTLS
            S: * PREAUTH welcome
            -- withhold --
            -- fails --
            """);

    private final String requirements;
    private final String scenario;

    Preauth(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
