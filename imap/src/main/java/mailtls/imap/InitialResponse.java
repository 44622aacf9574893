package mailtls.imap;

import java.util.Base64;
import mailtls.wire.Ascii;

/**
 * Who speaks in the initial response of a mechanism that discloses the password: for the warning, never for the log-in.
 */
final class InitialResponse {

    private InitialResponse() {}

    /** Returns the account, as far as it can be seen; empty if it cannot. */
    static String account(String mechanism, String base64) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(Ascii.octets(base64));
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
        if (!mechanism.equals("PLAIN")) {
            return Ascii.text(octets);
        }
        String[] parts = Ascii.text(octets).split("\0", -1);
        return parts.length == 3 ? parts[1] : "";
    }
}
