package mailtls.imap;

import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * What stands behind OK, NO, BAD, BYE and PREAUTH (RFC 9051 section 7.1).
 *
 * @param code what stands in brackets, without them; empty if nothing does
 * @param words for people
 */
record ImapStatus(String code, String words) {

    /** Understands a status. */
    static ImapStatus of(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') : -1;
        return end < 0
                ? new ImapStatus("", text.trim())
                : new ImapStatus(text.substring(1, end), text.substring(end + 1).trim());
    }

    /** Returns what stands in the code behind a name, or nothing at all where the code is another one. */
    Optional<String> argument(String name) {
        String[] parts = code.split(" ", 2);
        return Ascii.upper(parts[0]).equals(name) ? Optional.of(parts.length == 2 ? parts[1] : "") : Optional.empty();
    }

    /** Returns whether the server wants us to ask another one (RFC 2221, RFC 2193). */
    boolean isReferral() {
        return argument("REFERRAL").isPresent();
    }

    @Override
    public String toString() {
        return Ascii.printable(code.isEmpty() ? words : "[" + code + "] " + words);
    }
}
