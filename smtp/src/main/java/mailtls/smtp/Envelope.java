package mailtls.smtp;

import java.util.ArrayList;
import java.util.List;

/**
 * A mail transaction so far; replaced, never changed.
 *
 * @param reversePath where bounces go
 * @param isInternational whether MAIL said SMTPUTF8 (RFC 6531)
 * @param users whose mailboxes the forward-paths mean, in their order
 */
record Envelope(Path reversePath, boolean isInternational, List<String> users) {

    Envelope {
        users = List.copyOf(users);
    }

    /** Returns this envelope with another recipient. */
    Envelope with(String user) {
        var more = new ArrayList<>(users);
        more.add(user);
        return new Envelope(reversePath, isInternational, more);
    }
}
