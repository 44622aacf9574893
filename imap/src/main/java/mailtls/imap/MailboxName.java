package mailtls.imap;

import java.util.Base64;
import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * Mailbox names on the wire: UTF-8 once the client has enabled IMAP4rev2 (RFC 9051 section 5.1), before that modified
 * UTF-7 (RFC 3501 section 5.1.3), in which “&amp;” begins UTF-16 in base64 and “-” ends it.
 */
final class MailboxName {

    /** How many characters a name or a pattern may have. */
    static final int LONGEST = 255;

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private MailboxName() {}

    /**
     * Returns the name that octets stand for.
     *
     * @param octets one character each
     * @param utf8 whether they are UTF-8
     * @return nothing if they are no name: ill-formed, too long, or with control characters
     */
    static Optional<String> decode(String octets, boolean utf8) {
        return (utf8 ? Ascii.fromUtf8(Ascii.octets(octets)) : fromUtf7(octets))
                .filter(name -> !name.isEmpty())
                .filter(MailboxName::isDecent);
    }

    /** As {@link #decode}, but it may be empty: a reference, a pattern. */
    static Optional<String> decodePattern(String octets, boolean utf8) {
        return octets.isEmpty() ? Optional.of("") : decode(octets, utf8);
    }

    /** Returns the octets for a name, one character each. */
    static String encode(String name, boolean utf8) {
        return utf8 ? Ascii.text(Ascii.utf8(name)) : toUtf7(name);
    }

    private static boolean isDecent(String name) {
        return name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<String> fromUtf7(String text) {
        var name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ') {
                return Optional.empty();
            }
            if (c != '&') {
                name.append(c);
                continue;
            }
            int end = text.indexOf('-', i);
            Optional<String> shifted = end < 0 ? Optional.empty() : shifted(text.substring(i + 1, end));
            if (shifted.isEmpty()) {
                return Optional.empty();
            }
            name.append(shifted.get());
            i = end;
        }
        return Optional.of(name.toString());
    }

    private static Optional<String> shifted(String base64) {
        if (base64.isEmpty()) {
            return Optional.of("&");
        }
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64.replace('/', '!').replace(',', '/'));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (octets.length % 2 != 0) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (int i = 0; i < octets.length; i += 2) {
            text.append((char) ((octets[i] & 0xff) << 8 | octets[i + 1] & 0xff));
        }
        return Optional.of(text.toString()).filter(MailboxName::isWellFormed);
    }

    /** A surrogate without its other half is no character. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String toUtf7(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int end = i;
            while (end < name.length() && !isPlain(name.charAt(end))) {
                end++;
            }
            if (end > i) {
                text.append('&').append(shift(name.substring(i, end))).append('-');
                i = end;
                continue;
            }
            char c = name.charAt(i++);
            text.append(c == '&' ? "&-" : String.valueOf(c));
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static String shift(String text) {
        byte[] octets = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            octets[2 * i] = (byte) (text.charAt(i) >> 8);
            octets[2 * i + 1] = (byte) text.charAt(i);
        }
        return ENCODER.encodeToString(octets).replace('/', ',');
    }
}
