package mailtls.mina;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import mailtls.wire.Ascii;

/**
 * A client for tests that decides about every octet and every segment: a socket, and an engine beside it. It reads with a time
 * limit, so that a server that hangs fails the test instead of hanging it.
 */
public final class WireClient implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final SSLEngine engine;
    private ByteBuffer records = ByteBuffer.allocate(1 << 18).limit(0);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 18);
    private final StringBuilder heard = new StringBuilder();
    private boolean tls;

    private WireClient(InetSocketAddress server, SSLEngine engine) throws IOException {
        this.engine = engine;
        engine.setUseClientMode(true);
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(server);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Connects, and says nothing. */
    public static WireClient connect(InetSocketAddress server, SSLEngine engine) throws IOException {
        return new WireClient(server, engine);
    }

    /** Sends octets as they are, in one segment. */
    public WireClient raw(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
        return this;
    }

    /** Sends octets in clear, one character each, in one segment. */
    public WireClient clear(String octets) throws IOException {
        return raw(Ascii.octets(octets));
    }

    /** Reads a line in clear. */
    public String clearLine() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.append((char) octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toString();
    }

    /** Returns the records that the engine wants to send now. */
    public byte[] handshakeRecords() throws SSLException {
        if (!tls) {
            tls = true;
            engine.beginHandshake();
        }
        return wrap("");
    }

    /** Does the handshake; the server's part is awaited. */
    public WireClient handshake() throws IOException {
        raw(handshakeRecords());
        return finishHandshake();
    }

    /** Goes on with a handshake that was begun. */
    public WireClient finishHandshake() throws IOException {
        raw(lastFlight());
        return this;
    }

    /** Goes on with a handshake, and returns its last flight instead of sending it. */
    public byte[] lastFlight() throws IOException {
        var pending = new ByteArrayOutputStream();
        while (isShaking()) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> pending.writeBytes(wrap(""));
                default -> {
                    // What is pending answers the server; only at the end nobody waits for it.
                    if (pending.size() > 0) {
                        raw(pending.toByteArray());
                        pending.reset();
                    }
                    if (!unwrap()) {
                        throw new IOException("the server closed in the middle of the handshake");
                    }
                }
            }
        }
        return pending.toByteArray();
    }

    /** Returns the records that carry these octets. */
    public byte[] sealed(String octets) throws SSLException {
        return wrap(octets);
    }

    /** Says octets over TLS, in one record and one segment. */
    public WireClient say(String octets) throws IOException {
        return raw(sealed(octets));
    }

    /** Reads a line over TLS; what there was before the end of the connection, if that comes first. */
    public String line() throws IOException {
        while (heard.indexOf("\n") < 0 && unwrap()) {
            drainPlain();
        }
        int end = heard.indexOf("\n") + 1;
        return cut(end == 0 ? heard.length() : end);
    }

    /** Reads so many octets over TLS. */
    public String octets(int count) throws IOException {
        while (heard.length() < count && unwrap()) {
            drainPlain();
        }
        return cut(Math.min(count, heard.length()));
    }

    /** Reads over TLS to the end of the connection. */
    public String rest() throws IOException {
        while (unwrap()) {
            drainPlain();
        }
        return cut(heard.length());
    }

    /** Reads what there is, once there is something: on loopback, what the server wrote at once. */
    public byte[] segment() throws IOException {
        byte[] octets = new byte[1 << 16];
        return Arrays.copyOf(octets, Math.max(0, in.read(octets)));
    }

    /** Reads everything as it comes, to the end of the connection. */
    public byte[] rawRest() throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    /** Closes our half in clear, and reads everything to the end of the connection. */
    public byte[] rawRestAfterFin() throws IOException {
        try {
            fin();
        } catch (SocketException closedAlready) {
            return rawRest();
        }
        return rawRest();
    }

    /** Waits up to so many milliseconds for the server to close; what else it says is thrown away. */
    public boolean isOver(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    /** Returns whether the server says nothing, and does not close, for so many milliseconds. */
    public boolean isSilent(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    /** Returns whether the server has ended TLS with close_notify; read to the end before. */
    public boolean gotCloseNotify() {
        return engine.isInboundDone();
    }

    /** Ends our half of TLS, but not of the connection. */
    public WireClient closeNotify() throws IOException {
        engine.closeOutbound();
        return raw(wrap(""));
    }

    /** Asks for a new handshake in the middle of TLS 1.2; in TLS 1.3 the same call updates the keys (RFC 8446 section 4.6.3). */
    public WireClient renegotiate() throws IOException {
        engine.beginHandshake();
        return raw(wrap(""));
    }

    /** Closes our half of the connection. */
    public WireClient fin() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public SSLEngine engine() {
        return engine;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private boolean isShaking() {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                && engine.getHandshakeStatus() != HandshakeStatus.FINISHED;
    }

    private byte[] wrap(String octets) throws SSLException {
        var records = new ByteArrayOutputStream();
        ByteBuffer source = ByteBuffer.wrap(Ascii.octets(octets));
        ByteBuffer record = ByteBuffer.allocate(1 << 16);
        do {
            record.clear();
            SSLEngineResult result = engine.wrap(source, record);
            records.write(record.array(), 0, record.position());
            if (result.bytesProduced() == 0) {
                break;
            }
        } while (source.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        return records.toByteArray();
    }

    /** Opens one record; says no at the end of the connection, or of TLS. */
    private boolean unwrap() throws IOException {
        while (true) {
            SSLEngineResult result = engine.unwrap(records, plain);
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks();
            }
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_OVERFLOW -> throw new IOException("a record larger than any");
                case BUFFER_UNDERFLOW -> {
                    if (!fill()) {
                        return false;
                    }
                }
            }
        }
    }

    private boolean fill() throws IOException {
        byte[] chunk = new byte[1 << 14];
        int count = in.read(chunk);
        if (count < 0) {
            return false;
        }
        records.compact();
        records.put(chunk, 0, count);
        records.flip();
        return true;
    }

    private void drainPlain() {
        plain.flip();
        heard.append(Ascii.text(plain));
        plain.clear();
    }

    private String cut(int count) {
        String words = heard.substring(0, count);
        heard.delete(0, count);
        return words;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
