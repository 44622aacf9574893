package mailtls.mina;

import static mailtls.client.MailClientException.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MailClientException;
import mailtls.client.TlsMode;
import mailtls.client.TlsMode.ImplicitTls;
import mailtls.client.Trust;
import mailtls.event.Event;
import mailtls.event.EventLog;
import mailtls.tls.ClientEngines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.tls.TlsPolicy.ClientCertificate;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MinaClientTest {

    private final EchoProtocol echo = new EchoProtocol("");
    private MinaClient clients = new MinaClient();

    @AfterEach
    void close() {
        clients.close();
    }

    private static TlsMode localhost() {
        return new ImplicitTls(Expected.host("localhost", Trust.authorities(TestServer.authorities())));
    }

    private EchoClient connect(TestServer server) throws Exception {
        return await(clients.connect(server.implicitPlace(), new EchoClient(localhost())));
    }

    private Failure failureOf(InetSocketAddress place, TlsMode mode) {
        return assertThrows(MailClientException.class, () -> await(clients.connect(place, new EchoClient(mode))))
                .failure();
    }

    private static TlsPolicy asking(ClientCertificate certificate) {
        TlsPolicy usual = TlsPolicy.DEFAULT;
        return new TlsPolicy(
                usual.floor(),
                usual.ceiling(),
                usual.suites(),
                usual.groups(),
                certificate,
                usual.alpn(),
                usual.unknownName());
    }

    private void showACertificate() {
        TestIdentity own = TestServer.AUTHORITY.signs("client");
        var identity = ServerIdentity.of(own.key(), List.of(own.certificate()));
        clients.close();
        clients = new MinaClient(
                new ClientEngines(TlsPolicy.DEFAULT, Optional.of(identity)), Limits.DEFAULT, EventLog.OFF);
    }

    @Test
    void whatIsAskedIsAnsweredInOrder() throws Exception {
        try (TestServer server = TestServer.of(echo)) {
            EchoClient client = connect(server);

            var one = client.say("one");
            var two = client.say("two");
            var last = client.say("QUIT");

            assertEquals("echo one", await(one));
            assertEquals("echo two", await(two));
            assertEquals("bye", await(last));
            await(client.over());
        }
    }

    @Test
    void oneConnectorServesManyConnections() throws Exception {
        try (TestServer server = TestServer.of(echo)) {
            EchoClient one = connect(server);
            EchoClient other = connect(server);

            assertEquals("echo one", await(one.say("one")));
            assertEquals("echo other", await(other.say("other")));
        }
    }

    @Test
    void inClearThereIsNoTls() throws Exception {
        try (TestServer server = TestServer.of(echo)) {
            EchoClient client = await(clients.connect(server.place(), new EchoClient(new TlsMode.Cleartext())));

            assertEquals("echo hello", await(client.say("hello")));
        }
    }

    @Test
    void whereNobodyListensNobodyIsReached() throws Exception {
        InetSocketAddress place;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            place = (InetSocketAddress) closed.getLocalSocketAddress();
        }

        assertEquals(Failure.UNREACHABLE, failureOf(place, localhost()));
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
        Limits hasty = Limits.DEFAULT.withTimes(
                Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMillis(100));
        clients.close();
        clients = new MinaClient(
                new ClientEngines(TlsPolicy.DEFAULT, Optional.<ServerIdentity>empty()), hasty, EventLog.OFF);
        try (var silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            var place = (InetSocketAddress) silent.getLocalSocketAddress();

            assertEquals(Failure.HANDSHAKE, failureOf(place, localhost()));
            assertEquals(Failure.TOO_SLOW, failureOf(place, new TlsMode.Cleartext()));
        }
    }

    @Test
    void aServerThatAsksForACertificateGetsOurs() throws Exception {
        try (TestServer server = TestServer.of(echo, asking(ClientCertificate.WANTED))) {
            showACertificate();
            connect(server);

            assertTrue(server.await(Event.Secured.class)
                    .facts()
                    .peerName()
                    .orElseThrow()
                    .contains("client"));
        }
    }

    @Test
    void whoHasNoCertificateShowsNone() throws Exception {
        try (TestServer server = TestServer.of(echo, asking(ClientCertificate.WANTED))) {
            connect(server);

            assertEquals(
                    Optional.empty(), server.await(Event.Secured.class).facts().peerName());
        }
    }

    @Test
    void aServerThatInsistsOnACertificateIsSatisfiedByOneOnly() throws Exception {
        try (TestServer server = TestServer.of(echo, asking(ClientCertificate.NEEDED))) {
            assertNotEquals(Failure.UNREACHABLE, failureOf(server.implicitPlace(), localhost()));

            showACertificate();

            assertEquals("echo hello", await(connect(server).say("hello")));
        }
    }

    @Test
    void whatIsClosedAnswersNothing() throws Exception {
        try (TestServer server = TestServer.of(echo)) {
            EchoClient client = connect(server);
            clients.close();
            await(client.over());

            assertEquals(
                    Failure.ENDED,
                    assertThrows(MailClientException.class, () -> await(client.say("hello")))
                            .failure());
        }
    }
}
