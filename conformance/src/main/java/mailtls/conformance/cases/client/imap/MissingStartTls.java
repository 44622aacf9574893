package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 6.2.1 of RFC 9051, and section 5.2 of RFC 8314: TLS is wanted, and is not to be had. */
public enum MissingStartTls implements Section {
    /** The list is without STARTTLS. */
    NOT_LISTED("mail.mua.no-operation-below-level imap.login.not-insecure mail.mua.min-confidentiality", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** The server does not want to. */
    ANSWERED_NO("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} NO not now
            -- fails --
            """),
    /** The server does not know the command that it lists. */
    ANSWERED_BAD("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD what is that
            -- fails --
            """),
    /** The server asks for more, as for a literal. */
    ANSWERED_WITH_A_CONTINUATION("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: + go on
            -- withhold --
            -- fails --
            """),
    /** A status that there is not, with the right tag. */
    ANSWERED_WITH_AN_UNKNOWN_STATUS("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} FINE go ahead
            -- withhold --
            -- fails --
            """),
    /** An OK that answers nothing. */
    ANSWERED_WITHOUT_A_TAG("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: * OK go ahead
            -- withhold --
            -- fails --
            """),
    /** An OK that answers something else. */
    ANSWERED_WITH_ANOTHER_TAG("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag}x OK go ahead
            -- withhold --
            -- fails --
            """),
    /** The answer comes with the one to the command before, for whoever counts tags. */
    ANSWERED_BEFORE_IT_IS_ASKED("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S& {tag} OK done
            S: {next} OK go ahead
            C: STARTTLS
            -- nothing --
            -- fails --
            """),
    /** Neither CAPABILITY nor STARTTLS is known. */
    NO_LIST_AT_ALL("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S: {tag} BAD unknown command
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** The same, as often as somebody asks: nobody asks for ever. */
    NO_LIST_AS_OFTEN_AS_IT_ASKS("mail.mua.min-confidentiality", """
            S: * OK ready
            C: CAPABILITY
            S: {tag} BAD unknown command
            C: STARTTLS
            S: {tag} BAD unknown command
            most: 20 CAPABILITY
            -- fails --
            """),
    /** The list is one of 1994. */
    AN_OLD_REVISION("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4 AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** The log-in is disabled, and STARTTLS not there. */
    LOGINDISABLED("imap.logindisabled.client mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 LOGINDISABLED
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** Mechanisms for every taste, but no TLS. */
    MANY_MECHANISMS("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN AUTH=CRAM-MD5 AUTH=DIGEST-MD5 AUTH=NTLM AUTH=GSSAPI AUTH=SCRAM-SHA-1 AUTH=SCRAM-SHA-256 AUTH=XOAUTH2 AUTH=OAUTHBEARER AUTH=EXTERNAL AUTH=ANONYMOUS
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** A mechanism that does not send the password: its digest may not be seen either. */
    ONLY_CRAM_MD5("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=CRAM-MD5
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** A server that wants another command first. */
    UTF8_ONLY("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 UTF8=ONLY AUTH=PLAIN ENABLE
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** Words in which STARTTLS is only contained. */
    LOOKALIKES("mail.mua.no-operation-below-level imap.login.not-insecure imap.capability.ignore-unknown", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 XSTARTTLS STARTTLSX NOSTARTTLS AUTH=PLAIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """),
    /** The server says that it begins TLS, and goes on in clear. */
    GO_AHEAD_AND_CLEARTEXT("mail.mua.no-operation-below-level imap.login.not-insecure imap.tls.check-result", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK go ahead
            -- clear instead of tls --
            -- fails --
            """),
    /** The connection ends at STARTTLS, and the next one offers none. */
    HANGS_UP("mail.mua.no-operation-below-level imap.login.not-insecure", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            -- cut --
            -- connect again --
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
            S: {tag} OK done
            C: STARTTLS
            S: {tag} BAD unknown command
            -- fails --
            """);

    private final String requirements;
    private final String scenario;

    MissingStartTls(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
