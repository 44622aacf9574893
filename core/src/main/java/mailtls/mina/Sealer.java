package mailtls.mina;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Makes records of messages. */
final class Sealer {

    /** Where records are made: one a thread, since they are copied before the thread makes others. */
    private static final Scratch SEALING = new Scratch();

    /** Room for a flight of a handshake, or for a portion of content and what its records add. */
    private static final int USUAL = Outbox.PORTION + (1 << 12);

    private Sealer() {}

    /** Wraps all of the message, and whatever the engine has to say itself, into one buffer: few writes, few segments. */
    static ByteBuffer wrap(SSLEngine engine, ByteBuffer plain) throws SSLException {
        int largest = engine.getSession().getPacketBufferSize();
        ByteBuffer made = SEALING.ofAtLeast(USUAL).buf();
        boolean more = true;
        while (more) {
            SSLEngineResult result = engine.wrap(plain, made);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                made = SEALING.enlarged().buf(); // the engine may have taken the plaintext all the same
            } else {
                more = result.bytesProduced() > 0
                        && (plain.hasRemaining()
                                || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                                || isFull(result, largest));
            }
        }
        return copyOf(made.flip());
    }

    private static ByteBuffer copyOf(ByteBuffer made) {
        int from = made.arrayOffset();
        return ByteBuffer.wrap(
                Arrays.copyOfRange(made.array(), from, from + made.limit())); // an array that is not zeroed first
    }

    /** Conscrypt says nothing of what it has left when tickets stand before a large record; but then it fills all it is given. */
    private static boolean isFull(SSLEngineResult result, int largest) {
        return result.bytesProduced() >= largest;
    }
}
