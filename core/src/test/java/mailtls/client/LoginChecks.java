package mailtls.client;

import static mailtls.client.MailClientException.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mailtls.event.EventLog;
import mailtls.machine.Protocol;
import mailtls.mina.MinaClient;
import mailtls.mina.TestServer;
import mailtls.sasl.Authenticator;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Secret;
import mailtls.sasl.TokensAndCertificates;
import mailtls.tls.ClientEngines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.tls.TlsPolicy.ClientCertificate;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in without a password, in each protocol and both modes: OAUTHBEARER (RFC 7628) and EXTERNAL (RFC 4422). */
public abstract class LoginChecks {

    private static final String TOKEN = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";

    private final TokensAndCertificates house = new TokensAndCertificates("alice", TOKEN);
    private Optional<TestServer> server = Optional.empty();
    private Optional<MinaClient> clients = Optional.empty();

    /** Returns the protocol with a user alice, who logs in like this. */
    protected abstract Protocol protocol(Authenticator authenticator);

    /** Connects, and returns what logs in. */
    protected abstract Function<ClientMechanisms, CompletableFuture<Boolean>> connect(
            MinaClient client, InetSocketAddress place, TlsMode mode) throws IOException, InterruptedException;

    @BeforeEach
    void start() throws IOException {
        server = Optional.of(
                TestServer.of(protocol(house), TlsPolicy.DEFAULT.withClientCertificate(ClientCertificate.WANTED)));
    }

    @AfterEach
    void stop() {
        clients.ifPresent(MinaClient::close);
        server.ifPresent(TestServer::close);
    }

    private Function<ClientMechanisms, CompletableFuture<Boolean>> connected(
            boolean implicit, Optional<ServerIdentity> identity) throws IOException, InterruptedException {
        var client = new MinaClient(new ClientEngines(TlsPolicy.DEFAULT, identity), Limits.DEFAULT, EventLog.OFF);
        clients = Optional.of(client);
        Expected expected = Expected.host("localhost", Trust.authorities(TestServer.authorities()));
        TestServer at = server.orElseThrow();
        return implicit
                ? connect(client, at.implicitPlace(), new TlsMode.ImplicitTls(expected))
                : connect(client, at.place(), new TlsMode.StartTlsRequired(expected));
    }

    private static ClientMechanisms bearer(String token) {
        return ClientMechanisms.oauthBearer("alice", "localhost", 4711, new Secret(token));
    }

    private static MailClientException broken(CompletableFuture<Boolean> login) {
        return assertThrows(MailClientException.class, () -> await(login));
    }

    private static Failure failure(CompletableFuture<Boolean> login) {
        return broken(login).failure();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenIsEnough(boolean implicit) throws Exception {
        assertTrue(await(connected(implicit, Optional.empty()).apply(bearer(TOKEN))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenThatIsNoGoodIsAnsweredByAnErrorAndThenByANo(boolean implicit) throws Exception {
        var logIn = connected(implicit, Optional.empty());

        assertEquals(Failure.LOGIN, failure(logIn.apply(bearer("stale"))));

        assertEquals("\u0001", house.heard().get(1));
        assertTrue(await(logIn.apply(bearer(TOKEN))), "the connection goes on");
    }

    @Test
    void aLongTokenWaitsUntilItIsAskedFor() throws Exception {
        String token = "x".repeat(3_000);

        assertEquals(Failure.LOGIN, failure(connected(true, Optional.empty()).apply(bearer(token))));

        assertTrue(house.heard().get(0).contains(token));
        assertEquals(2, house.heard().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCertificateIsEnough(boolean implicit) throws Exception {
        var logIn = connected(implicit, Optional.of(TestServer.identity("alice")));

        assertTrue(await(logIn.apply(ClientMechanisms.external(Optional.empty()))));
        assertEquals(List.of(""), house.heard());
    }

    @Test
    void whoShowsACertificateMaySayForWhomItActs() throws Exception {
        var logIn = connected(true, Optional.of(TestServer.identity("alice")));

        assertEquals(Failure.LOGIN, failure(logIn.apply(ClientMechanisms.external(Optional.of("bob")))));
        assertTrue(await(logIn.apply(ClientMechanisms.external(Optional.of("alice")))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theStatusOfTheErrorIsToldAndTheTokenIsNot(boolean implicit) throws Exception {
        MailClientException why = broken(connected(implicit, Optional.empty()).apply(bearer("st4le")));

        assertTrue(why.firstLine().contains("invalid_token"), why.firstLine());
        assertFalse(String.valueOf(why.getMessage()).contains("st4le"), why.getMessage());
    }

    @Test
    void whomItActsForIsAlsoSaidWhereTheServerHasToAskForIt() throws Exception {
        String longName = "b".repeat(3_000);
        var logIn = connected(true, Optional.of(TestServer.identity("alice")));

        assertEquals(Failure.LOGIN, failure(logIn.apply(ClientMechanisms.external(Optional.of(longName)))));
        assertEquals(List.of(longName), house.heard());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutACertificateExternalIsNotBegunAlthoughItIsListed(boolean implicit) throws Exception {
        var logIn = connected(implicit, Optional.empty());
        MailClientException why = broken(logIn.apply(ClientMechanisms.external(Optional.empty())));

        assertEquals(Failure.NO_MECHANISM, why.failure());
        assertTrue(why.firstLine().contains("for EXTERNAL we have shown no certificate"), why.firstLine());
        assertEquals(List.of(), house.heard());
    }
}
