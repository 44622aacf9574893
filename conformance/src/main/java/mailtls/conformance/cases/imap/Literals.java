package mailtls.conformance.cases.imap;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 9051 section 4.3, literals, and RFC 7888 section 3, those that nobody waits for. */
public enum Literals implements Section {
    /** The six octets are an argument of STARTTLS, and no command, in clear or over TLS. */
    STARTTLS_WITH_A_LITERAL_IS_ONE_COMMAND("imap.literal.check-every-line imap.starttls.results", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LITERAL+
            C& b STARTTLS {6+}
            C: c NOOP
            S: b BAD | b NO | close
            C: d NOOP
            S: d OK *
            """),

    /** A command that is refused takes its literal with it, even if STARTTLS stands in it. */
    AN_UNKNOWN_COMMAND_HAS_ITS_LITERAL_TOO("imap.literal.check-every-line", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LITERAL+
            C& b X{token} {10+}
            C: c STARTTLS
            S: b BAD | b NO | close
            C: d NOOP
            S: d OK *
            """),

    /** It is the name that somebody wants to log in with. */
    STARTTLS_IN_A_LITERAL_IS_DATA("imap.literal.same-command", """
            S: * OK *
            C: a CAPABILITY
            S: a OK *
            given: LITERAL+
            C& b LOGIN {10+}
            C: c STARTTLS {token}
            S: b NO | b BAD | close
            C: d NOOP
            S: d OK *
            """),

    /** The same where the log-in is tried. */
    STARTTLS_IN_A_LITERAL_IS_DATA_OVER_TLS("imap.literal.same-command", """
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b CAPABILITY
            S: b OK *
            given: LITERAL+
            C& c LOGIN {10+}
            C: d STARTTLS {token}
            S: c NO | c BAD | close
            C: e NOOP
            S: e OK *
            """),

    /** It has no arguments, so none is asked for; whatever is said, it does not start TLS. */
    STARTTLS_TAKES_NO_LITERAL("imap.starttls.results", """
            S: * OK *
            C: a STARTTLS {6}
            S: a BAD | a NO | + | close
            """);

    private final Case test;

    Literals(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.IMAP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
