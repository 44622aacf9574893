package mailtls.wire;

/**
 * A counted run of octets: an IMAP literal (RFC 9051 section 4.3) or a BDAT chunk (RFC 3030).
 *
 * @param content the octets, not copied; empty after {@link Reading.Skip}
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
