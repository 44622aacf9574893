package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.3.13, the IDLE command. */
public enum IdleCommand implements Section {
    /** Only DONE is expected; the line is no command. */
    STARTTLS_ENDS_IT_AND_IS_NOT_OBEYED("imap.starttls.second-bad", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c SELECT INBOX
            S: c OK *
            C: d IDLE
            S? + *
            C& {token} STARTTLS
            C: DONE
            S: d BAD | d NO | d OK | close
            C: e NOOP
            S: e OK | DONE BAD | DONE NO | close
            """),

    /** Where one can log in without TLS. */
    STARTTLS_IN_CLEAR_ENDS_IT_AND_IS_NOT_OBEYED("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            C: b LOGIN {user} {password}
            S? b OK *
            C: c IDLE
            S? + *
            C& {token} STARTTLS
            C: DONE
            S: c BAD | c NO | c OK | close
            C: d NOOP
            S: d OK | DONE BAD | DONE NO | close
            """);

    private final Case test;

    IdleCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
