package mailtls.mina;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;

/**
 * TLS on a MINA session, over any {@link SSLEngine}.
 *
 * <p>It stands first in the chain, from the beginning for implicit TLS, or added later for STARTTLS: write the go-ahead, add the
 * filter, and hand it what has arrived behind the command with {@code fireMessageReceived}; all three on the session's I/O
 * thread. From then on not one octet passes it in clear, in either direction.
 *
 * <p>What it does that is easy to get wrong:
 *
 * <ul>
 *   <li>{@link TlsEvent}s come in order with the messages. Nothing decrypted arrives before {@link TlsEvent.Secured}.
 *   <li>What is written before the handshake is done waits for it; it is neither lost nor sent in clear.
 *   <li>Closing sends close_notify first. The peer's close_notify is told, and what comes behind it is thrown away.
 *   <li>An end of the connection without close_notify is told as {@link TlsEvent.Truncated}.
 *   <li>After a failure the alert is sent and nothing else, ever.
 *   <li>Records are worked off in a loop, so that no number of them exhausts the stack.
 *   <li>A renegotiation is refused, whatever the engine thinks of it (RFC 9325 section 3.5).
 *   <li>Delegated tasks run where the caller says; what arrives meanwhile waits, up to a bound.
 * </ul>
 *
 * <p>A decrypted message is lent: its buffer is used again as soon as {@code messageReceived} returns. A handler that keeps octets
 * copies them. One filter may serve many sessions.
 */
public final class TlsFilter extends IoFilterAdapter {

    private static final AttributeKey SESSION = new AttributeKey(TlsFilter.class, "session");

    private final Supplier<SSLEngine> engines;
    private final Optional<Executor> tasks;

    /**
     * Makes a filter.
     *
     * @param engines gives a new engine for each session, its mode set
     * @param tasks runs the delegated tasks, the costly part of a handshake; if it refuses one the handshake fails. Without it
     *     they run on the thread that found them, which is the session's I/O thread
     */
    public TlsFilter(Supplier<SSLEngine> engines, Optional<Executor> tasks) {
        this.engines = engines;
        this.tasks = tasks;
    }

    /**
     * Ends our half of TLS: sends close_notify behind all that was written. Nothing can be written afterwards.
     *
     * @return done when all has left; for a session without TLS at once
     */
    public static WriteFuture closeOutbound(IoSession session) {
        return of(session).map(TlsSession::closeOutbound).orElseGet(() -> TlsSession.written(session));
    }

    /** Returns whether this session has TLS, be the handshake done or not. */
    public static boolean isOn(IoSession session) {
        return of(session).isPresent();
    }

    private static Optional<TlsSession> of(IoSession session) {
        return Optional.ofNullable((TlsSession) session.getAttribute(SESSION));
    }

    private static TlsSession at(IoSession session) {
        return of(session).orElseThrow(() -> new IllegalStateException("this session has no TLS"));
    }

    @Override
    public void onPreAdd(IoFilterChain chain, String name, NextFilter next) {
        if (isOn(chain.getSession())) {
            throw new IllegalStateException("there is TLS on this session already");
        }
    }

    @Override
    public void onPostAdd(IoFilterChain chain, String name, NextFilter next) throws Exception {
        IoSession session = chain.getSession();
        session.setAttribute(SESSION, new TlsSession(session, next, engines.get(), tasks));
        if (session.isConnected()) {
            at(session).begin();
        }
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession session) throws Exception {
        at(session).begin();
        next.sessionOpened(session);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        guarded(next, session, () -> at(session).received((IoBuffer) message));
    }

    @Override
    public void filterWrite(NextFilter next, IoSession session, WriteRequest request) {
        at(session).write(request);
    }

    @Override
    public void messageSent(NextFilter next, IoSession session, WriteRequest request) {
        if (!(request instanceof Sealed sealed)) {
            next.messageSent(session, request); // the go-ahead, written before TLS was here
            return;
        }
        at(session).sent(sealed);
        if (sealed.plain().isPresent()) {
            next.messageSent(session, sealed.plain().get());
        } else if (session instanceof AbstractIoSession counting) {
            // Handshakes and alerts are our own and nobody above waits for them; but MINA counts at the top what has
            // left.
            counting.increaseWrittenMessages(request, System.currentTimeMillis());
        }
    }

    @Override
    public void inputClosed(NextFilter next, IoSession session) {
        guarded(next, session, () -> at(session).inputClosed());
        next.inputClosed(session);
    }

    /** An error that got as far as MINA would end the I/O thread and with it every session on it; it ends this one. */
    private static void guarded(NextFilter next, IoSession session, Runnable work) {
        try {
            work.run();
        } catch (Throwable fault) {
            next.exceptionCaught(session, fault);
        }
    }

    /**
     * Somebody closes the session who knows nothing of TLS: close_notify goes first. Not if records were still waiting: MINA has
     * thrown them away by now, and what came behind the gap would not be TLS any more.
     */
    @Override
    public void filterClose(NextFilter next, IoSession session) {
        if (at(session).hasUnsent()) {
            at(session).release();
        }
        closeOutbound(session).addListener(done -> next.filterClose(session));
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        of(session).ifPresent(TlsSession::release);
        next.sessionClosed(session);
    }
}
