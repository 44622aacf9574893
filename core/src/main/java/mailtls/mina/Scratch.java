package mailtls.mina;

import java.nio.ByteBuffer;

/** A buffer for each thread, used again and again by whatever the thread does at the moment. */
final class Scratch {

    /** A thread that had to do something large once does not keep the room for it. */
    private static final int MOST_KEPT = 1 << 22;

    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

    /** Returns this thread's buffer, cleared, with room for so many octets; what it held is lost. */
    ByteBuffer ofAtLeast(int octets) {
        ByteBuffer buffer = buffers.get();
        if (buffer.capacity() < octets || buffer.capacity() > MOST_KEPT) {
            buffer = ByteBuffer.allocate(octets);
            buffers.set(buffer);
        }
        return buffer.clear();
    }

    /** Returns this thread's buffer with twice the room, and in it what was put into it since it was cleared. */
    ByteBuffer enlarged() {
        ByteBuffer buffer = buffers.get();
        ByteBuffer larger = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        buffers.set(larger);
        return larger;
    }
}
