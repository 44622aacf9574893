package mailtls.mina;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.client.Call;
import mailtls.client.ClientProtocol;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.event.EventLog;
import mailtls.tls.ClientEngines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;
import org.apache.mina.core.future.ConnectFuture;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections to servers, over the same filter, transport and clocks as {@link MinaServer}. */
public final class MinaClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MinaClient.class);
    private static final AttributeKey SPOKEN = new AttributeKey(MinaClient.class, "spoken");

    private final ClientEngines engines;
    private final EventLog events;
    private final Shared shared;
    private final NioSocketConnector connector;

    /** Makes a client that speaks TLS as RFC 9325 recommends, has no certificate of its own, and whose events nobody watches. */
    public MinaClient() {
        this(new ClientEngines(TlsPolicy.DEFAULT, Optional.<ServerIdentity>empty()), Limits.DEFAULT, EventLog.OFF);
    }

    /**
     * Makes a client.
     *
     * @param engines TLS as the policy wants it
     * @param limits how much is put up with, of time and of octets; {@code login} bounds the time until a connection is ready
     * @param events is told what happens
     */
    public MinaClient(ClientEngines engines, Limits limits, EventLog events) {
        this.engines = engines;
        this.events = events;
        this.shared = Shared.with(limits);
        this.connector = new NioSocketConnector();
        connector.getSessionConfig().setTcpNoDelay(true);
        connector.setConnectTimeoutMillis(limits.handshake().toMillis());
        connector.setHandler(new MinaHandler(session -> (Spoken) session.getAttribute(SPOKEN), shared));
    }

    /**
     * Connects.
     *
     * @param address where; the name that the server has to prove is in the protocol's mode, and has nothing to do with it
     * @param protocol what is spoken; made for this connection
     * @return what to work with, once the connection is over TLS, verified and greeted; or why it is not, as a
     *     {@link mailtls.client.MailClientException}
     */
    public <C> CompletableFuture<C> connect(InetSocketAddress address, ClientProtocol<C> protocol) {
        Call<?, C> call = protocol.call();
        Spoken spoken = spoken(protocol);
        if (protocol.mode().expected().isEmpty()) {
            LOG.warn("{} to {} in clear: anybody on the way can read and change it", protocol.name(), address);
        }
        ConnectFuture connecting =
                connector.connect(address, (session, future) -> session.setAttribute(SPOKEN, spoken));
        connecting.addListener(done -> {
            if (connecting.getException() != null) {
                call.fail(
                        Failure.UNREACHABLE,
                        address + ": " + connecting.getException().getMessage());
            }
        });
        return call.ready();
    }

    /** Closes all connections, without farewell, and stops. */
    @Override
    public void close() {
        connector.getManagedSessions().values().forEach(IoSession::closeNow);
        connector.dispose(true);
        shared.clock().close();
    }

    private Spoken spoken(ClientProtocol<?> protocol) {
        Call<?, ?> call = protocol.call();
        EventLog told = (name, event) -> {
            call.happened(event);
            events.record(name, event);
        };
        return new Spoken(
                protocol,
                protocol.mode().word(),
                protocol.mode().isImplicit(),
                tls(protocol),
                told,
                connection -> call.wire());
    }

    private TlsFilter tls(ClientProtocol<?> protocol) {
        return new TlsFilter(
                () -> {
                    Expected server = protocol.mode()
                            .expected()
                            .orElseThrow(() -> new IllegalStateException("TLS in a mode that has none"));
                    return engines.client(server.serverName(), protocol.applicationProtocol(), server.check());
                },
                Optional.empty());
    }
}
