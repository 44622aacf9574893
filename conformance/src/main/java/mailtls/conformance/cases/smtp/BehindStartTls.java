package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 3207 sections 4.2 and 6, octets in the segment of STARTTLS: what the generated family leaves out. Other forms
 * of the line that a guard may overlook, and suffixes that do harm by themselves.
 *
 * <p>The server may refuse such a STARTTLS, or go. If there is TLS, a fence of commands shows whether it obeys any
 * of it.
 */
public enum BehindStartTls implements Section {
    /** An empty line is no command. */
    AN_EMPTY_LINE("""
            C: STARTTLS{cr}{lf}
            """),

    /** If CR ends the line for the server, what stands behind it is not to be obeyed. */
    BEHIND_A_BARE_CR("""
            C: STARTTLS{cr}NOOP {token}
            """),

    /** The same for two of them. */
    BEHIND_TWO_CRS("""
            C: STARTTLS{cr}{cr}{lf}NOOP {token}
            """),

    /** Mail that the attacker begins, and the client's commands would end in. */
    MAIL_UP_TO_ITS_TEXT("""
            C& STARTTLS
            C& EHLO {token}.example
            C& MAIL FROM:<>
            C& RCPT TO:<postmaster>
            C: DATA
            """),

    /** Mail that is begun without a word: over TLS nobody may be a recipient of it. */
    MAIL_WITHOUT_ANSWERS("""
            C& STARTTLS
            C& EHLO {token}.example
            C: MAIL FROM:<>
            """, """
            C: RCPT TO:<postmaster>
            S: 4.. | 5.. | close *
            """),

    /** The same with a recipient who is sure to be known. */
    MAIL_WITHOUT_ANSWERS_FOR_THE_RECIPIENT("""
            C& STARTTLS
            C& EHLO {token}.example
            C: MAIL FROM:<>
            """, """
            C: RCPT TO:<{recipient}>
            S: 4.. | 5.. | close *
            """),

    /** The same with a chunk that the client's commands would fill. */
    MAIL_UP_TO_A_CHUNK("""
            C& STARTTLS
            C& EHLO {token}.example
            C& MAIL FROM:<>
            C& RCPT TO:<postmaster>
            C: BDAT 500 LAST
            """),

    /** A login that the client's first line would be a part of. */
    AN_EXCHANGE_OF_SASL("""
            C& STARTTLS
            C& EHLO {token}.example
            C: AUTH PLAIN
            """),

    /** A proxy's word about who the client is. */
    XCLIENT("""
            C& STARTTLS
            C: XCLIENT NAME={token}.example ADDR=192.0.2.1
            """),

    /** The same in another dialect. */
    PROXY("""
            C& STARTTLS
            C: PROXY TCP4 192.0.2.1 192.0.2.2 1025 25
            """),

    /** More than a buffer holds. */
    A_LONG_LINE("""
            C& STARTTLS
            C& {long}
            C: NOOP {token}
            """);

    private static final class Fence {
        private static final String TLS = """
                S? 220 *
                -- tls or not --
                """;
        private static final String TEXT = """
                C: NOOP
                S: 250 | 421 | close *
                C: EHLO client.example
                S: 250 | 421 | close *
                C: QUIT
                S: 221 | 421 | close *
                -- close --
                never: {token}
                """;
    }

    private final Case test;

    BehindStartTls(String before) {
        this(before, "");
    }

    BehindStartTls(String before, String after) {
        test = Way.IN_CLEAR.to(this, "smtp.starttls.no-plaintext-injection", before + Fence.TLS + after + Fence.TEXT);
    }

    @Override
    public Case test() {
        return test;
    }
}
