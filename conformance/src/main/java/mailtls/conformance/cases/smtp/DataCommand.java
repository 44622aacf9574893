package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 5321 sections 2.3.8, 4.1.1.4 and 4.5.2, the text of a message and its end: in clear, over either TLS, and
 * logged in, the same everywhere. What is sent is delivered, to the recipient that was named for it.
 */
public enum DataCommand implements Section {
    /** STARTTLS in a text is text (SS-13); a text without it is taken before. */
    TAKES_STARTTLS_FOR_TEXT("smtp.seq.one-reply-per-command", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text
            C: .
            S? 250 *
            C: MAIL FROM:<{recipient}>
            S? 250 *
            C: RCPT TO:<{recipient}>
            S? 250 | 251 *
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}STARTTLS
            C& x STARTTLS y
            C: .
            S: 250 | 4.. | 55. *
            C: QUIT
            S: 221 *
            """),

    /** LF, point, CRLF ends no message: what stands behind it is text. */
    IS_NOT_ENDED_BY_LF_POINT_CRLF("smtp.data.end-crlf-dot-crlf smtp.line.crlf-only", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text{lf}.
            C& NOOP {token}
            C: .
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** CRLF, point, LF does not end it. */
    IS_NOT_ENDED_BY_CRLF_POINT_LF("smtp.data.end-crlf-dot-crlf smtp.line.crlf-only", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text{cr}{lf}.{lf}NOOP {token}
            C: .
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** LF, point, LF does not. */
    IS_NOT_ENDED_BY_LF_POINT_LF("smtp.data.end-crlf-dot-crlf smtp.line.crlf-only", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text{lf}.{lf}NOOP {token}
            C: .
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** Nor CR, point, CR. */
    IS_NOT_ENDED_BY_CR_POINT_CR("smtp.data.end-crlf-dot-crlf smtp.line.crlf-only", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text{cr}.{cr}NOOP {token}
            C: .
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** Nor CRLF, point, CR. */
    IS_NOT_ENDED_BY_CRLF_POINT_CR("smtp.data.end-crlf-dot-crlf smtp.line.crlf-only", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C& {cr}{lf}text{cr}{lf}.{cr}NOOP {token}
            C: .
            S: 250 | 4.. | 5.. | close *
            C: QUIT
            S: 221 | close *
            """),

    /** A message whose end has not come is not accepted when the client goes away (SS-33). */
    IS_NOT_ENDED_BY_THE_END_OF_THE_CONNECTION("smtp.quit.premature-close-server", """
            C: DATA
            S? 354 *
            C& From: <{recipient}>
            C& Subject: {token}
            C: {cr}{lf}the first half
            -- fin --
            S: 4.. | 5.. | close *
            """);

    private static final class Transaction {
        private static final String TO_SOMEBODY = """
                C: RCPT TO:<{recipient}>
                S? 250 | 251 *
                """;
    }

    private final String requirements;
    private final String dialogue;

    DataCommand(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return come(Way.IN_CLEAR);
    }

    @Override
    public Stream<Case> tests() {
        return Stream.of(Way.IN_CLEAR, Way.OVER_STARTTLS, Way.LOGGED_IN_OVER_STARTTLS, Way.LOGGED_IN_OVER_IMPLICIT_TLS)
                .map(this::come);
    }

    private Case come(Way way) {
        boolean isTruncated = this == IS_NOT_ENDED_BY_THE_END_OF_THE_CONNECTION && way != Way.IN_CLEAR;
        String asked = isTruncated ? "tls13.truncation " + requirements : requirements;
        return way.twin(this, asked, way.mail() + Transaction.TO_SOMEBODY + dialogue)
                .intrusive();
    }
}
