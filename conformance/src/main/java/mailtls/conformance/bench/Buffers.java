package mailtls.conformance.bench;

import java.nio.ByteBuffer;

/** The buffers of a thread, lent to one connection after the other: thousands of idle ones need none. */
final class Buffers {

    /** Room for a few of the largest records, and for the longest line in front of one. */
    private static final int SIZE = 1 << 16;

    private final ByteBuffer arrived = ByteBuffer.allocate(SIZE);
    private final ByteBuffer heard = ByteBuffer.allocate(SIZE);
    private final ByteBuffer leaving = ByteBuffer.allocate(SIZE);

    /** Returns what has come from the network and is still sealed. */
    ByteBuffer arrived() {
        return arrived;
    }

    /** Returns what was heard and nobody has taken yet. */
    ByteBuffer heard() {
        return heard;
    }

    /** Returns what is to be sent. */
    ByteBuffer leaving() {
        return leaving;
    }

    /** Makes them empty: the first two to be read from, the third to be written to. */
    Buffers cleared() {
        arrived.clear().flip();
        heard.clear().flip();
        leaving.clear();
        return this;
    }
}
