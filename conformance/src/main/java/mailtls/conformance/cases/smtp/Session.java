package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 5321 sections 3.1, 4.1.1 and 4.1.4, a session over TLS and the order of its commands. */
public enum Session implements Section {
    /** A session begins with EHLO: without it there is no mail, and nothing has happened (SS-22). */
    WANTS_EHLO_BEFORE_MAIL("smtp.ehlo.mail-without-ehlo-refused", """
            C: MAIL FROM:<>
            S: 4.. | 5.. *
            C: EHLO client.example
            S: 250 *
            """),

    /** HELO has a single line for an answer, without extensions (SS-05). */
    TELLS_NO_EXTENSIONS_AFTER_HELO("smtp.ehlo.helo-plain-response", """
            C: HELO client.example
            S? 250 *
            lacks: AUTH
            lacks: SIZE
            lacks: 8BITMIME
            lacks: PIPELINING
            lacks: STARTTLS
            """),

    /** What is listed is known: it may be refused, but not for that it isn't implemented. */
    KNOWS_WHAT_IT_LISTS("smtp.ehlo.no-unimplemented-keywords", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN AG5vYm9keQBtYWlsdGxz
            S: 4.. | 501 | 503 | 504 | 53. | 55. *
            """),

    /** However often it is asked (SS-23, SS-29). */
    LISTS_NO_STARTTLS_AT_ANY_TIME("smtp.starttls.server-not-advertised-after-tls", """
            C: EHLO client.example
            S: 250 *
            C: EHLO other.example
            S? 250 *
            lacks: STARTTLS
            """),

    /** Without a transaction RSET does nothing, and does not end the session. */
    TAKES_RSET_AT_ANY_TIME("smtp.rset.250", """
            C: RSET
            S: 250 *
            C: EHLO client.example
            S: 250 *
            C: RSET
            S: 250 *
            """),

    /** No recipient without a sender, no text without a recipient; a login may be missed first. */
    KEEPS_ITS_ORDER("smtp.seq.503-out-of-order", """
            C: EHLO client.example
            S: 250 *
            C: RCPT TO:<postmaster>
            S: 503 | 530 | 554 *
            C: DATA
            S: 503 | 530 | 554 *
            C: NOOP
            S: 250 | 421 | close *
            """),

    /** What it does not know it refuses, and goes on. */
    TOLERATES_AN_UNKNOWN_COMMAND("smtp.cmd.unknown-tolerated", """
            C: EHLO client.example
            S: 250 *
            C: X{token}
            S: 500 | 502 | 503 | 530 *
            C: NOOP
            S: 250 *
            """),

    /** The same with a line of another protocol. */
    TOLERATES_A_LINE_OF_IMAP("smtp.cmd.unknown-tolerated", """
            C: EHLO client.example
            S: 250 *
            C: a CAPABILITY
            S: 5.. *
            C: NOOP
            S: 250 *
            """),

    /** LF alone ends no line: this is one command, or none, but not two. */
    IS_NOT_SPLIT_BY_A_BARE_LF("smtp.line.crlf-only", """
            C: EHLO client.example
            S: 250 *
            C: NOOP {token}{lf}NOOP
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** Nor does CR. */
    IS_NOT_SPLIT_BY_A_BARE_CR("smtp.line.crlf-only", """
            C: EHLO client.example
            S: 250 *
            C: NOOP {token}{cr}NOOP
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** Who comes is not for the client to say: XCLIENT is for those that it is listed to. */
    IS_NOT_TOLD_WHO_COMES("smtp.ehlo.lists-all-commands", """
            C: EHLO client.example
            S: 250 *
            without: XCLIENT
            C: XCLIENT ADDR=192.0.2.1
            S: 4.. | 5.. | close *
            """),

    /** A header of the PROXY protocol is the first that comes, or it is none. */
    TAKES_NO_LATE_PROXY_HEADER("smtp.ehlo.lists-all-commands", """
            C: EHLO client.example
            S: 250 *
            C: PROXY TCP4 192.0.2.1 192.0.2.2 1025 25
            S: 4.. | 5.. | 221 | close *
            """),

    /** Mail for others is not passed on for a stranger: TLS is no login. */
    RELAYS_NOTHING_FOR_STRANGERS("submission.no-open-relay", """
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<>
            S: 250 | 4.. | 5.. *
            C: RCPT TO:<{token}@example.com>
            S: 4.. | 5.. *
            """);

    private final String requirements;
    private final String dialogue;

    Session(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    /** What ends a line is the same in clear as over TLS. */
    private Stream<Way> ways() {
        return switch (this) {
            case IS_NOT_SPLIT_BY_A_BARE_LF, IS_NOT_SPLIT_BY_A_BARE_CR ->
                Stream.of(Way.OVER_STARTTLS, Way.OVER_IMPLICIT_TLS, Way.IN_CLEAR);
            default -> Stream.of(Way.OVER_STARTTLS, Way.OVER_IMPLICIT_TLS);
        };
    }

    @Override
    public Case test() {
        return Way.OVER_STARTTLS.twin(this, requirements, dialogue);
    }

    @Override
    public Stream<Case> tests() {
        return ways().map(way -> way.twin(this, requirements, dialogue));
    }
}
