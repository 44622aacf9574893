package mailtls.https;

import mailtls.machine.Command;

/**
 * What a web server answered, whole.
 *
 * @param status three digits (RFC 9110 section 15)
 * @param type the media type as it was written; empty if none was
 * @param body each octet as a character; only that of a 200 is read
 */
public record HttpsAnswer(int status, String type, String body) implements Command {

    /** The status of an answer that is what was asked for. */
    public static final int OK = 200;

    @Override
    public String toString() {
        return status + ", " + body.length() + " octets";
    }
}
