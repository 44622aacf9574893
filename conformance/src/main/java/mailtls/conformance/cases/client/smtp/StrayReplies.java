package mailtls.conformance.cases.client.smtp;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 2920 section 3.1: replies that answer nothing. They shift the count, and whoever counts on has no TLS and says nothing. */
public enum StrayReplies implements Section {
    /** A success behind the greeting. */
    A_250_WITH_THE_GREETING("""
            S& 220 {name} ready
            S: 250 {token}
            """),
    /** A farewell behind the greeting. */
    A_221_WITH_THE_GREETING("""
            S& 220 {name} ready
            S: 221 {token}
            """),
    /** A success behind the list. */
    A_250_WITH_THE_LIST("""
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S& 250 AUTH PLAIN LOGIN
            S: 250 {token}
            """),
    /** A farewell behind the list. */
    A_221_WITH_THE_LIST("""
            S: 220 {name} ready
            C: EHLO
            S& 250-{name}
            S& 250-STARTTLS
            S& 250 AUTH PLAIN LOGIN
            S: 221 {token}
            """);

    private final String scenario;

    StrayReplies(String scenario) {
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.SMTP, Mode.STARTTLS, "smtp.pipelining.match-by-count", scenario);
    }
}
