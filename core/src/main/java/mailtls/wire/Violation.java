package mailtls.wire;

/**
 * A line that breaks the framing rules all three protocols share: it ends in CRLF, and holds neither CR, LF nor NUL
 * (RFC 5321 section 2.3.8, RFC 9051 section 2.2, RFC 1939 section 3). The whole of it, through its CRLF, has been consumed.
 *
 * @param sin what was wrong first
 * @param start the first octets, with forbidden ones as question marks; enough for an IMAP tag
 * @param end the last octets likewise; enough to see an IMAP literal announced
 */
public record Violation(Sin sin, Line start, Line end) implements Input {

    /** The sins of framing. */
    public enum Sin {
        BARE_CR("a CR that no LF follows"),
        BARE_LF("an LF that no CR precedes"),
        NUL("a NUL octet"),
        TOO_LONG("more octets than a line may have");

        private final String description;

        Sin(String description) {
            this.description = description;
        }

        /** Returns what was found, as words for a reply: “a NUL octet”. */
        public String description() {
            return description;
        }
    }

    /** Prints the sin only: a malformed line may hold a password. */
    @Override
    public String toString() {
        return "a line with " + sin.description();
    }
}
