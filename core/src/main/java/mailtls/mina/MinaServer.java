package mailtls.mina;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.tls.Engines;
import mailtls.wire.Limits;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.service.SimpleIoProcessorPool;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * A server: binds listeners and serves them until it is closed.
 *
 * <p>Delegated tasks, the costly part of a handshake, run on the I/O threads by default: there is one for each core, so more threads
 * would only make the cores change hands. Give an executor where tasks may block, for instance in a trust manager.
 */
public final class MinaServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int LARGEST_READ = 1 << 16;

    private final Engines engines;
    private final EventLog events;
    private final WireLogs wire;
    private final Optional<Executor> tasks;
    private final Shared shared;
    private final IoProcessor<NioSession> processors;
    private final List<NioSocketAcceptor> acceptors = new ArrayList<>();

    /** Makes a server whose delegated tasks run on its I/O threads, and whose conversations nobody watches. */
    public MinaServer(Engines engines, Limits limits, EventLog events) {
        this(engines, limits, events, WireLogs.OFF, Optional.empty());
    }

    /**
     * Makes a server.
     *
     * @param engines TLS as the policy wants it
     * @param limits how much is put up with
     * @param events is told what happens
     * @param wire sees what is said, without secrets
     * @param tasks runs delegated tasks; its queue should have a bound, and what it refuses fails as a handshake
     */
    public MinaServer(Engines engines, Limits limits, EventLog events, WireLogs wire, Optional<Executor> tasks) {
        this.engines = engines;
        this.events = events;
        this.wire = wire;
        this.tasks = tasks;
        this.shared = Shared.with(limits);
        this.processors = new SimpleIoProcessorPool<>(
                QuietProcessor.class, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Listens at one more address.
     *
     * @return the address it is bound to, with the port that was free if it was to be any
     * @throws IOException if the address can't be bound
     */
    public synchronized InetSocketAddress bind(Listener listener) throws IOException {
        var acceptor = new NioSocketAcceptor(processors);
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(BACKLOG);
        acceptor.setCloseOnDeactivation(false); // close() says farewell first
        acceptor.getSessionConfig().setTcpNoDelay(true); // or the first reply waits for an acknowledgement
        acceptor.getSessionConfig().setMaxReadBufferSize(LARGEST_READ);
        Spoken spoken = spokenAt(listener);
        acceptor.setHandler(new MinaHandler(session -> spoken, shared));
        try {
            acceptor.bind(listener.address());
        } catch (IOException inUse) {
            acceptor.dispose();
            throw inUse;
        }
        acceptors.add(acceptor);
        return acceptor.getLocalAddress();
    }

    /** Says farewell to everybody, waits for it to arrive as long as a connection lingers, and stops. */
    @Override
    public synchronized void close() {
        List<IoSession> sessions = new ArrayList<>();
        for (NioSocketAcceptor acceptor : acceptors) {
            acceptor.unbind();
            for (IoSession session : acceptor.getManagedSessions().values()) {
                ((MinaHandler) acceptor.getHandler()).shutdown(session);
                sessions.add(session);
            }
        }
        long patience = System.nanoTime() + shared.limits().linger().toNanos() * 2;
        for (IoSession session : sessions) {
            long left = TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime());
            if (!session.getCloseFuture().awaitUninterruptibly(Math.max(1, left))) {
                session.closeNow();
            }
        }
        acceptors.forEach(acceptor -> acceptor.dispose(true));
        processors.dispose();
        shared.clock().close();
    }

    private Spoken spokenAt(Listener listener) {
        var tls = new TlsFilter(() -> engines.server(listener.protocol().applicationProtocol()), tasks);
        return new Spoken(
                listener.protocol(), listener.mode(), listener.policy().isImplicit(), tls, events, wire);
    }
}
