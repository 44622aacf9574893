package mailtls.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import mailtls.wire.Ascii;

/** A client that costs little: one socket, which blocks, and buffers that are used again for the next connection. */
final class LoopbackClient {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int RECORDS = 1 << 17;
    private static final int LONGEST_LAST_LINE = 2048;

    private final ByteBuffer in = ByteBuffer.allocateDirect(RECORDS).limit(0);
    private final ByteBuffer out = ByteBuffer.allocateDirect(RECORDS);
    private final ByteBuffer plain = ByteBuffer.allocateDirect(1 << 15);

    private SocketChannel socket;
    private SSLEngine engine;
    private int flights;

    private LoopbackClient(SocketChannel socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
    }

    /** Connects. The engine is for later, or for nothing. */
    static LoopbackClient connect(InetSocketAddress server, SSLEngine engine) throws IOException {
        return new LoopbackClient(open(server), engine);
    }

    private static SocketChannel open(InetSocketAddress server) throws IOException {
        SocketChannel socket = SocketChannel.open(server);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return socket;
    }

    /** Comes again as somebody new. */
    LoopbackClient reconnect(InetSocketAddress server, SSLEngine another) throws IOException {
        socket = open(server);
        engine = another;
        flights = 0;
        in.position(0).limit(0);
        return this;
    }

    /** Returns how often it has waited for the server since it connected: the round trips, but for that of TCP. */
    int flights() {
        return flights;
    }

    /** Says octets in clear and reads an answer of so many. */
    void askInClear(ByteBuffer octets, int answer) throws IOException {
        send(octets.duplicate());
        in.position(0);
        while (in.limit() < answer) {
            fill();
        }
        in.position(0).limit(0);
    }

    /** Reads so many octets in clear. */
    void hearInClear(int octets) throws IOException {
        askInClear(NOTHING, octets);
    }

    /** Does the handshake. */
    LoopbackClient handshake() throws IOException {
        engine.setUseClientMode(true);
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> say(NOTHING);
                default -> unwrap();
            }
        }
        return this;
    }

    /** Says octets over TLS, in one segment if it holds them. */
    void say(ByteBuffer octets) throws IOException {
        out.clear();
        ByteBuffer words = octets.duplicate();
        do {
            engine.wrap(words, out);
        } while (words.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        send(out.flip());
    }

    /** Reads so many octets over TLS, and no more. */
    void hear(int octets) throws IOException {
        for (int left = octets; left > 0; ) {
            left -= unwrap();
        }
    }

    /** Reads a line over TLS, which ends with what has come, and returns it. */
    String line() throws IOException {
        var heard = new StringBuilder();
        while (heard.indexOf("\n") < 0) {
            if (unwrap() > 0) {
                heard.append(Ascii.text(plain.flip()));
            }
        }
        return heard.toString();
    }

    /**
     * Reads over TLS up to a line that begins so and ends with what has come.
     *
     * @return how many octets that was
     */
    int upTo(String beginning) throws IOException {
        int octets = 0;
        var last = new StringBuilder("\n"); // what comes first begins a line
        do {
            octets += unwrap();
            last.append(Ascii.text(plain.flip()));
            last.delete(0, Math.max(0, last.length() - LONGEST_LAST_LINE));
        } while (last.indexOf("\n" + beginning) < 0 || last.charAt(last.length() - 1) != '\n');
        return octets;
    }

    /** Ends TLS and the connection. */
    void close() throws IOException {
        if (engine.getSession().isValid() && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            engine.closeOutbound();
            out.clear();
            engine.wrap(NOTHING, out);
            send(out.flip());
        }
        socket.close();
    }

    private int unwrap() throws IOException {
        while (true) {
            plain.clear();
            SSLEngineResult result = engine.unwrap(in, plain);
            runTasks();
            switch (result.getStatus()) {
                case OK -> {
                    return result.bytesProduced();
                }
                case BUFFER_UNDERFLOW -> fill();
                default -> throw new IOException("TLS has ended: " + result);
            }
        }
    }

    /** Reads behind what there is already. */
    private void fill() throws IOException {
        int held = in.remaining();
        if (in.position() > 0) {
            in.compact();
        } else {
            in.position(in.limit()).limit(in.capacity());
        }
        flights += held == 0 ? 1 : 0;
        if (socket.read(in) < 0) {
            throw new EOFException("the server has closed");
        }
        in.flip();
    }

    private void send(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            socket.write(octets);
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
