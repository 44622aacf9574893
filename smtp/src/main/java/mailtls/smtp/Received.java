package mailtls.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * The trace field that each server puts in front of a message (RFC 5321 section 4.4). It says what we know: nobody is looked up
 * in the DNS.
 *
 * @param from who the client said it is, over this channel
 * @param address where it called from
 * @param by who we are
 * @param with how it came (RFC 3848, RFC 6531 section 4.3)
 * @param tls what protected it
 * @param id our name for it
 * @param date when it came
 */
record Received(
        Hello from,
        InetAddress address,
        String by,
        String with,
        Optional<TlsFacts> tls,
        String id,
        ZonedDateTime date) {

    /** RFC 5322 section 3.3, with the offset in digits. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /**
     * Returns the lines that a message begins with in a mailbox: this field, and before it where bounces go (RFC 5321 section
     * 4.4).
     */
    byte[] octets(Path reversePath) {
        return Ascii.octets("Return-Path: " + reversePath + "\r\n"
                + "Received: from " + from.client() + " (" + addressLiteral() + ")\r\n"
                + "\tby " + by + " with " + with + " id " + id
                + tls.map(Received::clause).orElse("") + ";\r\n"
                + "\t" + DATE.format(date) + "\r\n");
    }

    /**
     * Returns the name of how a message came (RFC 3848, RFC 6531 section 4.3).
     *
     * @param hello whether the client knows extensions
     * @param isInternational whether this one is in use
     */
    static String with(Hello hello, boolean isInternational, boolean overTls, boolean loggedIn) {
        if (!hello.isExtended()) {
            return "SMTP";
        }
        return (isInternational ? "UTF8SMTP" : "ESMTP") + (overTls ? "S" : "") + (loggedIn ? "A" : "");
    }

    /** The clause of RFC 8314 section 4.3; the version has no place in it and stands in a comment. */
    private static String clause(TlsFacts facts) {
        return "\r\n\ttls " + facts.suite() + " (" + facts.version() + ")";
    }

    private String addressLiteral() {
        String digits = address.getHostAddress();
        // A zone, as in fe80::1%eth0, is nobody's business but this host's.
        int zone = digits.indexOf('%');
        return (address instanceof Inet6Address ? "[IPv6:" : "[") + (zone < 0 ? digits : digits.substring(0, zone))
                + "]";
    }
}
