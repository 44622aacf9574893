package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import mailtls.client.Trust;
import mailtls.tls.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching policies (RFC 8461 section 3.3), from a web server that does it right, and from others. */
class StsFetchTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mta-sts." + DOMAIN;
    private static final String TEXT = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.test\r\nmax_age: 86400\r\n";
    private static final Optional<StsPolicy> POLICY =
            Optional.of(new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("mail.example.test"), Duration.ofDays(1)));
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final Trust TRUST = Trust.authorities(List.of(AUTHORITY.certificate()));

    // JSSE wants the name of the server that is asked; we, that of the policy host.
    private static final TestIdentity RIGHT = AUTHORITY.signs(HOST, "localhost");

    private static final HttpHandler WELL = exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT);

    private static Optional<StsPolicy> fetched(HttpHandler manner) throws IOException {
        return fetched(RIGHT, manner);
    }

    private static Optional<StsPolicy> fetched(TestIdentity identity, HttpHandler manner) throws IOException {
        try (var web = new TestWeb(identity, AUTHORITY)) {
            web.answers(manner);
            return new StsFetch(TRUST, host -> web.place()).policy(DOMAIN);
        }
    }

    @Test
    void aPolicyIsFetchedFromWhereItHasToBe() throws IOException {
        Optional<StsPolicy> fetched = fetched(exchange -> {
            boolean isThere = exchange.getRequestURI().getPath().equals("/.well-known/mta-sts.txt")
                    && exchange.getRequestMethod().equals("GET");
            TestWeb.text(exchange, isThere ? 200 : 404, "text/plain", TEXT);
        });

        assertEquals(POLICY, fetched);
    }

    @Test
    void thePolicyHostIsThatOfTheDomain() {
        var asked = new java.util.ArrayList<String>();

        new StsFetch(TRUST, host -> {
                    asked.add(host);
                    return "localhost:1";
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
        assertEquals(Optional.empty(), fetched(exchange -> TestWeb.text(exchange, 200, type, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 403, 404, 500, 503})
    void anotherStatusThan200IsNoPolicy(int status) throws IOException {
        assertEquals(Optional.empty(), fetched(exchange -> {
            if (status == 204) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                TestWeb.text(exchange, status, "text/plain", TEXT);
            }
        }));
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

            assertEquals(Optional.empty(), new StsFetch(TRUST, host -> web.place()).policy(DOMAIN));
            assertEquals(1, web.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.test", "mta-sts.other.test", "mta-sts.sub.example.test"})
    void aCertificateForAnotherHostIsNotBelieved(String name) throws IOException {
        assertEquals(Optional.empty(), fetched(AUTHORITY.signs(name, "localhost"), WELL));
    }

    @Test
    void aWildcardMayStandForThePolicyHost() throws IOException {
        assertEquals(POLICY, fetched(AUTHORITY.signs("*.example.test", "localhost"), WELL));
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNotBelieved() throws IOException {
        assertEquals(Optional.empty(), fetched(TestIdentity.authority().signs(HOST, "localhost"), WELL));
    }

    @Test
    void aPolicyMayBeAsLongAsTheBoundButNotLonger() throws IOException {
        String field = "x: ";
        String most = field + "x".repeat(StsFetch.LONGEST_POLICY - TEXT.length() - field.length() - 2) + "\r\n";

        assertEquals(POLICY, fetched(exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT + most)));
        assertEquals(
                Optional.empty(), fetched(exchange -> TestWeb.text(exchange, 200, "text/plain", TEXT + most + "x")));
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
            var impatient = new StsFetch(TRUST, host -> web.place(), Duration.ofMillis(500));

            assertEquals(
                    Optional.empty(),
                    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> impatient.policy(DOMAIN)));
            over.countDown();
        }
    }

    @Test
    void whereNobodyListensThereIsNoPolicy() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertEquals(Optional.empty(), new StsFetch(TRUST, host -> "localhost:" + port).policy(DOMAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "under_score", "", "x\r\ny", "%"})
    void whatIsNoDomainHasNoPolicy(String domain) {
        assertEquals(Optional.empty(), new StsFetch(TRUST).policy(domain));
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
