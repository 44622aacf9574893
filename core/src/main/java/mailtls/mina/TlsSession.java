package mailtls.mina;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import mailtls.tls.NoCommonProtocol;
import mailtls.tls.TlsFacts;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.future.DefaultWriteFuture;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.core.write.WriteToClosedSessionException;

/**
 * One session's TLS: an engine, and what has to happen around it.
 *
 * <p>The lock is held while the engine works and while its output is queued, so that records leave in the order they were made. It
 * is not held while anything goes up the chain. One thread at a time works off the input; whoever comes with more leaves it there.
 */
final class TlsSession {

    /** How many octets may be written before the handshake is done. */
    static final int MOST_DEFERRED = 256 << 10;

    /**
     * How many octets may wait while a task runs. Not to read meanwhile would be better, but MINA's interest in reading may be
     * changed by the I/O thread only: another one's change can be lost, and then nothing is read any more.
     */
    static final int MOST_WAITING = 1 << 20;

    /**
     * How many writes of the engine itself may wait: answers to key updates, which a peer can ask for without ever reading one
     * (RFC 8446 section 4.6.3).
     */
    static final int MOST_OWN_UNSENT = 64;

    /** How many octets of the engine's own may wait for company once the handshake is done. */
    private static final int MOST_HELD = 1 << 10;

    /** Where records are opened: one a thread, since it is done with a message before it opens another. */
    private static final Scratch OPENING = new Scratch();

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What one step of the engine leads to. */
    private enum Progress {
        /** More can be done at once. */
        ON,
        /** The scratch buffer holds a decrypted message. */
        MESSAGE,
        /** A delegated task has to run. */
        TASK,
        /** Nothing more until more arrives. */
        STARVED
    }

    private final IoSession session;
    private final NextFilter next;
    private final SSLEngine engine;
    private final Optional<Executor> tasks;
    private final Instant began = Instant.now();

    /** What has arrived and is not decrypted. */
    private final Ciphertext input = new Ciphertext();

    private final Queue<WriteRequest> deferred = new ArrayDeque<>();
    private int deferredOctets;

    private final Queue<TlsEvent> events = new ArrayDeque<>();
    /** What the engine has to say itself: it leaves with what is said next, or when nothing more is done. */
    private ByteBuffer held = NOTHING;

    private boolean begun;
    private boolean working;
    private boolean secured;
    private boolean inboundDone;
    private boolean outboundDone;
    private boolean spoken;
    private WriteFuture lastWrite;
    private int unsent;
    private int ownUnsent;

    TlsSession(IoSession session, NextFilter next, SSLEngine engine, Optional<Executor> tasks) {
        this.session = session;
        this.next = next;
        this.engine = engine;
        this.tasks = tasks;
        this.lastWrite = written(session);
    }

    /** Returns a future of something that has left already. */
    static WriteFuture written(IoSession session) {
        return DefaultWriteFuture.newWrittenFuture(session);
    }

    /** Begins the handshake: a client speaks, a server listens. */
    void begin() throws SSLException {
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true;
            engine.beginHandshake();
        }
        received(IoBuffer.wrap(NOTHING.duplicate()));
    }

    /** Takes octets from the network, and does with them all that can be done. */
    void received(IoBuffer octets) {
        synchronized (this) {
            if (inboundDone) {
                octets.position(octets.limit()); // behind close_notify or a failure: not ours any more
                return;
            }
            input.append(octets.buf());
            if (working) {
                input.keep();
                if (input.size() > MOST_WAITING) {
                    events.add(failure("the peer sends more than can wait for its handshake"));
                }
                return;
            }
            working = true;
        }
        work();
    }

    /** Encrypts a message, or keeps it until the handshake is done. */
    void write(WriteRequest request) {
        accept(request);
        tellEvents();
    }

    private synchronized void accept(WriteRequest request) {
        if (outboundDone) {
            request.getFuture().setException(new WriteToClosedSessionException(request));
        } else if (secured) {
            seal(request);
        } else {
            defer(request);
        }
    }

    /** Some records have left. */
    synchronized void sent(Sealed records) {
        unsent--;
        if (records.plain().isEmpty()) {
            ownUnsent--;
        }
    }

    /** Returns whether records wait to leave. */
    synchronized boolean hasUnsent() {
        return unsent > 0;
    }

    /** Sends close_notify behind all that was written; done when it has left. */
    synchronized WriteFuture closeOutbound() {
        if (!outboundDone) {
            outboundDone = true;
            engine.closeOutbound();
            sendWhatTheEngineHas();
            failDeferred();
        }
        return lastWrite;
    }

    /** The peer has closed the connection: fine after close_notify, a truncation otherwise. */
    void inputClosed() {
        synchronized (this) {
            if (inboundDone) {
                return;
            }
            inboundDone = true;
            events.add(secured ? new TlsEvent.Truncated() : failure("the peer closed in the middle of the handshake"));
        }
        tellEvents();
    }

    /** The session is gone. */
    synchronized void release() {
        inboundDone = true;
        outboundDone = true;
        lastWrite = written(session);
        input.clear();
        takeHeld();
        failDeferred();
    }

    // ------------------------------------------------------------------------------------------------ inwards

    /** Steps until nothing more can be done; a loop, so that the number of records does not matter. */
    private void work() {
        while (true) {
            IoBuffer message = OPENING.ofAtLeast(engine.getSession().getApplicationBufferSize());
            Progress progress = step(message.buf());
            tellEvents(); // they are older than the message
            switch (progress) {
                case ON -> {}
                case MESSAGE -> next.messageReceived(session, message.flip());
                case TASK -> {
                    if (tasks.isPresent()) {
                        handOver(tasks.get());
                        return;
                    }
                    runTasks();
                }
                case STARVED -> {
                    return;
                }
            }
        }
    }

    private synchronized Progress step(ByteBuffer message) {
        try {
            Progress progress = inboundDone ? Progress.STARVED : advance(message);
            if (progress == Progress.STARVED && !events.isEmpty()) {
                return Progress.ON; // tell first, while no other thread works
            }
            if (progress == Progress.STARVED || progress == Progress.TASK) {
                sendHeld();
                input.keep();
            }
            working = progress != Progress.STARVED;
            return progress;
        } catch (SSLException | RuntimeException broken) {
            events.add(failure(broken));
            return Progress.ON;
        }
    }

    private Progress advance(ByteBuffer message) throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> Progress.TASK;
            case NEED_WRAP -> {
                if (ownUnsent >= MOST_OWN_UNSENT) {
                    throw new SSLException("the peer asks for more than it reads");
                }
                hold(Sealer.wrap(engine, NOTHING.duplicate()));
                noteSecured();
                if (secured && held.remaining() > MOST_HELD) {
                    sendHeld();
                }
                yield Progress.ON;
            }
            default -> open(message);
        };
    }

    /** Opens one record, if a whole one is there. */
    private Progress open(ByteBuffer message) throws SSLException {
        if (isRenegotiation()) {
            throw new SSLException("renegotiation is refused");
        }
        if (secured && input.size() == 0) {
            return Progress.STARVED; // as after every command; the engine need not be asked
        }
        SSLEngineResult result = engine.unwrap(input.octets(), message);
        noteSecured();
        return switch (result.getStatus()) {
            case CLOSED -> {
                inboundDone = true;
                events.add(new TlsEvent.PeerClosed());
                yield Progress.ON;
            }
            case BUFFER_UNDERFLOW -> Progress.STARVED;
            case BUFFER_OVERFLOW -> {
                OPENING.ofAtLeast(2 * message.capacity());
                yield Progress.ON;
            }
            case OK -> {
                boolean nothingDone = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
                yield result.bytesProduced() > 0
                        ? Progress.MESSAGE
                        : nothingDone && isWaiting() ? Progress.STARVED : Progress.ON;
            }
        };
    }

    private boolean isWaiting() {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NEED_WRAP && status != HandshakeStatus.NEED_TASK;
    }

    /** In TLS 1.2 a handshake record behind the handshake is a renegotiation; in 1.3 all records look like data. */
    private boolean isRenegotiation() {
        return secured
                && input.beginsWithHandshake()
                && !engine.getSession().getProtocol().equals("TLSv1.3");
    }

    private void noteSecured() {
        if (secured || engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING || outboundDone) {
            return;
        }
        events.add(new TlsEvent.Secured(TlsFacts.of(engine, began)));
        secured = true;
        for (WriteRequest request = deferred.poll(); request != null; request = deferred.poll()) {
            seal(request);
        }
    }

    /** Goes on with another thread. What arrives meanwhile is kept, up to a bound. */
    private void handOver(Executor executor) {
        try {
            executor.execute(() -> {
                runTasks();
                work();
            });
        } catch (RejectedExecutionException full) {
            synchronized (this) {
                events.add(failure("too many handshakes at once"));
                working = false;
            }
            tellEvents();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private void tellEvents() {
        while (true) {
            TlsEvent event;
            synchronized (this) {
                if (events.isEmpty()) {
                    return;
                }
                event = events.remove();
            }
            next.event(session, event);
        }
    }

    /** Ends TLS with the engine's alert, or with ours where it has none, and makes what there is to tell. */
    private TlsEvent failure(Exception broken) {
        if (broken instanceof NoCommonProtocol && !outboundDone) {
            outboundDone = true; // The engine has its flight ready as if nothing had happened; it stays where it is.
            send(IoBuffer.wrap(Alert.NO_APPLICATION_PROTOCOL.record()));
        }
        TlsEvent told = failure(FailureReason.of(broken));
        if (!spoken) {
            send(IoBuffer.wrap(Alert.UNEXPECTED_MESSAGE.record()));
        }
        return told;
    }

    private TlsEvent failure(String reason) {
        inboundDone = true;
        if (!outboundDone) {
            outboundDone = true;
            // What the engine has to send after a failure is its alert; closing it makes sure that it has something.
            sendWhatTheEngineHas();
            engine.closeOutbound();
            sendWhatTheEngineHas();
        }
        failDeferred();
        return new TlsEvent.Failed(reason);
    }

    // ------------------------------------------------------------------------------------------------ outwards

    private void defer(WriteRequest request) {
        deferredOctets += ((IoBuffer) request.getMessage()).remaining();
        if (deferredOctets > MOST_DEFERRED) {
            request.getFuture().setException(new WriteToClosedSessionException(request));
        } else {
            deferred.add(request);
        }
    }

    private void failDeferred() {
        for (WriteRequest request = deferred.poll(); request != null; request = deferred.poll()) {
            request.getFuture().setException(new WriteToClosedSessionException(request));
        }
    }

    private void seal(WriteRequest request) {
        ByteBuffer plain = ((IoBuffer) request.getMessage()).buf(); // used up, as MINA expects of what was written
        try {
            hold(Sealer.wrap(engine, plain));
            if (request instanceof Outgoing.Portion portion && portion.isLast()) {
                outboundDone = true;
                engine.closeOutbound();
                hold(Sealer.wrap(engine, NOTHING.duplicate()));
            }
            send(Sealed.of(request, takeHeld()));
        } catch (SSLException broken) {
            request.getFuture().setException(broken);
            events.add(failure(broken));
        }
    }

    private void sendWhatTheEngineHas() {
        try {
            hold(Sealer.wrap(engine, NOTHING.duplicate()));
        } catch (SSLException broken) {
            if (!outboundDone) {
                events.add(failure(broken));
            }
        }
        sendHeld();
    }

    private void hold(ByteBuffer records) {
        held = held.hasRemaining()
                ? ByteBuffer.allocate(held.remaining() + records.remaining())
                        .put(held)
                        .put(records)
                        .flip()
                : records;
    }

    private IoBuffer takeHeld() {
        IoBuffer records = IoBuffer.wrap(held);
        held = NOTHING;
        return records;
    }

    private void sendHeld() {
        if (held.hasRemaining()) {
            send(takeHeld());
        }
    }

    private void send(IoBuffer own) {
        send(Sealed.own(own, new DefaultWriteFuture(session)));
    }

    private void send(Sealed records) {
        spoken = true;
        unsent++;
        if (records.plain().isEmpty()) {
            ownUnsent++;
        }
        lastWrite = records.getFuture();
        next.filterWrite(session, records);
    }
}
