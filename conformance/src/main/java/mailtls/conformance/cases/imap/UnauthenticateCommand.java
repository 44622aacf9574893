package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8437 section 3, the UNAUTHENTICATE command. */
public enum UnauthenticateCommand implements Section {
    /** Everything is forgotten but TLS, so that STARTTLS is still refused. */
    TLS_STAYS("imap.unauthenticate.keeps-tls", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c CAPABILITY
            S: c OK *
            given: UNAUTHENTICATE
            C: d UNAUTHENTICATE
            S: d OK | close
            C: e SELECT INBOX
            S: e BAD | e NO *
            C: f STARTTLS
            S: f BAD *
            C: g LOGIN {user} {password}
            S: g OK *
            """);

    private final Case test;

    UnauthenticateCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
