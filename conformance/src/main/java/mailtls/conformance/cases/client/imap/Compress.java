package mailtls.conformance.cases.client.imap;

import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** Section 3 of RFC 4978: a client that can compress, and when it does. */
public enum Compress implements Section {
    /** COMPRESS is listed in clear only: it is used neither there nor over TLS. */
    LISTED_IN_CLEAR_ONLY("imap.starttls.client-discard-capabilities", """
            S: * OK ready
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN COMPRESS=DEFLATE
            S: {tag} OK done
            C: STARTTLS
            S: {tag} OK go ahead
            -- tls --
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN
            S: {tag} OK done
            never: COMPRESS
            """),
    /** Nothing is said behind COMPRESS before it is answered. It is listed before the log-in and behind it: some ask only then. */
    SILENT_UNTIL_ANSWERED("imap.compress.client-waits", """
            -- tls --
            C: CAPABILITY
            S& * CAPABILITY IMAP4rev1 AUTH=PLAIN COMPRESS=DEFLATE
            S: {tag} OK done
            C: LOGIN | AUTHENTICATE
            -- as usual --
            S: * CAPABILITY IMAP4rev1 COMPRESS=DEFLATE
            C: COMPRESS
            -- withhold --
            """);

    private final String requirements;
    private final String scenario;

    Compress(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return ClientCase.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, scenario);
    }
}
