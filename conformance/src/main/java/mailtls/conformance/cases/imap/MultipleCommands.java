package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 5.5, more than one command at once. */
public enum MultipleCommands implements Section {
    /** The answers come in the order of the commands, none of them over TLS. */
    ALL_BEFORE_STARTTLS_IS_ANSWERED_IN_CLEAR("imap.pipelining.ambiguity", """
            S: * OK *
            C& a NOOP
            C& b CAPABILITY
            C: c STARTTLS
            S: a OK *
            S: b OK *
            S: c OK *
            -- tls --
            -- silence --
            C: d NOOP
            S: d OK *
            """),

    /** Commands on both sides of STARTTLS in one segment: the last one is no command any more. */
    NOTHING_BEHIND_STARTTLS_IS_ANSWERED("imap.pipelining.ambiguity imap.starttls.extra-data", """
            S: * OK *
            C& a NOOP
            C& b STARTTLS
            C: {token} NOOP
            S? a OK *
            S? b OK *
            -- tls or not --
            C: c NOOP
            S: c OK | close
            never: {token}
            """),

    /** Records are no commands: four of these in one of those. */
    MANY_COMMANDS_COME_IN_ONE_RECORD("imap.pipelining.ambiguity", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C& b NOOP
            C& c CAPABILITY
            C& d NOOP
            C: e LOGOUT
            S: b OK *
            S: c OK *
            S: d OK *
            S: e OK *
            has: * BYE
            """);

    private final Case test;

    MultipleCommands(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
