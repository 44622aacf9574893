package mailtls.mina;

import java.nio.ByteBuffer;

/** Octets from the network that TLS has not opened: whole records and the beginning of one. */
final class Ciphertext {

    private static final byte HANDSHAKE_RECORD = 22;

    /** Header, plaintext and the most that encryption may add (RFC 8446 section 5.2, RFC 5246 section 6.2.3). */
    private static final int LARGEST_RECORD = 5 + (1 << 14) + 2048;

    private static final byte[] NOTHING = new byte[0];

    private byte[] octets = NOTHING;
    private int start;
    private int end;

    /** Takes over what the buffer has left. */
    void append(ByteBuffer arrived) {
        int count = arrived.remaining();
        if (octets.length - end < count) {
            makeRoomFor(count);
        }
        arrived.get(octets, end, count);
        end += count;
    }

    /** Returns how many octets are held. */
    int size() {
        return end - start;
    }

    /** Returns all that is held, to look at. */
    ByteBuffer view() {
        return ByteBuffer.wrap(octets, start, end - start);
    }

    /** Forgets the first octets: they are opened. An idle session holds no buffer. */
    void drop(int count) {
        start += count;
        if (start == end) {
            clear();
        }
    }

    /** Forgets everything. */
    void clear() {
        octets = NOTHING;
        start = end = 0;
    }

    /** Returns whether the first record is one of a handshake (RFC 8446 section 5.1). */
    boolean beginsWithHandshake() {
        return end > start && octets[start] == HANDSHAKE_RECORD;
    }

    private void makeRoomFor(int count) {
        int held = end - start;
        byte[] roomier = new byte[Math.max(held + count, Math.min(2 * held, LARGEST_RECORD))];
        System.arraycopy(octets, start, roomier, 0, held);
        octets = roomier;
        start = 0;
        end = held;
    }
}
