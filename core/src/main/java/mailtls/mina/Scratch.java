package mailtls.mina;

import org.apache.mina.core.buffer.IoBuffer;

/** A buffer for each thread, used again and again by whatever the thread does at the moment. */
final class Scratch {

    /** A thread that had to do something large once does not keep the room for it. */
    private static final int MOST_KEPT = 1 << 22;

    private final ThreadLocal<IoBuffer> buffers = ThreadLocal.withInitial(() -> IoBuffer.allocate(0));

    /** Returns this thread's buffer, cleared, with room for so many octets; what it held is lost. */
    IoBuffer ofAtLeast(int octets) {
        IoBuffer buffer = buffers.get();
        if (buffer.capacity() < octets || buffer.capacity() > MOST_KEPT) {
            buffer = IoBuffer.allocate(octets);
            buffers.set(buffer);
        }
        return buffer.clear();
    }

    /** Returns this thread's buffer with twice the room, and in it what was put into it since it was cleared. */
    IoBuffer enlarged() {
        IoBuffer buffer = buffers.get();
        IoBuffer larger = IoBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
        buffers.set(larger);
        return larger;
    }
}
