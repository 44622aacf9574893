package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.3.12, the APPEND command, where a message ends too early. */
public enum AppendCommand implements Section {
    /** In a message it is no command. */
    STARTTLS_IS_CONTENT("imap.literal.same-command", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c CREATE {token}
            S? c OK *
            C: d APPEND {token} {10}
            S: + *
            C: e STARTTLS
            S: d OK | d NO | d BAD *
            C: f DELETE {token}
            S: f OK *
            """),

    /** A connection that ends without close_notify may have been cut off by somebody else. */
    HALF_A_MESSAGE_IS_NOT_STORED("tls13.truncation", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c CREATE {token}
            S? c OK *
            C: d APPEND {token} {500}
            S: + *
            C: Subject: half of a message
            -- fin --
            S: d NO | d BAD | close
            -- connect again --
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c SELECT {token}
            S? c OK *
            has: * 0 EXISTS
            C: d CLOSE
            S: d OK *
            C: e DELETE {token}
            S: e OK *
            """),

    /** What comes behind close_notify is not the rest of it. */
    CLEARTEXT_DOES_NOT_COMPLETE_A_MESSAGE("tls13.data-after-close", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c CREATE {token}
            S? c OK *
            C: d APPEND {token} {40}
            S: + *
            C: Subject: half of a message
            -- close_notify --
            X: the other half, in clear, is long enough
            S: d NO | d BAD | close
            -- connect again --
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c SELECT {token}
            S? c OK *
            has: * 0 EXISTS
            C: d CLOSE
            S: d OK *
            C: e DELETE {token}
            S: e OK *
            """);

    private final Case test;

    AppendCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue)
                .intrusive();
    }

    @Override
    public Case test() {
        return test;
    }
}
