package mailtls.relay;

import java.util.List;
import mailtls.smtp.SmtpSent;

/** What became of a message at a domain. */
public sealed interface Result {

    /**
     * A host has taken it, for some of its recipients at least.
     *
     * @param refused those whom it has not taken it for, with what it said: whoever sent the mail has to try again for some and to
     *     tell the sender of others
     */
    record Delivered(String host, boolean overTls, List<SmtpSent.Recipient> refused) implements Result {

        public Delivered {
            refused = List.copyOf(refused);
        }
    }

    /** It waits, and is tried again later. */
    record Deferred(String status, String reason) implements Result {}

    /**
     * It goes back.
     *
     * @param status the enhanced status code: 5.7.10 where TLS could not be had, 5.7.30 where REQUIRETLS is not supported (RFC
     *     8689 section 4.2.1)
     */
    record Bounced(String status, String reason) implements Result {}
}
