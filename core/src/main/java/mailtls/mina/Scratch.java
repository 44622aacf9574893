package mailtls.mina;

import java.nio.ByteBuffer;

/** A buffer for each thread, used again and again by whatever the thread does at the moment. */
final class Scratch {

    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

    /** Returns this thread's buffer, cleared, with room for so many octets; what it held is lost. */
    ByteBuffer ofAtLeast(int octets) {
        ByteBuffer buffer = buffers.get();
        if (buffer.capacity() < octets) {
            buffer = ByteBuffer.allocate(octets);
            buffers.set(buffer);
        }
        return buffer.clear();
    }
}
