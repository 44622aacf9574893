package mailtls.wire;

/**
 * Octets as they came: an IMAP literal (RFC 9051 section 4.3), a BDAT chunk (RFC 3030), or a line of mail that POP3 hands out.
 *
 * @param content the octets, not copied; empty after {@link Reading.Skip}, without its CRLF after {@link Reading.OfContent}
 */
public record Octets(byte[] content) implements Input {

    /** What stands for octets that were counted and thrown away. */
    public static final Octets SKIPPED = new Octets(new byte[0]);

    /** Returns each octet as a character. */
    public String text() {
        return Ascii.text(content);
    }

    /** Prints the count only: content may be mail or a password. */
    @Override
    public String toString() {
        return content.length + " octets";
    }
}
