package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 2971 section 3.1, the ID command: what a client says about itself. */
public enum IdCommand implements Section {
    /** It may have been said by somebody else. */
    WHAT_WAS_SAID_IN_CLEAR_HAS_NO_TRACE_OVER_TLS("imap.id.no-operational-use", """
            S: * OK *
            C: a ID ("name" "{token}")
            S? a OK *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c ID NIL
            S: c OK *
            C: d CAPABILITY
            S: d OK *
            has: AUTH=PLAIN
            never: {token}
            """);

    private final Case test;

    IdCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
