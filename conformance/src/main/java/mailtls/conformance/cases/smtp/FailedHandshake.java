package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4.1 and RFC 8446 section 6.2, when no handshake follows the go-ahead (SS-21). */
public enum FailedHandshake implements Section {
    /** A password in clear is not processed any more. */
    TAKES_NO_PASSWORD("""
            X: AUTH PLAIN AG5vYm9keQBtYWlsdGxz
            """),

    /** Nor can the upgrade begin again. */
    BEGINS_NO_SECOND_UPGRADE("""
            X: EHLO {token}.example
            X: STARTTLS
            """),

    /** Mail in clear is not taken. */
    TAKES_NO_MAIL("""
            X: MAIL FROM:<>
            """),

    /** Who goes away leaves nothing behind: the next client is served. */
    ENDS_WITH_THE_CLIENT("""
            -- fin --
            """),

    /** The same when the client goes away in the middle of its ClientHello. */
    ENDS_WITH_HALF_A_CLIENT_HELLO("""
            -- half hello --
            -- fin --
            """);

    private final Case test;

    FailedHandshake(String whatComes) {
        test = Way.IN_CLEAR.to(
                this, "tls13.fatal-alert-close", "C: STARTTLS\nS: 220 *\n" + whatComes + "-- close --\n");
    }

    @Override
    public Case test() {
        return test;
    }
}
