package mailtls.mina;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import mailtls.connection.Connection;
import mailtls.connection.Deadline;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.tls.Channel;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MINA's events to the endpoint, and its effects back.
 *
 * <p>Everything that happens on a connection happens in turn: most of it comes on the session's I/O thread, but clocks, news and
 * delegated tasks have threads of their own, so each link has a lock. It is never held while another connection's is wanted.
 */
final class MinaHandler extends IoHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(MinaHandler.class);
    private static final AttributeKey LINK = new AttributeKey(MinaHandler.class, "link");

    private final Function<IoSession, Spoken> spoken;
    private final Shared shared;

    /**
     * Makes a handler.
     *
     * @param spoken tells what is spoken on a session
     */
    MinaHandler(Function<IoSession, Spoken> spoken, Shared shared) {
        this.spoken = spoken;
        this.shared = shared;
    }

    @Override
    public void sessionCreated(IoSession session) {
        session.setAttribute(LINK, new Link(session, spoken.apply(session)));
    }

    @Override
    public void sessionOpened(IoSession session) {
        link(session).opened();
    }

    @Override
    public void messageReceived(IoSession session, Object message) {
        link(session).tell(endpoint -> endpoint.received(((IoBuffer) message).buf()));
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        link(session).sent();
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        if (event instanceof TlsEvent tlsEvent) {
            link(session).tls(tlsEvent);
        }
    }

    @Override
    public void inputClosed(IoSession session) {
        link(session).inputClosed();
    }

    @Override
    public void sessionClosed(IoSession session) {
        link(session).gone();
    }

    /** What gets here is the network's (a reset, a write to a peer that left) or a fault of ours; either ends this session. */
    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        link(session).broken(cause);
    }

    /** Says farewell on a session; one that is just being opened has nobody to say it to yet. */
    void shutdown(IoSession session) {
        Optional.ofNullable((Link) session.getAttribute(LINK))
                .ifPresentOrElse(link -> link.tell(Endpoint::shutdown), session::closeNow);
    }

    private static Link link(IoSession session) {
        return (Link) session.getAttribute(LINK);
    }

    /** One connection: its endpoint, its transport, its clocks, and the lock that lets one thing happen at a time. */
    private final class Link {

        private final IoSession session;
        private final Spoken spoken;
        private final String name;
        private final long since = System.currentTimeMillis();
        private final Endpoint endpoint;
        private final MinaTransport transport;
        private final Timers timers;
        private final AtomicBoolean nudged = new AtomicBoolean();
        private boolean secured;

        Link(IoSession session, Spoken spoken) {
            this.session = session;
            this.spoken = spoken;
            this.name = Long.toString(session.getId(), Character.MAX_RADIX);
            this.timers = new Timers(session, shared.clock(), shared.limits(), this::inTurn, this::late);
            this.transport = new MinaTransport(session, spoken.tls(), shared.limits(), timers);
            Peer peer = new Peer((InetSocketAddress) session.getRemoteAddress(), this::report, this::nudge);
            this.endpoint = new Connection(
                    spoken.protocol(), peer, shared.limits(), spoken.wire().of(name));
        }

        /** Comes from other connections' threads, which hold their locks: the news is fetched later, and once for many nudges. */
        private void nudge() {
            if (nudged.compareAndSet(false, true)) {
                timers.soon(() -> {
                    nudged.set(false);
                    perform(endpoint.nudged());
                });
            }
        }

        /** Implicit TLS is the same path with the handshake first: nothing is said before it is done. */
        void opened() {
            report(new Event.Connected(spoken.protocol().name(), spoken.mode(), addressOf(session)));
            if (shared.connections().incrementAndGet() > shared.limits().connections()) {
                report(new Event.Refused("too many connections"));
                session.closeNow();
                return;
            }
            inTurn(() -> {
                timers.start();
                if (spoken.isImplicit()) {
                    timers.startHandshake();
                    session.getFilterChain().addFirst("tls", spoken.tls());
                } else {
                    perform(endpoint.opened(Channel.CLEARTEXT));
                }
            });
        }

        void sent() {
            inTurn(() -> {
                transport.sent();
                if (transport.isQuiet()) {
                    perform(endpoint.sent());
                }
            });
        }

        void tls(TlsEvent event) {
            if (event instanceof TlsEvent.Secured done) {
                secured(done);
            } else if (event instanceof TlsEvent.Failed failed) {
                report(new Event.HandshakeFailed(failed.reason()));
                tell(Endpoint::handshakeFailed);
            } else if (event instanceof TlsEvent.PeerClosed) {
                tell(end -> end.peerEnded(Ending.CLOSE_NOTIFY));
            } else {
                report(new Event.Truncated());
                tell(end -> end.peerEnded(Ending.TRUNCATED));
            }
        }

        private void secured(TlsEvent.Secured done) {
            secured = true;
            timers.stopHandshake();
            report(new Event.Secured(spoken.mode(), done.facts()));
            tell(end -> spoken.isImplicit() ? end.opened(new Channel.Tls(done.facts())) : end.secured(done.facts()));
        }

        void inputClosed() {
            inTurn(() -> {
                if (!secured) {
                    perform(endpoint.peerEnded(Ending.FIN));
                }
                transport.peerFinished();
            });
        }

        void gone() {
            shared.connections().decrementAndGet();
            inTurn(() -> {
                timers.stop();
                endpoint.gone();
            });
            report(new Event.Disconnected(
                    session.getReadBytes(), session.getWrittenBytes(), System.currentTimeMillis() - since));
        }

        void broken(Throwable cause) {
            if (!(cause instanceof java.io.IOException)) {
                fault(cause);
            }
            session.closeNow();
        }

        void tell(Function<Endpoint, List<Effect>> news) {
            inTurn(() -> perform(news.apply(endpoint)));
        }

        private void late(Deadline deadline) {
            if (transport.isClosing()) {
                session.closeNow(); // it had its chance to read the farewell
            } else {
                perform(endpoint.timeUp(deadline));
            }
        }

        /** A fault of ours, even an {@link Error}, ends this session; one that got to MINA would end the I/O thread. */
        private void inTurn(Runnable task) {
            try {
                synchronized (this) {
                    task.run();
                }
            } catch (Throwable fault) {
                fault(fault);
                session.closeNow();
            }
        }

        private void perform(List<Effect> effects) {
            effects.forEach(effect -> effect.perform(transport));
            transport.flush();
        }

        private void fault(Throwable fault) {
            LOG.error("connection {}: a fault of ours ends this session", name, fault);
            report(new Event.Faulted(fault.getClass().getSimpleName()));
        }

        private void report(Event event) {
            spoken.events().record(name, event instanceof Event.PasswordInClear exposed ? counted(exposed) : event);
        }

        private Event counted(Event.PasswordInClear exposed) {
            InetSocketAddress from = (InetSocketAddress) session.getRemoteAddress();
            return new Event.PasswordInClear(
                    exposed.command(),
                    exposed.account(),
                    shared.passwordsInClear().count(from.getAddress()));
        }
    }

    /** The number, never the name: asking DNS for it would let the peer's DNS decide how long we wait. */
    private static String addressOf(IoSession session) {
        InetSocketAddress address = (InetSocketAddress) session.getRemoteAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
