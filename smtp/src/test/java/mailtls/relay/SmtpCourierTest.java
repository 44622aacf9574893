package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mailtls.MailServer;
import mailtls.client.Trust;
import mailtls.connection.WireLogs;
import mailtls.event.Event;
import mailtls.event.EventLog;
import mailtls.mina.Listener;
import mailtls.mina.MinaClient;
import mailtls.mina.MinaServer;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.smtp.SmtpSent;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The relay over real sockets: at a host of ours that has a right or a wrong certificate, and at hosts without TLS. */
class SmtpCourierTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mail.example.test";
    static final TestIdentity AUTHORITY = TestIdentity.authority();
    static final TestIdentity RIGHT = AUTHORITY.signs(HOST);
    private static final TestIdentity WRONG = AUTHORITY.signs("wrong.example.test");

    private final FakeNames names = FakeNames.signed(DOMAIN, HOST);
    private final MinaClient clients = new MinaClient();
    private Optional<StsPolicy> published = Optional.empty();

    @AfterEach
    void close() {
        clients.close();
    }

    /** A server whose certificate this is. */
    static MinaServer serverWith(TestIdentity identity) {
        return serverWith(identity, EventLog.OFF);
    }

    private static MinaServer serverWith(TestIdentity identity, EventLog events) {
        var engines = new Engines(
                List.of(ServerIdentity.of(identity.key(), List.of(identity.certificate(), AUTHORITY.certificate()))),
                List.of(),
                TlsPolicy.DEFAULT);
        return new MinaServer(engines, Limits.DEFAULT, events, WireLogs.OFF, Optional.empty());
    }

    static int bind(MinaServer server, ListenerPolicy policy) throws IOException {
        var store = new MemoryMailStore(1 << 20, List.of(DOMAIN));
        store.addAccount("b");
        var house = new MailServer(HOST, new Accounts().add("b", "secret"), store, Limits.DEFAULT);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return server.bind(new Listener(anyPort, Smtp.mx(house, policy), policy))
                .getPort();
    }

    private Result deliver(int port, Wish wish) throws InterruptedException {
        return deliver(port, wish, "b@" + DOMAIN);
    }

    private Result deliver(int port, Wish wish, String... recipients) throws InterruptedException {
        return deliver(port, new SmtpCourier(clients, "here.test", port), wish, recipients);
    }

    private Result deliver(int port, SmtpCourier courier, Wish wish, String... recipients) throws InterruptedException {
        var store = new StsStore(names, domain -> TestPolicies.fetched(published), Clock.systemUTC());
        var relay = new Relay(
                names,
                new PolicyFinder(names, store, port),
                courier,
                Trust.authorities(List.of(AUTHORITY.certificate())),
                result -> {});
        byte[] mail = Ascii.octets("Subject: hello\r\n\r\nhello\r\n");
        return relay.deliver(new Consignment(DOMAIN, "a@here.test", List.of(recipients), mail, wish));
    }

    static Tlsa keyOf(X509Certificate certificate, int usage) throws Exception {
        byte[] key = certificate.getPublicKey().getEncoded();
        return new Tlsa(usage, 1, 1, MessageDigest.getInstance("SHA-256").digest(key));
    }

    /** Publishes what the words say. */
    private void publish(String policies) throws Exception {
        for (String policy : policies.split(", (?=MTA)")) {
            publishOne(policy);
        }
    }

    private void publishOne(String policy) throws Exception {
        switch (policy) {
            case "none" -> published = Optional.empty();
            case "DANE, usage 3" -> records(keyOf(RIGHT.certificate(), 3));
            case "DANE, usage 2" -> records(keyOf(AUTHORITY.certificate(), 2));
            case "DANE, not usable" -> records(keyOf(RIGHT.certificate(), 1));
            case "DANE, the host an alias" -> alias();
            case "DNS forged" -> names.records.put(HOST, Answer.failed());
            case "MTA-STS enforce" -> sts(StsPolicy.Mode.ENFORCE, HOST);
            case "MTA-STS enforce, another host" -> sts(StsPolicy.Mode.ENFORCE, "other.example.test");
            case "MTA-STS testing" -> sts(StsPolicy.Mode.TESTING, HOST);
            default -> throw new IllegalArgumentException(policy);
        }
    }

    /** The exchanger is an alias of the host; the host has the records. */
    private void alias() throws Exception {
        String exchanger = "alias." + DOMAIN;
        names.exchangers.put(DOMAIN, Answer.secure(List.of(new Names.Mx(10, exchanger))));
        names.addresses.put(
                exchanger,
                Answer.secure(List.of(InetAddress.getLoopbackAddress())).at(HOST));
        records(keyOf(AUTHORITY.certificate(), 2));
    }

    private void records(Tlsa record) {
        names.records.put(HOST, Answer.secure(List.of(record)));
    }

    private void sts(StsPolicy.Mode mode, String host) {
        names.texts.put("_mta-sts." + DOMAIN, Answer.secure(List.of("v=STSv1; id=1;")));
        published = Optional.of(new StsPolicy(mode, List.of(host), Duration.ofDays(1)));
    }

    private static String words(Result result) {
        return result instanceof Result.Delivered delivered
                ? (delivered.overTls() ? "over TLS" : "in clear")
                : Ascii.lower(result.getClass().getSimpleName());
    }

    /** Each policy at each host, as it stands on the page: what the RFCs say becomes of the mail. */
    private static final String TABLE = """
        | policy | right key | wrong key | no STARTTLS | breaks the handshake |
        | --- | --- | --- | --- | --- |
        | none | over TLS | over TLS | in clear | in clear |
        | DANE, usage 3 | over TLS | deferred | deferred | deferred |
        | DANE, usage 2 | over TLS | deferred | deferred | deferred |
        | DANE, not usable | over TLS | over TLS | deferred | deferred |
        | DANE, the host an alias | over TLS | deferred | deferred | deferred |
        | DNS forged | deferred | deferred | deferred | deferred |
        | MTA-STS enforce | over TLS | deferred | deferred | deferred |
        | MTA-STS enforce, another host | deferred | deferred | deferred | deferred |
        | MTA-STS testing | over TLS | over TLS | in clear | in clear |
        | DANE, not usable, MTA-STS enforce | over TLS | deferred | deferred | deferred |
        | DANE, not usable, MTA-STS enforce, another host | deferred | deferred | deferred | deferred |
        | DANE, not usable, MTA-STS testing | over TLS | over TLS | deferred | deferred |
        | DANE, usage 3, MTA-STS enforce, another host | over TLS | deferred | deferred | deferred |
        """;

    static Stream<Arguments> rows() {
        return TABLE.lines().skip(2).map(row -> {
            String[] cells = row.split("\\|");
            return Arguments.of(
                    cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip());
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aHostGetsMailByThePolicy(String policy, String right, String wrong, String plain, String broken)
            throws Exception {
        publish(policy);

        assertEquals(right, at(RIGHT, ListenerPolicy.STARTTLS_OFFERED), "the right key");
        assertEquals(wrong, at(WRONG, ListenerPolicy.STARTTLS_OFFERED), "the wrong key");
        assertEquals(plain, at(RIGHT, ListenerPolicy.CLEARTEXT_ONLY), "no STARTTLS");
        assertEquals(broken, atOneThatBreaksTheHandshake(), "a broken handshake");
    }

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "relay.md"));

        assertTrue(page.contains(TABLE), () -> "docs/relay.md should have\n" + TABLE);
    }

    @ParameterizedTest
    @CsvSource({
        // wish             right key   wrong key   no STARTTLS
        "NONE,              over TLS,   over TLS,   in clear",
        "REQUIRETLS,        bounced,    bounced,    bounced", // our server makes no such promise
        "TLS_REQUIRED_NO,   over TLS,   over TLS,   in clear"
    })
    void aMessageMayWishForMoreOrLess(Wish wish, String right, String wrong, String plain) throws Exception {
        assertEquals(right, at(RIGHT, ListenerPolicy.STARTTLS_OFFERED, wish), "the right key");
        assertEquals(wrong, at(WRONG, ListenerPolicy.STARTTLS_OFFERED, wish), "the wrong key");
        assertEquals(plain, at(RIGHT, ListenerPolicy.CLEARTEXT_ONLY, wish), "no STARTTLS");
    }

    /** The host is an alias; the records are for an authority, so a name of the certificate counts. */
    @ParameterizedTest
    @CsvSource({
        // the certificate is for
        "mail.example.test,  over TLS", // where the records are
        "example.test,       over TLS", // the domain of the mail
        "alias.example.test, deferred", // the alias, where no records are
        "other.example.test, deferred"
    })
    void ofAHostThatIsAnAliasTheNameOfItsRecordsCounts(String certified, String becomes) throws Exception {
        alias();

        assertEquals(becomes, at(AUTHORITY.signs(certified), ListenerPolicy.STARTTLS_OFFERED));
    }

    @Test
    void aRecipientThatIsNotThereIsFinal() throws Exception {
        try (MinaServer server = serverWith(RIGHT)) {
            Result result = deliver(bind(server, ListenerPolicy.STARTTLS_OFFERED), Wish.NONE, "nobody@" + DOMAIN);

            assertInstanceOf(Result.Bounced.class, result, result.toString());
        }
    }

    @Test
    void aCourierWithoutMailOnlyLooks() throws Exception {
        try (MinaServer server = serverWith(RIGHT)) {
            int port = bind(server, ListenerPolicy.STARTTLS_OFFERED);
            var looking = SmtpCourier.withoutMail(clients, "here.test", port);

            assertEquals("over TLS", words(deliver(port, looking, Wish.NONE, "nobody@" + DOMAIN)));
            assertEquals(
                    "5.7.30",
                    assertInstanceOf(Result.Bounced.class, deliver(port, looking, Wish.REQUIRETLS, "b@" + DOMAIN))
                            .status());
        }
    }

    @Test
    void aRecipientThatIsRefusedBesideOthersIsNotForgotten() throws Exception {
        try (MinaServer server = serverWith(RIGHT)) {
            int port = bind(server, ListenerPolicy.STARTTLS_OFFERED);
            Result result = deliver(port, Wish.NONE, "nobody@" + DOMAIN, "b@" + DOMAIN);

            assertEquals(
                    List.of("nobody@" + DOMAIN),
                    assertInstanceOf(Result.Delivered.class, result).refused().stream()
                            .map(SmtpSent.Recipient::forwardPath)
                            .toList());
        }
    }

    @Test
    void aHostIsLeftAlsoWhereItGetsNoMail() throws Exception {
        var gone = new CountDownLatch(1);
        EventLog watching = (connection, event) -> {
            if (event instanceof Event.Disconnected) {
                gone.countDown();
            }
        };
        try (MinaServer server = serverWith(RIGHT, watching)) {
            deliver(bind(server, ListenerPolicy.STARTTLS_OFFERED), Wish.REQUIRETLS);

            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoDoesNotListRequireTlsGetsNoSuchMail() throws Exception {
        try (MinaServer server = serverWith(RIGHT)) {
            Result result = deliver(bind(server, ListenerPolicy.STARTTLS_OFFERED), Wish.REQUIRETLS);

            assertEquals(
                    "5.7.30", assertInstanceOf(Result.Bounced.class, result).status());
        }
    }

    private String at(TestIdentity identity, ListenerPolicy policy) throws Exception {
        return at(identity, policy, Wish.NONE);
    }

    private String at(TestIdentity identity, ListenerPolicy policy, Wish wish) throws Exception {
        try (MinaServer server = serverWith(identity)) {
            return words(deliver(bind(server, policy), wish));
        }
    }

    private String atOneThatBreaksTheHandshake() throws Exception {
        try (var host = new BrokenHost()) {
            return words(deliver(host.port(), Wish.NONE));
        }
    }
}
