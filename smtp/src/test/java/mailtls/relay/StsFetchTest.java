package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mailtls.client.Trust;
import mailtls.mina.MinaClient;
import mailtls.relay.TlsResult.Failure;
import mailtls.tls.TestIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching policies (RFC 8461 section 3.3), from a web server that does it right, and from others. */
class StsFetchTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mta-sts." + DOMAIN;
    private static final String TEXT = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.test\r\nmax_age: 86400\r\n";
    private static final StsFetched POLICY = new StsFetched.Published(
            new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("mail.example.test"), Duration.ofDays(1)));
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final Trust TRUST = Trust.authorities(List.of(AUTHORITY.certificate()));

    private static final TestIdentity RIGHT = AUTHORITY.signs(HOST);
    private static final MinaClient CLIENTS = new MinaClient();

    private static final HttpHandler WELL = exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT);

    private static StsFetched fetched(HttpHandler manner) throws IOException {
        return fetched(RIGHT, manner);
    }

    private static StsFetched fetched(TestIdentity identity, HttpHandler manner) throws IOException {
        try (var web = new TestWeb(identity, AUTHORITY)) {
            web.answers(manner);
            return fetch(web.address()).policy(DOMAIN);
        }
    }

    private static StsFetched fetchedAt(InetSocketAddress first, TestIdentity identity, HttpHandler manner)
            throws IOException {
        try (var web = new TestWeb(identity, AUTHORITY)) {
            web.answers(manner);
            return fetch(first, web.address()).policy(DOMAIN);
        }
    }

    private static StsFetch fetch(InetSocketAddress... places) {
        return new StsFetch(CLIENTS, TRUST, host -> List.of(places));
    }

    private static Failure failure(StsFetched fetched) {
        return assertInstanceOf(StsFetched.Missed.class, fetched).failure();
    }

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    @Test
    void aPolicyIsFetchedFromWhereItHasToBe() throws IOException {
        StsFetched fetched = fetched(exchange -> {
            boolean isThere = exchange.getRequestURI().getPath().equals("/.well-known/mta-sts.txt")
                    && exchange.getRequestMethod().equals("GET");
            TestWeb.text(exchange, isThere ? 200 : 404, "text/plain", TEXT);
        });

        assertEquals(POLICY, fetched);
    }

    @Test
    void thePolicyHostIsThatOfTheDomain() {
        var asked = new java.util.ArrayList<String>();

        new StsFetch(CLIENTS, TRUST, host -> {
                    asked.add(host);
                    return List.of();
                })
                .policy(DOMAIN);

        assertEquals(List.of(HOST), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=utf-8", "TEXT/Plain;charset=us-ascii"})
    void aPolicyIsText(String type) throws IOException {
        assertEquals(POLICY, fetched(exchange -> TestWeb.text(exchange, 200, type, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/octet-stream", "text/plainer", ""})
    void whatIsNoTextIsNoPolicy(String type) throws IOException {
        assertEquals(Failure.STS_POLICY_INVALID, failure(fetched(exchange -> TestWeb.text(exchange, 200, type, TEXT))));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 403, 404, 500, 503})
    void anotherStatusThan200IsNoPolicy(int status) throws IOException {
        assertEquals(Failure.STS_POLICY_FETCH_ERROR, failure(fetched(exchange -> {
            if (status == 204) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                TestWeb.text(exchange, status, "text/plain", TEXT);
            }
        })));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws IOException {
        try (var web = new TestWeb(RIGHT, AUTHORITY)) {
            web.answers(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                    WELL.handle(exchange);
                }
                exchange.getResponseHeaders().set("Location", "https://" + web.place() + "/elsewhere");
                TestWeb.text(exchange, status, "text/plain", TEXT);
            });

            assertEquals(
                    Failure.STS_POLICY_FETCH_ERROR, failure(fetch(web.address()).policy(DOMAIN)));
            assertEquals(1, web.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.test", "mta-sts.other.test", "mta-sts.sub.example.test"})
    void aCertificateForAnotherHostIsNotBelieved(String name) throws IOException {
        assertEquals(Failure.STS_WEBPKI_INVALID, failure(fetched(AUTHORITY.signs(name), WELL)));
    }

    @Test
    void aWildcardMayStandForThePolicyHost() throws IOException {
        assertEquals(POLICY, fetched(AUTHORITY.signs("*.example.test"), WELL));
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNotBelieved() throws IOException {
        assertEquals(
                Failure.STS_WEBPKI_INVALID,
                failure(fetched(TestIdentity.authority().signs(HOST), WELL)));
    }

    @Test
    void aPolicyMayBeAsLongAsTheBoundButNotLonger() throws IOException {
        String field = "x: ";
        String most = field + "x".repeat(StsFetch.LONGEST_POLICY - TEXT.length() - field.length() - 2) + "\r\n";

        assertEquals(POLICY, fetched(exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT + most)));
        assertEquals(
                Failure.STS_POLICY_FETCH_ERROR,
                failure(fetched(exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT + most + "x"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatDoesNotComeToAnEndIsNotWaitedFor(boolean sendsHeader) throws IOException {
        var over = new CountDownLatch(1);
        try (var web = new TestWeb(RIGHT, AUTHORITY)) {
            web.answers(exchange -> {
                if (sendsHeader) {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('v');
                    exchange.getResponseBody().flush();
                }
                await(over);
            });
            var impatient = new StsFetch(CLIENTS, TRUST, host -> List.of(web.address()), Duration.ofMillis(500));

            assertEquals(
                    Failure.STS_POLICY_FETCH_ERROR,
                    failure(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> impatient.policy(DOMAIN))));
            over.countDown();
        }
    }

    @Test
    void whereNobodyListensThereIsNoPolicy() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        var closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

        assertEquals(Failure.STS_POLICY_FETCH_ERROR, failure(fetch(closed).policy(DOMAIN)));
        assertEquals(POLICY, fetchedAt(closed, RIGHT, WELL));
    }

    @Test
    void thePolicyHostIsWhereTheResolverSays() throws IOException {
        var names = new FakeNames();
        names.addresses.put(HOST, Answer.insecure(List.of(InetAddress.getLoopbackAddress())));
        try (var web = new TestWeb(RIGHT, AUTHORITY)) {
            web.answers(WELL);
            var fetch = new StsFetch(
                    CLIENTS, TRUST, StsFetch.at(names, web.address().getPort()));

            assertEquals(POLICY, fetch.policy(DOMAIN));
        }
    }

    @Test
    void aPolicyHostThatDnsDoesNotKnowCantBeHad() {
        assertEquals(
                Failure.STS_POLICY_FETCH_ERROR, failure(new StsFetch(CLIENTS, TRUST, new FakeNames()).policy(DOMAIN)));
    }

    @Test
    void theServerIsAskedForThePolicyHostByName() throws IOException {
        assertEquals(
                POLICY,
                fetched(exchange -> TestWeb.text(
                        exchange,
                        HOST.equals(exchange.getRequestHeaders().getFirst("Host")) ? 200 : 404,
                        "text/plain",
                        TEXT)));
    }

    @Test
    void aPolicyMayComeInChunks() throws IOException {
        assertEquals(POLICY, fetched(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(TEXT.getBytes(StandardCharsets.US_ASCII));
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "under_score", "", "x\r\ny", "%"})
    void whatIsNoDomainHasNoPolicy(String domain) {
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

        assertEquals(Failure.STS_POLICY_FETCH_ERROR, failure(fetch(nobody).policy(domain)));
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
