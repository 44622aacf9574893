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
 * The trace field that each server puts in front of a message (RFC 5321 section 4.4). It says what we know: nobody is
 * looked up in the DNS.
 *
 * @param client who the client said it is, over this channel
 * @param address where it called from
 * @param host who we are
 * @param with how it came, as {@link #with} has it
 * @param id our name for it
 * @param tls what protected it
 * @param date when it came
 */
record Received(
        Domain client,
        InetAddress address,
        String host,
        String with,
        String id,
        Optional<TlsFacts> tls,
        ZonedDateTime date) {

    /** RFC 5322 section 3.3, with the offset in digits. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    /**
     * Returns how a message came, in one word (RFC 3848, RFC 6531 section 4.3).
     *
     * @param isInternational whether SMTPUTF8 is in use
     */
    static String with(Hello client, boolean isInternational, boolean overTls, boolean loggedIn) {
        if (!client.isExtended()) {
            return "SMTP";
        }
        return (isInternational ? "UTF8SMTP" : "ESMTP") + (overTls ? "S" : "") + (loggedIn ? "A" : "");
    }

    /**
     * Returns the lines that a message begins with in a mailbox: where bounces go, and this field (RFC 5321 section
     * 4.4).
     *
     * @param reversePath where bounces go
     */
    byte[] octets(Path reversePath) {
        return Ascii.octets("Return-Path: " + reversePath + "\r\n"
                + "Received: from " + client + " (" + addressLiteral() + ")\r\n"
                + "\tby " + host + " with " + with + " id " + id
                + tls.map(Received::clause).orElse("") + ";\r\n"
                + "\t" + DATE.format(date) + "\r\n");
    }

    /** The clause of RFC 8314 section 4.3. The version has no place in it, so it stands in a comment. */
    private static String clause(TlsFacts facts) {
        return "\r\n\ttls " + facts.suite() + " (" + facts.version() + ")";
    }

    private String addressLiteral() {
        String digits = address.getHostAddress();
        // A zone, as in fe80::1%eth0, is nobody's business but this host's.
        int zone = digits.indexOf('%');
        return (address instanceof Inet6Address ? "[IPv6:" : "[")
                + (zone < 0 ? digits : digits.substring(0, zone))
                + "]";
    }
}
