package mailtls.mina;

import java.nio.ByteBuffer;

/**
 * Octets from the network that TLS has not opened: whole records and the beginning of one. What arrives is worked on where it lies;
 * only what is left over is copied, into an array of its size.
 */
final class Ciphertext {

    private static final byte HANDSHAKE_RECORD = 22;

    /** Header, plaintext and the most that encryption may add (RFC 8446 section 5.2, RFC 5246 section 6.2.3). */
    private static final int LARGEST_RECORD = 5 + (1 << 14) + 2048;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** From what is opened next to the end of what has arrived. */
    private ByteBuffer octets = NOTHING;

    /** Whether somebody else may use the buffer again. */
    private boolean lent;

    /** Borrows the buffer until {@link #keep}, and leaves nothing in it. */
    void append(ByteBuffer arrived) {
        if (octets.hasRemaining()) {
            join(arrived);
            arrived.position(arrived.limit());
        } else {
            octets = arrived;
            lent = true;
        }
    }

    /** Returns the buffer that was lent, and keeps a copy of what is not opened. An idle session holds nothing. */
    void keep() {
        if (!octets.hasRemaining()) {
            clear();
        } else if (lent) {
            join(NOTHING);
        }
    }

    /** Returns how many octets are held. */
    int size() {
        return octets.remaining();
    }

    /** Returns all that is held; what is taken out of it is opened. */
    ByteBuffer octets() {
        return octets;
    }

    /** Forgets everything. */
    void clear() {
        octets = NOTHING;
        lent = false;
    }

    /** Returns whether the first record is one of a handshake (RFC 8446 section 5.1). */
    boolean beginsWithHandshake() {
        return octets.hasRemaining() && octets.get(octets.position()) == HANDSHAKE_RECORD;
    }

    /** Copies, unless there is room: what comes drop by drop is copied a few times, not once for each drop. */
    private void join(ByteBuffer more) {
        if (lent || octets.capacity() - octets.limit() < more.remaining()) {
            int wanted = octets.remaining() + more.remaining();
            int roomier = lent ? wanted : Math.max(wanted, Math.min(2 * octets.remaining(), LARGEST_RECORD));
            octets = ByteBuffer.allocate(roomier).put(octets).flip();
            lent = false;
        }
        int end = octets.limit();
        octets.limit(end + more.remaining()).put(end, more, more.position(), more.remaining());
    }
}
