package mailtls.conformance.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.wire.Ascii;

/**
 * A connection to a server: lines in clear, then lines over TLS, and a count of what that took.
 *
 * <p>What is sent is held until something has to be waited for, so that it leaves in as few segments as it can.
 */
final class Link implements AutoCloseable {

    /** The longest line that we listen to, in octets. */
    static final int LONGEST_LINE = 1 << 14;

    /** The end of a reply of many lines, RFC 1939 section 3, and how much of it is the end of the line before. */
    private static final String END = "\r\n.\r\n";

    private static final int LINE_BEGINS = 2;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int CHANGE_CIPHER_SPEC_LENGTH = 6;
    private static final long MILLI = 1_000_000;

    private final Socket socket;
    private Buffers buffers;
    private Optional<SSLEngine> tls = Optional.empty();
    private long deadline;
    private boolean owed = true; // whoever has connected waits for the greeting
    private boolean ended;
    private boolean saidCloseNotify;
    private boolean sawServerHello;
    private Optional<String> group = Optional.empty();
    private byte[] kept = {};
    private byte[] keptHeard = {};
    private int roundTrips = 1; // the TCP connection
    private int arrivals;
    private long sent;
    private long received;

    private Link(Socket socket, Buffers buffers, long deadline) {
        this.socket = socket;
        this.buffers = buffers.cleared();
        this.deadline = deadline;
    }

    /** Connects. */
    static Link connect(InetSocketAddress address, Buffers buffers, Duration patience) throws Failed {
        Socket socket = new Socket();
        try {
            // Without it Nagle's algorithm would time our own commands, not the server.
            socket.setTcpNoDelay(true);
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            return new Link(socket, buffers, System.nanoTime() + patience.toNanos());
        } catch (IOException fault) {
            closeQuietly(socket);
            throw Failed.of(fault);
        }
    }

    /** Gives whatever comes next so much time. */
    void within(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /** Goes without buffers for a while; what is in them, mostly nothing, is kept. */
    void park() {
        kept = copy(buffers.arrived());
        keptHeard = copy(buffers.heard());
    }

    /** Goes on in these buffers. */
    void resume(Buffers others) {
        buffers = others.cleared();
        buffers.arrived().clear().put(kept).flip();
        buffers.heard().clear().put(keptHeard).flip();
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }

    /** Returns the engine, once TLS has begun. */
    Optional<SSLEngine> tls() {
        return tls;
    }

    /** Returns the name of the group of the handshake, where it is known. */
    Optional<String> group() {
        return group;
    }

    /** Returns how often we had to wait for the server so far, the TCP connection included. */
    int roundTrips() {
        return roundTrips;
    }

    /** Returns how many octets were sent so far. */
    long sent() {
        return sent;
    }

    /** Returns how many octets have come so far. */
    long received() {
        return received;
    }

    /** Returns how often something came that could be read at once: at most as many as there were segments. */
    int arrivals() {
        return arrivals;
    }

    /** Returns whether the server has ended TLS with close_notify. */
    boolean saidCloseNotify() {
        return saidCloseNotify;
    }

    /** Says a line. */
    void say(String line) throws Failed {
        ByteBuffer octets = ByteBuffer.wrap(Ascii.octets(line + "\r\n"));
        try {
            if (tls.isEmpty()) {
                buffers.leaving().put(octets);
            } else {
                seal(tls.get(), octets);
            }
            flush();
        } catch (IOException fault) {
            throw Failed.of(fault);
        }
    }

    /** Returns the next line, without its end. */
    String line() throws Failed {
        ByteBuffer heard = buffers.heard();
        int searched = 0;
        while (true) {
            for (int at = heard.position() + searched; at < heard.limit(); at++) {
                if (heard.get(at) == '\n') {
                    return take(at);
                }
            }
            searched = heard.remaining();
            if (searched > LONGEST_LINE) {
                throw new Failed(Kind.GARBLED, "a line of more than " + LONGEST_LINE + " octets");
            }
            need();
        }
    }

    private String take(int end) {
        ByteBuffer heard = buffers.heard();
        int begin = heard.position();
        int length = end > begin && heard.get(end - 1) == '\r' ? end - 1 - begin : end - begin;
        heard.position(end + 1);
        return Ascii.text(heard.array(), begin, length);
    }

    /** Lets so many octets pass. */
    void skip(long octets) throws Failed {
        ByteBuffer heard = buffers.heard();
        for (long left = octets; left > 0; ) {
            if (!heard.hasRemaining()) {
                need();
            }
            int now = (int) Math.min(left, heard.remaining());
            heard.position(heard.position() + now);
            left -= now;
        }
    }

    /** Lets everything pass up to a line that is a dot; returns how many octets that was, without it and stuffed dots. */
    long skipToDot() throws Failed {
        ByteBuffer heard = buffers.heard();
        int matched = LINE_BEGINS;
        long count = 0;
        while (matched < END.length()) {
            if (!heard.hasRemaining()) {
                need();
            }
            byte octet = heard.get();
            boolean isStuffed = matched == LINE_BEGINS + 1 && octet != '\r'; // the dot in front of it
            count += isStuffed ? 0 : 1;
            if (octet == END.charAt(matched)) {
                matched++;
            } else {
                matched = octet == '\r' ? 1 : 0;
            }
        }
        return count - (END.length() - LINE_BEGINS);
    }

    /** Does the handshake, after which everything is over TLS. */
    void handshake(SSLEngine engine) throws Failed {
        if (buffers.heard().hasRemaining()) {
            throw new Failed(Kind.GARBLED, "octets behind the go-ahead");
        }
        tls = Optional.of(engine);
        try {
            engine.beginHandshake();
            while (isShaking(engine.getHandshakeStatus())) {
                lookForGroup();
                if (!answer(engine) && !unseal(engine)) {
                    throw new Failed(Kind.CLOSED, "in the handshake");
                }
            }
            flush();
        } catch (IOException fault) {
            throw Failed.of(fault);
        }
    }

    private void lookForGroup() {
        if (!sawServerHello && ServerHello.isWhole(buffers.arrived())) {
            sawServerHello = true;
            group = ServerHello.group(buffers.arrived());
        }
    }

    private static boolean isShaking(HandshakeStatus status) {
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    /** Waits until the server closes the connection, and says close_notify to one that did so itself. */
    void awaitEnd() throws Failed {
        while (fill()) {
            buffers.heard().position(buffers.heard().limit());
        }
        if (tls.isPresent() && saidCloseNotify) {
            sayCloseNotify(tls.get());
            awaitFin();
        }
    }

    private void sayCloseNotify(SSLEngine engine) {
        engine.closeOutbound();
        try {
            seal(engine, NOTHING);
            flush();
            owed = false; // nobody has to answer that
        } catch (IOException gone) {
            // The server does not have to wait for ours (RFC 8446 section 6.1).
            buffers.leaving().clear();
        }
    }

    private void awaitFin() throws Failed {
        try {
            buffers.arrived().clear().flip();
            while (receive(buffers.arrived())) {
                buffers.arrived().clear().flip();
            }
        } catch (IOException fault) {
            Failed why = Failed.of(fault);
            if (why.in(Phase.FAREWELL).kind() != Kind.RESET) { // a reset is an end, too, after close_notify
                throw why;
            }
        }
    }

    /** Has at least one more octet to be heard. */
    private void need() throws Failed {
        if (!fill()) {
            throw new Failed(Kind.CLOSED, "");
        }
    }

    /** Hears more; returns false if there will be no more. */
    private boolean fill() throws Failed {
        try {
            if (tls.isEmpty()) {
                return receive(buffers.heard());
            }
            int before = buffers.heard().remaining();
            while (buffers.heard().remaining() == before) {
                answer(tls.get());
                if (!unseal(tls.get())) {
                    return false;
                }
            }
            return true;
        } catch (IOException fault) {
            throw Failed.of(fault);
        }
    }

    /** Opens a record, or receives more of it; returns false at the end. */
    private boolean unseal(SSLEngine engine) throws IOException {
        if (ended) {
            return false;
        }
        ByteBuffer heard = buffers.heard();
        heard.compact();
        SSLEngineResult result;
        try {
            result = engine.unwrap(buffers.arrived(), heard);
        } finally {
            heard.flip();
        }
        if (result.getStatus() == Status.CLOSED) {
            ended = true;
            saidCloseNotify = true;
            return result.bytesProduced() > 0;
        }
        boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
        boolean mustAnswer = mustAnswer(engine.getHandshakeStatus());
        return moved || mustAnswer || receive(buffers.arrived());
    }

    private static boolean mustAnswer(HandshakeStatus status) {
        return status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP;
    }

    /** Does what TLS itself has to do before more can be read; returns whether there was anything. */
    private boolean answer(SSLEngine engine) throws SSLException {
        boolean any = false;
        while (mustAnswer(engine.getHandshakeStatus()) && !engine.isOutboundDone()) {
            any = true;
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                runTasks(engine);
            } else {
                seal(engine, NOTHING);
            }
        }
        return any;
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Puts octets into records that are to be sent. */
    private void seal(SSLEngine engine, ByteBuffer octets) throws SSLException {
        do {
            SSLEngineResult result = engine.wrap(octets, buffers.leaving());
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                throw new SSLException("more to send than there is room for");
            }
            if (octets.hasRemaining() && result.bytesConsumed() == 0) {
                throw new SSLException("TLS is over, or the server wants it to begin again");
            }
        } while (octets.hasRemaining());
    }

    /** Sends what is to be sent. */
    private void flush() throws IOException {
        ByteBuffer leaving = buffers.leaving();
        if (leaving.position() > 0) {
            socket.getOutputStream().write(leaving.array(), 0, leaving.position());
            sent += leaving.position();
            leaving.clear();
            owed = true;
        }
    }

    /** Receives something, having sent what is to be sent; returns false at the end. */
    private boolean receive(ByteBuffer into) throws IOException {
        if (!asksForNothing(buffers.leaving())) {
            flush();
        }
        if (owed) {
            roundTrips++;
            owed = false;
        }
        socket.setSoTimeout((int) Math.max(1, (deadline - System.nanoTime()) / MILLI));
        into.compact();
        int count = socket.getInputStream().read(into.array(), into.position(), into.remaining());
        into.position(into.position() + Math.max(0, count)).flip();
        if (count > 0) {
            arrivals++;
            received += count;
        }
        ended |= count < 0;
        return count > 0;
    }

    /** A ChangeCipherSpec alone, which TLS 1.3 has for looks, goes with the next flight: nobody answers it. */
    private static boolean asksForNothing(ByteBuffer leaving) {
        return leaving.position() == CHANGE_CIPHER_SPEC_LENGTH && leaving.get(0) == CHANGE_CIPHER_SPEC;
    }

    /** Closes the connection, whatever state it is in. */
    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException sinceClosed) {
            // It is gone, which is what we want.
        }
    }
}
