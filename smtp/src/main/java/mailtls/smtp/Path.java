package mailtls.smtp;

import java.util.Optional;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/**
 * A reverse-path or a forward-path (RFC 5321 section 4.1.2). It can hold nothing that would break a header field or a
 * log.
 *
 * @param localPart as on the wire, with its quotes if it has some; empty in the null reverse-path
 * @param domain empty in the null reverse-path and in {@code <postmaster>}
 */
record Path(String localPart, Optional<Domain> domain) {

    /** Where no bounces go: {@code <>} (RFC 5321 section 4.5.5). */
    static final Path NULL = new Path("", Optional.empty());

    /** RFC 5321 section 4.5.3.1.3. */
    static final int LONGEST = 256;

    private static final String ATOM = "[\\w!#$%&'*+/=?^`{|}~\\x80-\\xff-]++";

    private static final Pattern LOCAL_PART =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+" + "|" + "\"(?:[ !#-\\[\\]-~\\x80-\\xff]|\\\\[ -~])*+\"");

    private static final Pattern POSTMASTER = Pattern.compile("postmaster", Pattern.CASE_INSENSITIVE);

    Path {
        if (!isPath(localPart, domain)) {
            throw new IllegalArgumentException("not a path: " + localPart + "@" + domain);
        }
    }

    /**
     * Understands what stands between the angle brackets.
     *
     * @param text a source route in front is ignored (RFC 5321 appendix C)
     * @return the path, if it is one; beyond ASCII, only if it is well-formed UTF-8
     */
    static Optional<Path> parse(String text) {
        String mailbox = withoutRoute(text);
        if (mailbox.length() > LONGEST || Ascii.fromUtf8(Ascii.octets(mailbox)).isEmpty()) {
            return Optional.empty();
        }
        int at = mailbox.lastIndexOf('@');
        String localPart = at < 0 ? mailbox : mailbox.substring(0, at);
        Optional<Domain> domain = at < 0 ? Optional.empty() : Domain.parse(mailbox.substring(at + 1));
        return domain.isPresent() == (at >= 0) && isPath(localPart, domain)
                ? Optional.of(new Path(localPart, domain))
                : Optional.empty();
    }

    /** Returns whether this is the null reverse-path. */
    boolean isNull() {
        return localPart.isEmpty();
    }

    /** Returns whether it needs SMTPUTF8. */
    boolean isInternational() {
        return localPart.chars().anyMatch(c -> c > '~')
                || domain.filter(Domain::isInternational).isPresent();
    }

    /**
     * Returns the address as text, without quotes.
     *
     * @param host the domain of {@code <postmaster>}
     */
    String address(String host) {
        String octets = unquoted() + "@" + domain.map(Domain::text).orElse(host);
        return Ascii.fromUtf8(Ascii.octets(octets)).orElseThrow();
    }

    @Override
    public String toString() {
        return "<" + localPart + domain.map(name -> "@" + name).orElse("") + ">";
    }

    private static String withoutRoute(String text) {
        int colon = text.indexOf(':');
        return text.startsWith("@") && colon + 1 < text.length() ? text.substring(colon + 1) : text;
    }

    private String unquoted() {
        return localPart.startsWith("\"")
                ? localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1")
                : localPart;
    }

    private static boolean isPath(String localPart, Optional<Domain> domain) {
        if (domain.isPresent()) {
            return LOCAL_PART.matcher(localPart).matches();
        }
        return localPart.isEmpty() || POSTMASTER.matcher(localPart).matches();
    }
}
