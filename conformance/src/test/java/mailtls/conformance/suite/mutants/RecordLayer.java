package mailtls.conformance.suite.mutants;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import mailtls.wire.Ascii;

/**
 * A server's end of TLS on a socket. What is in a record is Java's business; what becomes of each is decided here, so
 * that it can be wrong.
 */
final class RecordLayer {

    private static final int HEADER = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CLIENT_HELLO = 1;
    private static final int SSL_2 = 0x80;
    private static final int LARGEST_RECORD = 1 << 16;
    private static final byte[] NO_OCTETS = {};

    private final PushbackInputStream in;
    private final OutputStream out;
    private final SSLEngine engine;
    private final WireFault fault;
    private boolean established;

    RecordLayer(SSLContext context, PushbackInputStream in, OutputStream out, WireFault fault) {
        this.in = in;
        this.out = out;
        this.fault = fault;
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .filter(RecordLayer::isRecommended)
                .toArray(String[]::new));
        engine.setSSLParameters(parameters);
    }

    /** What RFC 9325 section 4.2 recommends. */
    private static boolean isRecommended(String suite) {
        return suite.matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*_(GCM|CHACHA20)_.*");
    }

    /** Returns the record that should be a ClientHello. */
    byte[] hello() throws IOException {
        try {
            engine.beginHandshake();
            return record();
        } catch (EOFException cutOff) {
            throw new SSLException(cutOff);
        }
    }

    /** Does the handshake that a ClientHello begins. */
    void shake(byte[] hello) throws IOException {
        try {
            open(hello);
            while (isShaking()) {
                open(record());
            }
        } catch (EOFException cutOff) {
            throw new SSLException(cutOff);
        }
        if (engine.isInboundDone()) {
            throw new SSLException("the client ends TLS before there is any");
        }
        established = true;
    }

    /** Returns the TLS session. */
    SSLSession session() {
        return engine.getSession();
    }

    /**
     * Returns octets of the client's, or nothing when it has ended TLS.
     *
     * @throws EOFException if the connection ends without that
     */
    Optional<String> read() throws IOException {
        while (true) {
            if (fault == WireFault.READS_WHAT_NOBODY_HAS_ENCRYPTED) {
                Optional<String> clear = unencrypted();
                if (clear.isPresent()) {
                    return clear;
                }
            }
            String octets = open(record());
            if (engine.isInboundDone()) {
                return Optional.empty();
            }
            if (!octets.isEmpty()) {
                return Optional.of(octets);
            }
        }
    }

    /** Says octets. */
    void write(String octets) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(Ascii.octets(octets));
        while (source.hasRemaining()) {
            if (wrap(source) == 0) {
                throw new SSLException("TLS is over");
            }
        }
    }

    /** Ends our half of TLS. */
    void end() throws IOException {
        engine.closeOutbound();
        flush();
    }

    /** Reads a record; octets that can't begin one are left where they are. */
    private byte[] record() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("the connection ends without close_notify");
        }
        in.unread(first);
        if (!established && first >= SSL_2) {
            byte[] begun = octets(3);
            in.unread(begun);
            if (begun[2] == CLIENT_HELLO) {
                return octets(2 + ((first & ~SSL_2) << Byte.SIZE | Byte.toUnsignedInt(begun[1])));
            }
        }
        if (!canBegin(first)) {
            open(new byte[] {(byte) first, 0, 0, 0, 0});
            throw new SSLException("no record");
        }
        byte[] header = octets(HEADER);
        in.unread(header);
        return octets(HEADER + (Byte.toUnsignedInt(header[3]) << Byte.SIZE | Byte.toUnsignedInt(header[4])));
    }

    private byte[] octets(int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException("the connection ends in a record");
        }
        return octets;
    }

    private static boolean canBegin(int octet) {
        return octet >= CHANGE_CIPHER_SPEC && octet <= APPLICATION_DATA;
    }

    /** Returns as a line what is no record, or one that anybody can read. */
    private Optional<String> unencrypted() throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        if (!canBegin(first)) {
            return Optional.of(line());
        }
        byte[] record = record();
        String content = Ascii.text(ByteBuffer.wrap(record)).substring(HEADER);
        if (first == HANDSHAKE && content.charAt(0) == CLIENT_HELLO && content.charAt(1) == 0
                || first == APPLICATION_DATA && content.matches("[a-z]+")) {
            return Optional.of(content + "\r\n");
        }
        in.unread(record);
        return Optional.empty();
    }

    /** Reads up to the end of a line, or of what has come. */
    private String line() throws IOException {
        var line = new StringBuilder();
        do {
            line.append((char) in.read());
        } while (in.available() > 0 && line.charAt(line.length() - 1) != '\n');
        return line.charAt(line.length() - 1) == '\n' ? line.toString() : line + "\r\n";
    }

    /** Opens a record, says what TLS has to say to it, and returns the octets in it. */
    private String open(byte[] record) throws IOException {
        var octets = new ByteArrayOutputStream();
        ByteBuffer source = ByteBuffer.wrap(record);
        try {
            while (source.hasRemaining() && !engine.isInboundDone()) {
                ByteBuffer room = ByteBuffer.allocate(LARGEST_RECORD);
                SSLEngineResult result = engine.unwrap(source, room);
                runTasks();
                octets.write(room.array(), 0, room.position());
                if (result.bytesConsumed() == 0 && status() != HandshakeStatus.NEED_WRAP) {
                    break;
                }
                answer();
            }
        } catch (SSLException failed) {
            sayWhy();
            throw failed;
        }
        return Ascii.text(ByteBuffer.wrap(octets.toByteArray()));
    }

    /** TLS may have something to say by itself: in the handshake, to a KeyUpdate, to close_notify in TLS 1.2. */
    private void answer() throws IOException {
        boolean asked = established && status() == HandshakeStatus.NEED_WRAP;
        if (asked && engine.isInboundDone()) {
            if (fault != WireFault.SAYS_NO_CLOSE_NOTIFY) {
                flush();
            }
            return;
        }
        boolean isTls13 = engine.getSession().getProtocol().equals("TLSv1.3");
        if (asked && isTls13 && fault == WireFault.KNOWS_NO_KEY_UPDATE) {
            throw new IOException("it has one key, and that is it");
        }
        if (asked && !isTls13 && fault == WireFault.ANSWERS_A_RENEGOTIATION_IN_CLEAR) {
            out.write(Ascii.octets("500 -ERR BAD\r\n"));
            throw new IOException("it has one handshake, and that is it");
        }
        flush();
    }

    /** The alert that a failure deserves; TLS may be too far gone for it. */
    private void sayWhy() throws IOException {
        try {
            flush();
        } catch (SSLException over) {
            // Then it goes without a word.
        }
    }

    private void flush() throws IOException {
        int written = 1;
        while (status() == HandshakeStatus.NEED_WRAP && written > 0) {
            written = wrap(ByteBuffer.wrap(NO_OCTETS));
        }
    }

    /** Makes a record and sends it; returns its length. */
    private int wrap(ByteBuffer source) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(LARGEST_RECORD);
        engine.wrap(source, record);
        runTasks();
        out.write(record.array(), 0, record.position());
        return record.position();
    }

    private boolean isShaking() {
        return status() != HandshakeStatus.NOT_HANDSHAKING && status() != HandshakeStatus.FINISHED;
    }

    private HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
