package mailtls.smtp;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a host or of a mail domain, or an address in brackets (RFC 5321 section 4.1.2). It can hold nothing that
 * would break a header field or a log.
 *
 * @param text as on the wire: beyond ASCII, UTF-8 octets as characters (RFC 6531 section 3.3)
 */
record Domain(String text) {

    /** RFC 5321 section 4.5.3.1.2. */
    static final int LONGEST = 255;

    /** Real hosts have underscores in their names, whatever the RFC says. */
    private static final String LABEL = "[\\w\\x80-\\xff](?:[\\w\\x80-\\xff-]*[\\w\\x80-\\xff])?+";

    private static final Pattern DOMAIN =
            Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+" + "|" + "\\[[A-Za-z0-9.:-]+\\]");

    Domain {
        if (!isDomain(text)) {
            throw new IllegalArgumentException("not a domain: " + text);
        }
    }

    /** Returns the domain, if it is one. */
    static Optional<Domain> parse(String text) {
        return Optional.of(text).filter(Domain::isDomain).map(Domain::new);
    }

    /** Returns whether it needs SMTPUTF8. */
    boolean isInternational() {
        return text.chars().anyMatch(c -> c > '~');
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isDomain(String text) {
        return text.length() <= LONGEST && DOMAIN.matcher(text).matches();
    }
}
