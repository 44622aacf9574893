package mailtls.conformance.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import mailtls.MailServer;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.mina.Listener;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;

/**
 * What {@code mailtls serve} serves, in this JVM: on free ports of the loopback address, with an authority that nobody else has. To
 * try something against.
 */
public final class ReferenceServer implements AutoCloseable {

    /** Who may log in. */
    public static final String USER = "alice";

    /** With what. */
    public static final String PASSWORD = "secret";

    private static final String HOST = "localhost";

    /** Where mail may be sent. */
    public static final String RECIPIENT = USER + "@" + HOST;

    private final RunningServer running;
    private final X509Certificate authority;

    private ReferenceServer(RunningServer running, X509Certificate authority) {
        this.running = running;
        this.authority = authority;
    }

    /** Starts one, as it is meant to be run. */
    public static ReferenceServer start() {
        return start(Stream.of(Service.values()), Service::usualPolicy);
    }

    /** Starts one that offers TLS and takes passwords in clear, too, wherever people log in and connections begin in clear. */
    public static ReferenceServer opportunistic() {
        var careless = new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.ALSO_IN_CLEAR);
        return start(Stream.of(Service.IMAP, Service.POP3, Service.SUBMISSION), service -> careless);
    }

    private static ReferenceServer start(Stream<Service> services, Function<Service, ListenerPolicy> policy) {
        var accounts = new AccountOptions();
        var house = new MailServer(HOST, accounts.authenticator(), accounts.store(), Limits.DEFAULT);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<Listening> wanted = services.map(service -> new Listening(
                        service,
                        new Listener(anyPort, service.protocol(house, policy.apply(service)), policy.apply(service))))
                .toList();
        try {
            CertifiedKey authority = Authority.create(Clock.systemUTC());
            CertifiedKey server = Authority.issue(
                    authority, Set.of(SubjectName.of(HOST), SubjectName.of("127.0.0.1")), Clock.systemUTC());
            var engines = new Engines(List.of(server.identity()), List.of(), TlsPolicy.DEFAULT);
            return new ReferenceServer(
                    RunningServer.start(engines, Limits.DEFAULT, EventLog.OFF, WireLogs.OFF, wanted),
                    authority.certificate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the authority that signed its certificate. */
    public X509Certificate authority() {
        return authority;
    }

    /** Returns the URLs of its ports: {@code imaps://127.0.0.1:12345}. */
    public List<String> urls() {
        return running.listeners().stream().map(ReferenceServer::url).toList();
    }

    private static String url(Listening listening) {
        String name = listening.service().protocolName();
        boolean needsS = listening.policy().isImplicit() && !name.endsWith("s");
        return name + (needsS ? "s" : "") + "://" + listening.place();
    }

    /** Says farewell to all clients and closes the ports. */
    @Override
    public void close() {
        running.close();
    }
}
