package mailtls.mina;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mailtls.connection.WireLogs;
import mailtls.event.Event;
import mailtls.machine.Protocol;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;

/** A server on loopback for tests, with a certificate authority of its own, one STARTTLS listener and one with implicit TLS. */
public final class TestServer implements AutoCloseable {

    /** One for all, since keys cost time. */
    static final TestIdentity AUTHORITY = TestIdentity.authority();

    static final TestIdentity LOCALHOST = AUTHORITY.signs("localhost");
    private static final long PATIENCE_S = 10;

    private final MinaServer server;
    private final InetSocketAddress startTls;
    private final InetSocketAddress implicit;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private TestServer(Protocol protocol, Limits limits, Engines engines, Optional<Executor> tasks) throws IOException {
        server = new MinaServer(engines, limits, (connection, event) -> events.add(event), WireLogs.OFF, tasks);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        startTls = server.bind(new Listener(anyPort, protocol, ListenerPolicy.STARTTLS_REQUIRED));
        implicit = server.bind(new Listener(anyPort, protocol, ListenerPolicy.IMPLICIT));
    }

    /** Starts a server of one protocol. */
    public static TestServer of(Protocol protocol) throws IOException {
        return of(protocol, Limits.DEFAULT);
    }

    /** Starts a server of one protocol, with other limits. */
    public static TestServer of(Protocol protocol, Limits limits) throws IOException {
        return of(protocol, limits, engines(TlsPolicy.DEFAULT, Optional.empty()), Optional.empty());
    }

    /** Starts a server of one protocol, with another policy for TLS. */
    public static TestServer of(Protocol protocol, TlsPolicy policy) throws IOException {
        return of(protocol, Limits.DEFAULT, engines(policy, Optional.empty()), Optional.empty());
    }

    static TestServer of(Protocol protocol, Limits limits, Engines engines, Optional<Executor> tasks)
            throws IOException {
        return new TestServer(protocol, limits, engines, tasks);
    }

    /** Returns what makes engines for it; of the JDK's, or of another provider's. */
    static Engines engines(TlsPolicy policy, Optional<Provider> provider) {
        return new Engines(
                List.of(ServerIdentity.of(LOCALHOST.key(), List.of(LOCALHOST.certificate()))),
                List.of(AUTHORITY.certificate()),
                policy,
                provider);
    }

    /** Returns where it listens for connections that begin in clear. */
    public InetSocketAddress place() {
        return startTls;
    }

    /** Returns where it listens for connections that begin with TLS. */
    public InetSocketAddress implicitPlace() {
        return implicit;
    }

    /** Returns what a client must believe to believe the server, whose name is “localhost”. */
    public static List<X509Certificate> authorities() {
        return List.of(AUTHORITY.certificate());
    }

    /** Returns who a client is that the server would believe, by its common name. */
    public static ServerIdentity identity(String name) {
        TestIdentity identity = AUTHORITY.signs(name);
        return ServerIdentity.of(identity.key(), List.of(identity.certificate()));
    }

    /** Connects in clear. */
    public WireClient inClear() throws IOException {
        return WireClient.connect(startTls, engine());
    }

    /** Connects in clear, with this engine for later. */
    public WireClient inClear(SSLEngine engine) throws IOException {
        return WireClient.connect(startTls, engine);
    }

    /** Connects to the port with implicit TLS, and says nothing. */
    public WireClient implicit() throws IOException {
        return WireClient.connect(implicit, engine());
    }

    /** Connects to the port with implicit TLS, with this engine. */
    public WireClient implicit(SSLEngine engine) throws IOException {
        return WireClient.connect(implicit, engine);
    }

    /** Returns a client's engine that trusts the server and knows its name. */
    public static SSLEngine engine(String... versions) {
        return configured(AUTHORITY.clientContext(), versions);
    }

    /** Returns the engine of a client that shows a certificate. */
    static SSLEngine engineWithCertificate(String... versions) {
        return configured(AUTHORITY.signs("client").contextTrusting(AUTHORITY), versions);
    }

    private static SSLEngine configured(SSLContext context, String... versions) {
        SSLEngine engine = context.createSSLEngine("localhost", 0);
        if (versions.length > 0) {
            engine.setEnabledProtocols(versions);
        }
        return engine;
    }

    /** Waits for the next event of a kind; those before it are passed over. */
    <E extends Event> E await(Class<E> kind) throws InterruptedException {
        while (true) {
            Event event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " came");
            }
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
    }

    /** Returns the events that have come and were not awaited. */
    List<Event> events() {
        return new ArrayList<>(events);
    }

    @Override
    public void close() {
        server.close();
    }
}
