package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 3, what is allowed in which state. */
public enum States implements Section {
    /** PREAUTH in clear would leave no place for STARTTLS; it is for connections that are protected already (RFC 9051 section 7.1.4). */
    NOBODY_IS_LOGGED_IN_BY_THE_GREETING("imap.preauth.only-protected", """
            S: * OK | * BYE *
            """),

    /** Nobody has logged in, and nothing has been said that could. */
    NO_MAILBOX_IS_SELECTED_BEFORE_A_LOGIN("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a SELECT INBOX
            S: a BAD | a NO *
            C: b NOOP
            S: b OK *
            """),

    /** Names of mailboxes are for those who have logged in. */
    NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a LIST "" "*"
            S: a BAD | a NO *
            C: b NOOP
            S: b OK *
            """),

    /** TLS alone opens no mailbox. */
    NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN_OVER_TLS(
            "imap.state.wrong-state-rejected imap.starttls.stays-not-authenticated", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LIST "" "*"
            S: b BAD | b NO *
            C: c NOOP
            S: c OK *
            """),

    /** ENABLE belongs to the authenticated state (RFC 5161 section 3.1), so that it can't be said before TLS for a user to come. */
    NOTHING_IS_ENABLED_BEFORE_A_LOGIN("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a ENABLE CONDSTORE
            S: a BAD | a NO | a OK *
            lacks: * ENABLED CONDSTORE
            C: b NOOP
            S: b OK *
            """),

    /** What was enabled before TLS, or would have been, is not enabled over it: it is as new as on a connection that came to TLS at once. */
    NO_CONDSTORE_IS_LEFT_OF_AN_ENABLE_IN_CLEAR("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S? b OK *
            C: c ENABLE CONDSTORE
            S? c OK *
            given: * ENABLED CONDSTORE
            -- connect again --
            S: * OK *
            C: a ENABLE CONDSTORE
            S: a BAD | a NO | a OK *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c LOGIN {user} {password}
            S: c OK *
            C: d ENABLE CONDSTORE
            S: d OK *
            has: * ENABLED CONDSTORE
            """),

    /** The same with what every server of RFC 9051 has. */
    NO_IMAP4REV2_IS_LEFT_OF_AN_ENABLE_IN_CLEAR("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S? b OK *
            C: c ENABLE IMAP4rev2
            S? c OK *
            given: * ENABLED IMAP4rev2
            -- connect again --
            S: * OK *
            C: a ENABLE IMAP4rev2
            S: a BAD | a NO | a OK *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c LOGIN {user} {password}
            S: c OK *
            C: d ENABLE IMAP4rev2
            S: d OK *
            has: * ENABLED IMAP4rev2
            """),

    /** COMPRESS belongs to the authenticated state (RFC 4978 section 3): nothing of it lies between STARTTLS and TLS. */
    NOTHING_IS_COMPRESSED_BEFORE_A_LOGIN("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a COMPRESS DEFLATE
            S: a BAD | a NO *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c NOOP
            S: c OK *
            """),

    /** After a command of another state STARTTLS is as good as before. */
    A_REFUSED_COMMAND_CHANGES_NOTHING("imap.state.rejected-no-change", """
            S: * OK *
            C: a SELECT INBOX
            S: a BAD | a NO *
            C: b STARTTLS
            S: b OK *
            -- tls --
            C: c NOOP
            S: c OK *
            """),

    /** Neither the state nor the channel is right for it. */
    STARTTLS_IS_REFUSED_AFTER_A_LOGIN_OVER_TLS("imap.state.wrong-state-rejected", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c STARTTLS
            S: c BAD | c NO *
            C: d SELECT INBOX
            S: d OK *
            """),

    /** With a mailbox selected, too; and the mailbox stays. */
    STARTTLS_IS_REFUSED_IN_A_MAILBOX("imap.state.wrong-state-rejected imap.state.rejected-no-change", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b LOGIN {user} {password}
            S: b OK *
            C: c SELECT INBOX
            S: c OK *
            C: d STARTTLS
            S: d BAD | d NO *
            C: e SEARCH ALL
            S: e OK *
            """);

    private final Case test;

    States(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
