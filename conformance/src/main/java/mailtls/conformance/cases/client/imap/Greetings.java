package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 7.1 of RFC 9051: greetings of all kinds, in clear. */
public enum Greetings implements Section {
    /** A status that is no greeting. */
    NO("mail.mua.no-operation-below-level", """
            S: * NO [ALERT] {token}
            -- cut --
            -- fails --
            """),
    /** Nobody is wanted. */
    BYE("mail.mua.no-operation-below-level", """
            S: * BYE {token}
            -- cut --
            -- fails --
            """),
    /** Words of another protocol. */
    NOT_OF_IMAP("mail.mua.no-operation-below-level", """
            S: 220 this is another protocol
            -- cut --
            -- fails --
            """),
    /** The answer to a command that was never said. */
    TAGGED("mail.mua.no-operation-below-level", """
            S: a1 OK ready
            -- cut --
            -- fails --
            """),
    /** More than fits into a buffer. */
    A_LONG_LINE("imap.client.accept-any-response", """
            S: * OK {long}
            """),
    /** An octet that may not be there. */
    A_NUL("imap.client.accept-any-response", """
            S: * OK rea{nul}dy
            """),
    /** A text that is to be shown, whoever wrote it. */
    AN_ALERT("imap.client.ignore-alert-plaintext", """
            S: * OK [ALERT] {token}
            -- only the screen tells --
            """),
    /** The same before STARTTLS is answered. */
    AN_ALERT_WITH_THE_GO_AHEAD("imap.client.ignore-alert-plaintext", """
            C: STARTTLS
            S& * OK [ALERT] {token}
            S: {tag} OK go ahead
            -- tls --
            -- only the screen tells --
            """),
    /** What would colour a terminal. */
    A_TERMINAL_SEQUENCE("imap.client.ignore-alert-plaintext", """
            S: * OK {esc}[31;1m{token}{esc}[0m
            -- only the screen tells --
            """),
    /** A refusal of STARTTLS with a text that lures. */
    A_TEXT_WITH_A_REFUSAL("imap.client.ignore-alert-plaintext", """
            C: STARTTLS
            S: {tag} NO call {token}
            -- only the screen tells --
            """);

    private final String requirements;
    private final String scenario;

    Greetings(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
