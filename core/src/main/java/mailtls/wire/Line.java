package mailtls.wire;

import java.util.Optional;

/**
 * One line without its CRLF. Its constructor refuses CR, LF and NUL, so that no reply, log or relay can be split by it.
 *
 * @param text the line, each character standing for one octet
 */
public record Line(String text) implements Input {

    public Line {
        for (int i = 0; i < text.length(); i++) {
            if (isForbidden(text.charAt(i))) {
                throw new IllegalArgumentException("not a line: U+%04x at %d".formatted((int) text.charAt(i), i));
            }
        }
    }

    static boolean isForbidden(char c) {
        return c == '\r' || c == '\n' || c == 0 || c > 0xff;
    }

    /** Returns the line's octets. */
    public byte[] octets() {
        return Ascii.octets(text);
    }

    /** Returns the line read as UTF-8, or nothing if it is not well-formed. */
    public Optional<String> utf8() {
        return Ascii.fromUtf8(octets());
    }

    @Override
    public String toString() {
        return Ascii.printable(text);
    }
}
