package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 4954 section 4, the AUTH command over TLS. */
public enum AuthCommand implements Section {
    /** PLAIN in two steps: an empty challenge, and the response. Once in a session is enough (SS-18, SS-27). */
    LETS_THE_USER_IN_ONCE(
            "smtp.auth.235-on-success smtp.auth.only-once sasl.exchange.client-first-empty-challenge", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S: 334 *
            C: {plain}
            S: 235 *
            C: AUTH PLAIN {plain}
            S: 503 *
            C: NOOP
            S: 250 *
            """),

    /** RSET does not make anybody a stranger (SS-30). */
    KNOWS_THE_USER_AFTER_RSET("smtp.auth.only-once", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN {plain}
            S? 235 *
            C: RSET
            S: 250 *
            C: AUTH PLAIN {plain}
            S: 503 *
            """),

    /** Whoever is not known does not come in. */
    LETS_NO_STRANGER_IN("smtp.auth.235-on-success", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN AG5vYm9keQBtYWlsdGxz
            S: 4.. | 5.. *
            """),

    /** The reply says so, and a stranger may go on without. */
    REFUSES_A_STRANGER("smtp.auth.535-on-failure", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN AG5vYm9keQBtYWlsdGxz
            S: 535 | 534 | 454 | 432 | 421 *
            C: NOOP
            S: 250 | 421 | close *
            """),

    /** The client may think better of it. */
    ENDS_AN_EXCHANGE_ON_AN_ASTERISK("smtp.auth.cancel-501", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            C: *
            S: 501 *
            C: NOOP
            S: 250 *
            """),

    /** A response is base64. */
    REFUSES_WHAT_IS_NOT_BASE64("smtp.auth.bad-base64-501", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            C: ?!{token}
            S: 501 *
            C: NOOP
            S: 250 *
            """),

    /** PLAIN has three fields, and no fourth. */
    REFUSES_A_NUL_TOO_MANY("sasl.plain.no-nul", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN AG5vYm9keQBtYWlsAHRscw==
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """),

    /** What is said in an exchange is a response, whatever it looks like. */
    TAKES_COMMANDS_FOR_RESPONSES("smtp.auth.commands-inside-exchange", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            C: QUIT
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """),

    /** A mechanism that does not exist can't be used. */
    REFUSES_AN_UNKNOWN_MECHANISM("smtp.auth.unusable-mechanism-504", """
            C: EHLO client.example
            S: 250 *
            given: AUTH
            C: AUTH X-MAILTLS
            S: 504 *
            C: NOOP
            S: 250 *
            """),

    /** Three fields of 255 octets make a response longer than other commands may be: it is wrong, but not too long. */
    TAKES_LONG_RESPONSES("smtp.auth.long-responses sasl.plain.255", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            C: YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYW\
            FhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\
            YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYW\
            FhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhAGJiYmJiYmJiYmJiYmJi\
            YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYm\
            JiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi\
            YmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYm\
            JiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYgBjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj\
            Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2\
            NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj\
            Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2\
            NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M=
            S: 535 | 534 | 501 | 4.. *
            C: NOOP
            S: 250 | 421 | close *
            """),

    /** Without a certificate of the client's there is nobody to be. */
    WANTS_A_CERTIFICATE_FOR_EXTERNAL("sasl.external.identity", """
            C: EHLO client.example
            S: 250 *
            C: AUTH EXTERNAL =
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """);

    private final String requirements;
    private final String dialogue;

    AuthCommand(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return Way.OVER_STARTTLS.twin(this, requirements, dialogue);
    }

    @Override
    public Stream<Case> tests() {
        return Stream.of(test(), Way.OVER_IMPLICIT_TLS.twin(this, requirements, dialogue));
    }
}
