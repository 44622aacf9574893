package mailtls.store;

import java.time.Instant;
import java.util.Set;

/**
 * A message in a mailbox; replaced, never changed.
 *
 * @param uid its number, never used again in this mailbox (RFC 9051 section 2.3.1.1)
 * @param flags system flags and keywords as they are written: “\Seen”
 * @param received when it came
 * @param content its octets, lines ended by CRLF; not copied, not to be changed
 */
public record Message(long uid, Set<String> flags, Instant received, byte[] content) {

    public Message {
        flags = Set.copyOf(flags);
    }

    /** Returns this message with other flags. */
    public Message withFlags(Set<String> others) {
        return new Message(uid, others, received, content);
    }

    /** Prints the number and the size only. */
    @Override
    public String toString() {
        return "message " + uid + ", " + content.length + " octets";
    }
}
