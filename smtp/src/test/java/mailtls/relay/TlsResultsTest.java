package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.client.Trust;
import mailtls.mina.MinaClient;
import mailtls.mina.MinaServer;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestIdentity;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recorded for a report (RFC 8460 section 4.3): the relay over real sockets, at hosts and policies with one fault each. */
class TlsResultsTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mail.example.test";
    private static final TestIdentity AUTHORITY = SmtpCourierTest.AUTHORITY;
    private static final TestIdentity RIGHT = SmtpCourierTest.RIGHT;

    private static final String TABLE = """
        | policy | the host | recorded |
        | --- | --- | --- |
        | none | the right key | no-policy-found: success |
        | none | no STARTTLS | no-policy-found: starttls-not-supported |
        | DANE, usage 3 | the right key | tlsa: success |
        | DANE, usage 3 | another key | tlsa: certificate-not-trusted |
        | DANE, usage 3 | no STARTTLS | tlsa: starttls-not-supported |
        | DANE, usage 3 | breaks the handshake | tlsa: validation-failure |
        | DANE, usage 2 | another name | tlsa: certificate-host-mismatch |
        | DANE, usage 2 | expired | tlsa: certificate-expired |
        | DANE, not usable | the right key | tlsa: tlsa-invalid |
        | DANE, not usable; MTA-STS enforce | the right key | tlsa: tlsa-invalid, sts: success |
        | DANE, not usable; MTA-STS enforce | another name | sts: certificate-host-mismatch |
        | DNS forged | is not asked | tlsa: dnssec-invalid |
        | DANE required, none there | is not asked | tlsa: dane-required |
        | MTA-STS enforce | the right key | sts: success |
        | MTA-STS enforce | another name | sts: certificate-host-mismatch |
        | MTA-STS enforce | expired | sts: certificate-expired |
        | MTA-STS enforce | another authority | sts: certificate-not-trusted |
        | MTA-STS enforce | no STARTTLS | sts: starttls-not-supported |
        | MTA-STS enforce | breaks the handshake | sts: validation-failure |
        | MTA-STS enforce, another host | is not asked | sts: validation-failure |
        | MTA-STS testing | another name | sts: certificate-host-mismatch |
        | MTA-STS, the policy's host is away | the right key | sts: sts-policy-fetch-error, no-policy-found: success |
        | MTA-STS, a text that is no policy | the right key | sts: sts-policy-invalid, no-policy-found: success |
        | MTA-STS, the policy's host has another name | the right key | sts: sts-webpki-invalid, no-policy-found: success |
        """;

    private final FakeNames names = FakeNames.signed(DOMAIN, HOST);
    private final MinaClient clients = new MinaClient();
    private final List<TlsResult> results = new ArrayList<>();
    private Optional<TestWeb> web = Optional.empty();
    private boolean requiresDane;

    @AfterEach
    void close() {
        clients.close();
        web.ifPresent(TestWeb::close);
    }

    static Stream<Arguments> rows() {
        return TABLE.lines().skip(2).map(row -> {
            String[] cells = row.split("\\|");
            return Arguments.of(cells[1].strip(), cells[2].strip(), cells[3].strip());
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachFaultHasItsWord(String policies, String host, String recorded) throws Exception {
        for (String policy : policies.split("; ")) {
            publish(policy);
        }

        at(host);

        assertEquals(recorded, results.stream().map(TlsResultsTest::words).collect(Collectors.joining(", ")));
    }

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "relay.md"));

        assertTrue(page.contains(TABLE), () -> "docs/relay.md should have\n" + TABLE);
    }

    private static String words(TlsResult result) {
        return result.policy().word() + ": "
                + result.failure().map(TlsResult.Failure::word).orElse("success");
    }

    private void publish(String policy) throws Exception {
        switch (policy) {
            case "none" -> assertTrue(names.records.isEmpty());
            case "DANE, usage 3" -> record(RIGHT.certificate(), 3);
            case "DANE, usage 2" -> record(AUTHORITY.certificate(), 2);
            case "DANE, not usable" -> record(RIGHT.certificate(), 1);
            case "DNS forged" -> names.records.put(HOST, Answer.failed());
            case "DANE required, none there" -> requiresDane = true;
            case "MTA-STS enforce" -> sts("mta-sts." + DOMAIN, policy("enforce", HOST));
            case "MTA-STS testing" -> sts("mta-sts." + DOMAIN, policy("testing", HOST));
            case "MTA-STS enforce, another host" -> sts("mta-sts." + DOMAIN, policy("enforce", "other.test"));
            case "MTA-STS, a text that is no policy" -> sts("mta-sts." + DOMAIN, "nothing");
            case "MTA-STS, the policy's host has another name" -> sts("other.test", policy("enforce", HOST));
            case "MTA-STS, the policy's host is away" -> {
                sts("mta-sts." + DOMAIN, policy("enforce", HOST));
                web.ifPresent(TestWeb::close);
            }
            default -> throw new IllegalArgumentException(policy);
        }
    }

    private void record(X509Certificate certificate, int usage) throws Exception {
        names.records.put(HOST, Answer.secure(List.of(SmtpCourierTest.keyOf(certificate, usage))));
    }

    private static String policy(String mode, String host) {
        return "version: STSv1\nmode: " + mode + "\nmx: " + host + "\nmax_age: 86400\n";
    }

    private void sts(String certified, String text) throws IOException {
        var server = new TestWeb(AUTHORITY.signs(certified), AUTHORITY);
        server.answers(exchange -> TestWeb.text(exchange, 200, "text/plain", text));
        web = Optional.of(server);
        names.texts.put("_mta-sts." + DOMAIN, Answer.secure(List.of("v=STSv1; id=1;")));
    }

    private void at(String host) throws Exception {
        switch (host) {
            case "the right key" -> at(RIGHT, ListenerPolicy.STARTTLS_OFFERED);
            case "another key" -> at(AUTHORITY.signs(HOST), ListenerPolicy.STARTTLS_OFFERED);
            case "another name" -> at(AUTHORITY.signs("other.test"), ListenerPolicy.STARTTLS_OFFERED);
            case "expired" -> at(AUTHORITY.signsExpired(HOST), ListenerPolicy.STARTTLS_OFFERED);
            case "another authority" -> at(TestIdentity.authority().signs(HOST), ListenerPolicy.STARTTLS_OFFERED);
            case "no STARTTLS" -> at(RIGHT, ListenerPolicy.CLEARTEXT_ONLY);
            case "is not asked" -> deliver(1);
            case "breaks the handshake" -> {
                try (var broken = new BrokenHost()) {
                    deliver(broken.port());
                }
            }
            default -> throw new IllegalArgumentException(host);
        }
    }

    private void at(TestIdentity identity, ListenerPolicy policy) throws Exception {
        try (MinaServer server = SmtpCourierTest.serverWith(identity)) {
            deliver(SmtpCourierTest.bind(server, policy));
        }
    }

    private void deliver(int port) throws InterruptedException {
        Trust trust = Trust.authorities(List.of(AUTHORITY.certificate()));
        StsFetch.Places places = host ->
                web.map(server -> List.<InetSocketAddress>of(server.address())).orElse(List.of());
        var fetch = new StsFetch(clients, trust, places);
        var policies = new PolicyFinder(
                names, new StsStore(names, fetch, Clock.systemUTC(), results::add), port, domain -> requiresDane);
        var courier = new SmtpCourier(clients, "here.test", port);
        byte[] mail = Ascii.octets("Subject: hello\r\n\r\nhello\r\n");
        new Relay(names, policies, courier, trust, results::add)
                .deliver(new Consignment(DOMAIN, "a@here.test", List.of("b@" + DOMAIN), mail, Wish.NONE));
    }
}
