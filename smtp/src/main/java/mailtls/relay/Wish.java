package mailtls.relay;

import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/** What the sender of a message wants of TLS (RFC 8689). */
public enum Wish {
    /** Nothing in particular. */
    NONE,
    /** It came with REQUIRETLS: it must not travel without. */
    REQUIRETLS,
    /** It has a header field {@code TLS-Required: No}: it would rather arrive. */
    TLS_REQUIRED_NO;

    private static final Pattern FIELD = Pattern.compile("(?imd)^tls-required:(.*(?:\\r\\n[ \\t].*)*)\\r$");

    /**
     * Returns what the sender of a message wants.
     *
     * @param requiresTls whether it came with REQUIRETLS; then its header field says nothing any more (RFC 8689 section 3)
     * @param content lines ended by CRLF; the field has to be the only one of its kind, and to say No
     */
    public static Wish of(boolean requiresTls, byte[] content) {
        if (requiresTls) {
            return REQUIRETLS;
        }
        var values = FIELD.matcher(header(Ascii.text(content)))
                .results()
                .map(field -> field.group(1).strip())
                .toList();
        return values.size() == 1 && Ascii.lower(values.get(0)).equals("no") ? TLS_REQUIRED_NO : NONE;
    }

    /** The header ends with the first empty line, which may be the first of all. */
    private static String header(String content) {
        int end = ("\r\n" + content).indexOf("\r\n\r\n");
        return end < 0 ? content : content.substring(0, end);
    }
}
