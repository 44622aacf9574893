package mailtls.mina;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import mailtls.connection.Transport;
import mailtls.wire.Limits;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * The transport on a MINA session. It keeps what is to be sent, and hands MINA a few portions at a time: so it knows how much
 * waits, and can ask the peer to read before it says more.
 *
 * <p>Used by one thread at a time; {@link MinaHandler} sees to that.
 */
final class MinaTransport implements Transport {

    /** How many portions MINA may have at once. */
    private static final int MOST_UNDER_WAY = 2;

    /** What happens, one after the other, once the conversation is over. */
    private enum Closing {
        NOT_YET,
        /** What was said is still being sent. */
        SAYING,
        /** TLS is being ended. */
        ENDING_TLS,
        /** Our half is closed; the peer's end is awaited. */
        LINGERING
    }

    private final IoSession session;
    private final TlsFilter tls;
    private final Limits limits;
    private final Timers timers;
    private final Outbox outbox = new Outbox();

    /** The one thread that may change MINA's interest in reading. */
    private final Thread ioThread = Thread.currentThread();

    private int underWay;

    /** How many octets were sent since the last time that all had left: the measure by which the endpoint stops listening. */
    private long unsent;

    private boolean suspended;
    private boolean peerFinished;
    private Closing closing = Closing.NOT_YET;

    MinaTransport(IoSession session, TlsFilter tls, Limits limits, Timers timers) {
        this.session = session;
        this.tls = tls;
        this.limits = limits;
        this.timers = timers;
    }

    /** Keeps it; {@link #flush} sends it, together with what else is said meanwhile. */
    @Override
    public void send(List<ByteBuffer> octets) {
        octets.forEach(piece -> unsent += piece.remaining());
        outbox.add(octets);
    }

    /**
     * Order is everything: the go-ahead is handed on first, so that it is past the filter's place when the filter comes; then the
     * filter; then what has arrived enters at the head of the chain, that is, into TLS.
     */
    @Override
    public void startTls(ByteBuffer arrived) {
        while (!outbox.isEmpty()) {
            handOn();
        }
        timers.startHandshake();
        session.getFilterChain().addFirst("tls", tls);
        if (arrived.hasRemaining()) {
            session.getFilterChain().fireMessageReceived(IoBuffer.wrap(arrived));
        }
    }

    @Override
    public void close() {
        if (closing == Closing.NOT_YET) {
            closing = Closing.SAYING;
        }
    }

    /** Hands on what waits, as far as there is room, and goes on with closing. */
    void flush() {
        while (underWay < MOST_UNDER_WAY && !outbox.isEmpty()) {
            handOn();
        }
        holdOrRelease();
        if (closing == Closing.SAYING && isQuiet()) {
            endTls();
        }
    }

    /** One portion has left. */
    void sent() {
        underWay--;
        flush();
    }

    /** Returns whether all that was said has left. */
    boolean isQuiet() {
        return outbox.isEmpty() && underWay == 0;
    }

    /** Returns whether the conversation is over. */
    boolean isClosing() {
        return closing != Closing.NOT_YET;
    }

    /** The peer has closed its half: nothing will come, and nothing has to be waited for. */
    void peerFinished() {
        peerFinished = true;
        session.suspendRead(); // or MINA would report the end again and again
        if (closing == Closing.LINGERING) {
            session.closeNow();
        }
    }

    private void handOn() {
        underWay++;
        IoBuffer portion = outbox.next();
        boolean isLast = closing == Closing.SAYING && outbox.isEmpty();
        session.getFilterChain().fireFilterWrite(new Outgoing.Portion(session, portion, isLast));
    }

    /** A peer that doesn't read what it asked for is not heard either: what it sends waits in the kernel, not in our memory. */
    private void holdOrRelease() {
        if (isQuiet()) {
            unsent = 0;
        }
        if (Thread.currentThread() != ioThread) {
            return; // another thread's change could be lost; the next portion that leaves comes here again
        }
        if (unsent >= limits.output() && !suspended) {
            suspended = true;
            session.suspendRead();
        } else if (suspended && unsent == 0 && !peerFinished) {
            suspended = false;
            session.resumeRead();
        }
    }

    private void endTls() {
        closing = Closing.ENDING_TLS;
        WriteFuture end = TlsFilter.closeOutbound(session);
        if (end.isDone()) {
            linger(); // it went with the last words
        } else {
            end.addListener(done -> timers.inTurn(this::linger));
        }
    }

    /**
     * Closes our half and waits for the peer's end, but not for long. Closing at once, with octets of the peer unread, would make
     * TCP throw away what we said last.
     */
    private void linger() {
        closing = Closing.LINGERING;
        if (peerFinished) {
            session.closeNow();
            return;
        }
        timers.startLinger();
        try {
            ((SocketChannel) ((NioSession) session).getChannel()).shutdownOutput();
        } catch (IOException gone) {
            session.closeNow();
        }
    }
}
