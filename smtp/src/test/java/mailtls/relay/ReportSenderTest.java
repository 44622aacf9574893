package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mailtls.MailServer;
import mailtls.client.Trust;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.mina.Listener;
import mailtls.mina.MinaClient;
import mailtls.mina.MinaServer;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MemoryMailStore;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports on their way (RFC 8460 section 5): to a mail server and to a web server of ours. */
class ReportSenderTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mail.example.test";
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity RIGHT = AUTHORITY.signs(HOST, "localhost");
    private static final Trust TRUST = Trust.authorities(List.of(AUTHORITY.certificate()));
    private static final Instant BEGIN = Instant.parse("2026-04-01T00:00:00Z");
    private static final Report REPORT = new Report(
            DOMAIN, new Reporter("Here", "tls@here.test"), "1", BEGIN, BEGIN.plusSeconds(86_399), "{\"a\":1}");

    private final FakeNames names = FakeNames.signed(DOMAIN, HOST);
    private final MinaClient clients = new MinaClient();
    private final MemoryMailStore store = new MemoryMailStore(1 << 20, List.of(DOMAIN));
    private final List<TlsResult> reported = new ArrayList<>();

    @AfterEach
    void close() {
        clients.close();
    }

    private MinaServer mailServer() {
        var engines = new Engines(
                List.of(ServerIdentity.of(RIGHT.key(), List.of(RIGHT.certificate(), AUTHORITY.certificate()))),
                List.of(),
                TlsPolicy.DEFAULT);
        return new MinaServer(engines, Limits.DEFAULT, EventLog.OFF, WireLogs.OFF, Optional.empty());
    }

    private int bind(MinaServer server, ListenerPolicy policy) throws IOException {
        store.addAccount("b");
        var house = new MailServer(HOST, new Accounts().add("b", "secret"), store, Limits.DEFAULT);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return server.bind(new Listener(anyPort, Smtp.mx(house, policy), policy))
                .getPort();
    }

    private ReportSender sender(int port) {
        var policies = new PolicyFinder(
                names, new StsStore(names, domain -> TestPolicies.fetched(Optional.empty()), Clock.systemUTC()), port);
        var courier = new SmtpCourier(clients, "here.test", port);
        var relay = new Relay(names, policies, courier, TRUST, reported::add);
        return new ReportSender(
                relay,
                TRUST,
                message -> Ascii.octets("DKIM-Signature: v=1\r\n" + Ascii.text(message)),
                Clock.systemUTC(),
                Duration.ofSeconds(5));
    }

    private static ReportRecord to(String... places) {
        return new ReportRecord(Arrays.stream(places).map(URI::create).toList());
    }

    private List<Boolean> sent(int port, String... places) throws InterruptedException {
        return sender(port).send(REPORT, to(places)).stream()
                .map(ReportSender.Outcome::isTaken)
                .toList();
    }

    private List<String> mails() {
        return store.account("b").orElseThrow().mailbox("INBOX").orElseThrow().messages().stream()
                .map(message -> Ascii.text(message.content()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS_OFFERED", "CLEARTEXT_ONLY"})
    void mailArrivesWhateverTheDomainsPolicyIs(String policy) throws Exception {
        names.records.put(HOST, Answer.secure(List.of(new Tlsa(3, 1, 1, new byte[32])))); // a key that nobody has
        ListenerPolicy offered =
                policy.equals("CLEARTEXT_ONLY") ? ListenerPolicy.CLEARTEXT_ONLY : ListenerPolicy.STARTTLS_OFFERED;
        try (MinaServer server = mailServer()) {
            assertEquals(List.of(true), sent(bind(server, offered), "mailto:b@example.test"));
        }

        assertEquals(1, mails().size());
    }

    @Test
    void mailIsSignedByWhoeverCan() throws Exception {
        try (MinaServer server = mailServer()) {
            sent(bind(server, ListenerPolicy.STARTTLS_OFFERED), "mailto:b@example.test");
        }

        assertTrue(mails().get(0).contains("DKIM-Signature: v=1\r\nFrom: <tls@here.test>\r\n"), mails().get(0));
    }

    @Test
    void anAddressMayBeEncodedAndHaveMoreBehindIt() throws Exception {
        try (MinaServer server = mailServer()) {
            int port = bind(server, ListenerPolicy.STARTTLS_OFFERED);

            assertEquals(List.of(true), sent(port, "mailto:%62@example.test?subject=x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:nobody", "mailto:a%0d%0ab@example.test", "mailto:a%2540@example.test@", "mailto:@"})
    void whatIsNoAddressGetsNothing(String place) throws InterruptedException {
        assertEquals(List.of(false), sent(1, place));
    }

    private static List<Boolean> posted(HttpHandler manner, ReportSender sender) throws Exception {
        try (var web = new TestWeb(RIGHT, AUTHORITY)) {
            web.answers(manner);
            return sender.send(REPORT, to("https://" + web.place() + "/v1/tlsrpt")).stream()
                    .map(ReportSender.Outcome::isTaken)
                    .toList();
        }
    }

    @Test
    void aWebServerGetsTheCompressedReport() throws Exception {
        var got = new ArrayList<String>();

        List<Boolean> taken = posted(
                exchange -> {
                    got.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    got.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                    got.add(ReportTest.unzipped(exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(201, -1);
                },
                sender(1));

        assertEquals(List.of(true), taken);
        assertEquals(List.of("POST /v1/tlsrpt", "application/tlsrpt+gzip", "{\"a\":1}"), got);
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, true", "202, true", "301, false", "400, false", "404, false", "500, false"})
    void theStatusTellsWhetherItIsThere(int status, boolean isTaken) throws Exception {
        assertEquals(List.of(isTaken), posted(exchange -> exchange.sendResponseHeaders(status, -1), sender(1)));
    }

    @Test
    void aWebServerWithACertificateForAnotherGetsNothing() throws Exception {
        try (var web = new TestWeb(AUTHORITY.signs("other.test"), AUTHORITY)) {
            assertEquals(List.of(false), sent(1, "https://" + web.place() + "/"));
            assertEquals(0, web.requests());
        }
    }

    @Test
    void aWebServerThatDoesNotAnswerIsNotWaitedFor() throws Exception {
        var over = new CountDownLatch(1);
        var policies = new PolicyFinder(
                names, new StsStore(names, domain -> TestPolicies.fetched(Optional.empty()), Clock.systemUTC()), 1);
        var relay = new Relay(names, policies, new SmtpCourier(clients, "here.test", 1), TRUST, reported::add);
        var impatient = new ReportSender(relay, TRUST, message -> message, Clock.systemUTC(), Duration.ofMillis(300));

        List<Boolean> taken = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> posted(
                        exchange -> {
                            try {
                                over.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        impatient));
        over.countDown();

        assertEquals(List.of(false), taken);
    }

    @Test
    void thePlacesAreTriedUntilOneHasIt() throws Exception {
        try (MinaServer server = mailServer()) {
            int port = bind(server, ListenerPolicy.STARTTLS_OFFERED);

            assertEquals(
                    List.of(false, true),
                    sent(port, "mailto:nobody@example.test", "mailto:b@example.test", "mailto:b@example.test"));
        }

        assertEquals(1, mails().size());
    }
}
