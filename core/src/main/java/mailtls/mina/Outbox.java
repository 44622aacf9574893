package mailtls.mina;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.mina.core.buffer.IoBuffer;

/**
 * What waits to be sent on a connection. Small pieces are joined and large ones divided, so that what is handed on is of a size
 * that fits TLS records; nothing is copied that need not be.
 */
final class Outbox {

    /** The most that is handed on at once: the content of four TLS records, since the kernel asks more for four writes than for one. */
    static final int PORTION = 4 << 14;

    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private long octets;

    void add(List<ByteBuffer> more) {
        for (ByteBuffer piece : more) {
            if (piece.hasRemaining()) {
                pieces.add(piece.duplicate());
                octets += piece.remaining();
            }
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Takes the next octets out: at least one, at most a {@link #PORTION}. */
    IoBuffer next() {
        ByteBuffer first = pieces.element();
        boolean alone = first.remaining() >= PORTION || pieces.size() == 1;
        IoBuffer portion = alone ? IoBuffer.wrap(cut(first, PORTION)) : joined();
        octets -= portion.remaining();
        return portion;
    }

    private IoBuffer joined() {
        IoBuffer portion = IoBuffer.allocate((int) Math.min(octets, PORTION));
        while (portion.hasRemaining() && !pieces.isEmpty()) {
            portion.put(cut(pieces.element(), portion.remaining()));
        }
        return portion.flip();
    }

    private ByteBuffer cut(ByteBuffer piece, int most) {
        if (piece.remaining() <= most) {
            return pieces.remove();
        }
        ByteBuffer part = piece.slice(piece.position(), most);
        piece.position(piece.position() + most);
        return part;
    }
}
