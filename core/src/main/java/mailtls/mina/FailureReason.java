package mailtls.mina;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/** What an engine says of its failure, in one line that can be logged and compared. */
final class FailureReason {

    /** An engine on OpenSSL or BoringSSL adds addresses in memory and lines of its source; the reason itself is a name. */
    private static final Pattern OPENSSL = Pattern.compile("error:[0-9a-f]+:SSL routines:\\w*:(\\w+)");

    private FailureReason() {}

    static String of(Exception broken) {
        String message = broken.getMessage();
        if (message == null) {
            return broken.getClass().getSimpleName();
        }
        Matcher openssl = OPENSSL.matcher(message);
        return openssl.find()
                ? Ascii.lower(openssl.group(1)).replace('_', ' ')
                : message.lines().findFirst().orElse("");
    }
}
