package mailtls.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Octets and text: the only file that names a charset.
 *
 * <p>On the wire everything is octets. We hold a line as a string in which each character stands for one octet (ISO
 * 8859-1), which loses nothing and cannot fail. What the line means as text, ASCII or UTF-8, is decided where it is used.
 */
public final class Ascii {

    private Ascii() {}

    /**
     * Returns the text with the letters a to z in upper case, and no others: Java's own rules make “PASS” of “paß”, and two
     * words that the wire tells apart would be one.
     */
    public static String upper(String text) {
        return shift(text, 'a', 'z', 'A' - 'a');
    }

    /** Returns the text with the letters A to Z in lower case, and no others. */
    public static String lower(String text) {
        return shift(text, 'A', 'Z', 'a' - 'A');
    }

    /** Returns one octet for each character; characters above U+00FF become question marks. */
    public static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Returns one octet for each character, as {@link #octets(String)}, of text that is still being written. */
    public static byte[] octets(StringBuilder text) {
        byte[] octets = new byte[text.length()];
        for (int i = 0; i < octets.length; i++) {
            char c = text.charAt(i);
            octets[i] = (byte) (c > 0xff ? '?' : c);
        }
        return octets;
    }

    /** Returns one character for each octet. */
    public static String text(byte[] octets) {
        return new String(octets, ISO_8859_1);
    }

    /** Returns one character for each of {@code length} octets, beginning at {@code from}. */
    public static String text(byte[] octets, int from, int length) {
        return new String(octets, from, length, ISO_8859_1);
    }

    /** Returns one character for each remaining octet; the buffer's position does not move. */
    public static String text(ByteBuffer octets) {
        return ISO_8859_1.decode(octets.duplicate()).toString();
    }

    /** Returns the UTF-8 octets of the text. */
    public static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** Returns what the octets say in UTF-8, or nothing if they are not well-formed (RFC 3629). */
    public static Optional<String> fromUtf8(byte[] octets) {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** Returns whether each character is printable ASCII or a space: what may stand in a reply or a log as it is. */
    public static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Returns the text with each character that is not printable ASCII replaced by a question mark. */
    public static String printable(String text) {
        if (isPrintable(text)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        text.chars().forEach(c -> printable.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return printable.toString();
    }

    private static String shift(String text, char first, char last, int by) {
        int at = 0;
        while (at < text.length() && (text.charAt(at) < first || text.charAt(at) > last)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        char[] shifted = text.toCharArray();
        for (int i = at; i < shifted.length; i++) {
            if (shifted[i] >= first && shifted[i] <= last) {
                shifted[i] = (char) (shifted[i] + by);
            }
        }
        return new String(shifted);
    }
}
