package mailtls.conformance.peer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import mailtls.wire.Ascii;

/** A client's TLS without a network: octets in, records out, and back. */
final class TlsClient {

    private static final int LARGEST_RECORD = 1 << 16;

    private final SSLEngine engine;
    private boolean begun;

    TlsClient(SSLEngine engine) {
        this.engine = engine;
    }

    /** Changes what the first flight offers. */
    void offer(Consumer<SSLParameters> change) {
        SSLParameters parameters = engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    /** Returns the first flight. */
    byte[] clientHello() throws SSLException {
        begun = true;
        engine.beginHandshake();
        return flight();
    }

    /** Returns what asks for new keys. */
    byte[] again() throws SSLException {
        engine.beginHandshake();
        return flight();
    }

    /** Returns whether the handshake has begun. */
    boolean hasBegun() {
        return begun;
    }

    /** Returns whether the handshake goes on. */
    boolean isShaking() {
        return status() != HandshakeStatus.NOT_HANDSHAKING && status() != HandshakeStatus.FINISHED;
    }

    /** Returns the records that the handshake wants to send now. */
    byte[] flight() throws SSLException {
        var records = new ByteArrayOutputStream();
        while (status() == HandshakeStatus.NEED_WRAP) {
            byte[] record = wrap(ByteBuffer.allocate(0));
            if (record.length == 0) {
                break;
            }
            records.writeBytes(record);
        }
        return records.toByteArray();
    }

    /** Returns the records that carry octets, with at most so many in each. */
    byte[] seal(String octets, int size) throws SSLException {
        var records = new ByteArrayOutputStream();
        ByteBuffer source = ByteBuffer.wrap(Ascii.octets(octets));
        while (source.hasRemaining()) {
            ByteBuffer part = source.slice().limit(Math.min(size, source.remaining()));
            byte[] record = wrap(part);
            if (record.length == 0) {
                break;
            }
            records.writeBytes(record);
            source.position(source.position() + part.position());
        }
        return records.toByteArray();
    }

    /** Opens a record and returns the octets in it, maybe none. */
    String open(byte[] record) throws SSLException {
        var heard = new StringBuilder();
        ByteBuffer source = ByteBuffer.wrap(record);
        while (source.hasRemaining() && !engine.isInboundDone()) {
            ByteBuffer plain = ByteBuffer.allocate(LARGEST_RECORD);
            SSLEngineResult result = engine.unwrap(source, plain);
            heard.append(Ascii.text(plain.flip()));
            if (result.bytesConsumed() == 0 && status() != HandshakeStatus.NEED_TASK) {
                break;
            }
            runTasks();
        }
        runTasks();
        return heard.toString();
    }

    /** Returns the record that ends our half. */
    byte[] closeNotify() throws SSLException {
        engine.closeOutbound();
        return wrap(ByteBuffer.allocate(0));
    }

    /** Returns whether the server has ended its half. */
    boolean isEnded() {
        return engine.isInboundDone();
    }

    /** Returns version and suite. */
    String facts() {
        return engine.getSession().getProtocol() + ", " + engine.getSession().getCipherSuite();
    }

    private HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }

    private byte[] wrap(ByteBuffer source) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(LARGEST_RECORD);
        engine.wrap(source, record);
        runTasks();
        byte[] octets = new byte[record.position()];
        record.flip().get(octets);
        return octets;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
