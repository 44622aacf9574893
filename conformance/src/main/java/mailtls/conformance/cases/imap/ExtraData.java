package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 6.2.1, what stands behind STARTTLS in a buffer and is more than a line. */
public enum ExtraData implements Section {
    /** Somebody in the middle logs in for a user to come. */
    A_PIPELINED_LOGIN_IS_FORGOTTEN("imap.starttls.extra-data imap.starttls.stays-not-authenticated", """
            S: * OK *
            C& a STARTTLS
            C: b LOGIN {user} {password}
            S? a OK *
            -- tls or not --
            C: c SELECT INBOX
            S: c BAD | c NO | close
            """),

    /** An open literal of APPEND would store the next password in the mailbox of somebody else. */
    AN_APPEND_DOES_NOT_SWALLOW_WHAT_COMES("imap.starttls.extra-data", """
            S: * OK *
            C& a STARTTLS
            C& b LOGIN {user} {password}
            C: c APPEND INBOX {200+}
            S? a OK *
            -- tls or not --
            C: d NOOP
            S: d OK | close
            C: e CAPABILITY
            S: e OK | close
            """),

    /** An open AUTHENTICATE would take the next line for a response. */
    AN_EXCHANGE_DOES_NOT_SWALLOW_WHAT_COMES("imap.starttls.extra-data", """
            S: * OK *
            C& a STARTTLS
            C: {token} AUTHENTICATE PLAIN
            S? a OK *
            -- tls or not --
            C: b NOOP
            S: b OK | close
            never: {token}
            """),

    /** Behind STARTTLS it is not obeyed, over TLS or before. */
    A_LOGOUT_ENDS_NOTHING("imap.starttls.extra-data", """
            S: * OK *
            C& a STARTTLS
            C: {token} LOGOUT
            S? a OK *
            -- tls or not --
            C: b NOOP
            S: b OK | close
            never: {token}
            """),

    /** What a browser could take for a page must not come over TLS. */
    AN_ANSWER_OF_HTTP_IS_NOT_MADE("imap.starttls.extra-data", """
            S: * OK *
            C& a STARTTLS
            C& {token} NOOP
            C: HTTP/1.1 NOOP
            S? a OK *
            -- tls or not --
            C: b NOOP
            S: b OK | close
            never: {token}
            """);

    private final Case test;

    ExtraData(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    /** Where the literal is read the message lies in the mailbox. */
    @Override
    public Case test() {
        return this == AN_APPEND_DOES_NOT_SWALLOW_WHAT_COMES ? test.intrusive() : test;
    }
}
