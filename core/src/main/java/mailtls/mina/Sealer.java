package mailtls.mina;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;

/** Makes records of messages. */
final class Sealer {

    /** Where a record is made: one a thread, since it is copied before the thread makes another. */
    private static final Scratch SEALING = new Scratch();

    /** The most plaintext that a record holds, and more than what encryption adds to it. */
    private static final int RECORD = 1 << 14;

    private static final int OVERHEAD = 64;

    private Sealer() {}

    /** Wraps all of the message, and whatever the engine has to say itself, into one buffer: few writes, few segments. */
    static IoBuffer wrap(SSLEngine engine, ByteBuffer plain) throws SSLException {
        int largest = engine.getSession().getPacketBufferSize();
        ByteBuffer record = SEALING.ofAtLeast(largest);
        IoBuffer records = IoBuffer.allocate(0);
        boolean more = true;
        while (more) {
            SSLEngineResult result = engine.wrap(plain, record.clear());
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                record = SEALING.ofAtLeast(
                        2 * record.capacity()); // the engine may have taken the plaintext all the same
            } else {
                records = joined(records, record.flip(), plain.remaining());
                more = result.bytesProduced() > 0
                        && (plain.hasRemaining()
                                || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                                || isFull(result, largest));
            }
        }
        return records;
    }

    /** Conscrypt says nothing of what it has left when tickets stand before a large record; but then it fills all it is given. */
    private static boolean isFull(SSLEngineResult result, int largest) {
        return result.bytesProduced() >= largest;
    }

    private static IoBuffer joined(IoBuffer records, ByteBuffer record, int plainToCome) {
        IoBuffer all = records;
        if (records.capacity() - records.limit() < record.remaining()) {
            all = IoBuffer.allocate(records.limit() + record.remaining() + roomFor(plainToCome));
            all.put(records).flip();
        }
        int end = all.limit();
        all.limit(end + record.remaining());
        all.buf().duplicate().position(end).put(record);
        return all;
    }

    private static int roomFor(int plain) {
        return plain == 0 ? 0 : plain + (plain / RECORD + 1) * OVERHEAD;
    }
}
