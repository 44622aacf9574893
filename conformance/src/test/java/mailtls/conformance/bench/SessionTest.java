package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.security.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.bench.Sample.Lap;
import mailtls.conformance.bench.Sample.Shaken;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions with mailtls's own server. */
class SessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ReferenceServer server;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource({
        // scheme      waits  to the first credential
        "imaps,        5,     3",
        "imap,         6,     5",
        "pop3s,        5,     4",
        "pop3,         6,     5",
        "submissions,  5,     4",
        "submission,   7,     6",
        "smtp,         7,     6",
    })
    // spotless:on
    void roundTripsAreWhatTheProtocolsMakeThem(String scheme, int waits, int toCredential) {
        Sample sample = run(subject(scheme, tls("TLSv1.3", false)), plain());

        assertEquals(Optional.empty(), sample.failure());
        assertEquals(waits, sample.traffic().roundTrips());
        assertEquals(toCredential, sample.roundTripsToCredential());
    }

    static Stream<List<Object>> phases() {
        return Stream.of(
                List.of("imaps", "[CONNECT, HANDSHAKE, GREETING, FIRST_REPLY, FAREWELL, SESSION]"),
                List.of("pop3", "[CONNECT, GREETING, GO_AHEAD, HANDSHAKE, FIRST_REPLY, FAREWELL, SESSION]"),
                List.of(
                        "submission",
                        "[CONNECT, GREETING, HELLO_IN_CLEAR, GO_AHEAD, HANDSHAKE, FIRST_REPLY, FAREWELL, SESSION]"));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void phasesComeInTheOrderOfTheProtocol(List<String> row) {
        Sample sample = run(subject(row.get(0), tls("TLSv1.3", false)), plain());

        assertEquals(
                row.get(1),
                sample.laps().stream().map(lap -> lap.phase().name()).toList().toString());
        assertTrue(sample.laps().stream().mapToLong(Lap::nanos).allMatch(nanos -> nanos > 0));
    }

    @Test
    void trafficIsCountedBothWays() {
        Sample sample = run(subject("imaps", tls("TLSv1.3", false)), plain());

        assertTrue(sample.traffic().sent() > 300, sample.toString());
        assertTrue(sample.traffic().received() > 1000, sample.toString());
        assertTrue(sample.traffic().arrivals() >= 4, sample.toString());
        assertTrue(sample.traffic().saidCloseNotify());
    }

    @ParameterizedTest
    @CsvSource({"imaps", "pop3", "imap", "pop3s"})
    void messagesAreFetchedToTheLastOctet(String scheme) {
        var work = new Work(account(), 3, OptionalInt.of(1), false, PATIENCE);

        Sample sample = run(subject(scheme, tls("TLSv1.3", false)), work);

        assertEquals(Optional.empty(), sample.failure());
        assertEquals(lengthOfTheFirstMail(), sample.content());
        assertEquals(
                3,
                sample.laps().stream().filter(lap -> lap.phase() == Phase.NOOP).count());
    }

    @Test
    void whoSubmitsMayLogIn() {
        Sample sample = run(
                subject("submission", tls("TLSv1.2", false)),
                new Work(account(), 1, OptionalInt.empty(), false, PATIENCE));

        assertEquals(Optional.empty(), sample.failure());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void nothingIsResumedUnlessAskedFor(Optional<Provider> provider, String version) {
        Subject subject = subject("imaps", choice(provider, version, false, List.of(server.authority())));

        assertFalse(shaken(run(subject, plain())).isResumed());
        assertFalse(shaken(run(subject, plain())).isResumed());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void eachOfManyClientsResumesTheSessionThatItHad(Optional<Provider> provider, String version) {
        Subject subject = subject("imaps", choice(provider, version, true, List.of(server.authority())));
        int clients = 12;
        IntStream.range(0, clients).forEach(lane -> run(subject, plain(), lane));

        assertTrue(IntStream.range(0, clients)
                .allMatch(lane -> shaken(run(subject, plain(), lane)).isResumed()));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsResumedIsKnown(Optional<Provider> provider, String version) {
        Subject subject = subject("imaps", choice(provider, version, true, List.of(server.authority())));

        assertFalse(shaken(run(subject, plain())).isResumed());
        assertTrue(shaken(run(subject, plain())).isResumed());
        assertTrue(shaken(run(subject, plain())).facts().startsWith(version));
    }

    @Test
    void eachClientResumesItsOwn() {
        Subject subject = subject("imaps", tls("TLSv1.3", true));

        assertFalse(shaken(new Session(subject, plain(), Ticker.SYSTEM).run(new Buffers(), 1))
                .isResumed());
        assertFalse(shaken(new Session(subject, plain(), Ticker.SYSTEM).run(new Buffers(), 2))
                .isResumed());
        assertTrue(shaken(new Session(subject, plain(), Ticker.SYSTEM).run(new Buffers(), 1))
                .isResumed());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aCertificateOfNobodyWeTrustIsNotTaken(Optional<Provider> provider, String version) {
        Subject subject = subject("imaps", choice(provider, version, false, List.of()));

        Failure failure = run(subject, plain()).failure().orElseThrow();

        assertEquals(Phase.HANDSHAKE, failure.phase());
        assertEquals(Kind.UNTRUSTED, failure.kind());
    }

    @Test
    void aSessionThatIsHeldGoesOnInOtherBuffers() {
        var session = new Session(subject("imaps", tls("TLSv1.3", false)), plain(), Ticker.SYSTEM);

        assertTrue(session.begin(new Buffers(), 0));
        session.park();
        session.resume(new Buffers());
        assertTrue(session.end(), session.sample().toString());
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> providers() {
        return Stream.concat(
                        Stream.of(Optional.<Provider>empty()),
                        ClientTls.conscrypt().stream().map(Optional::of))
                .flatMap(provider -> Stream.of("TLSv1.2", "TLSv1.3")
                        .map(version -> org.junit.jupiter.params.provider.Arguments.of(provider, version)));
    }

    private static Shaken shaken(Sample sample) {
        return sample.handshake()
                .orElseThrow(() -> new AssertionError(sample.failure().toString()));
    }

    private static Sample run(Subject subject, Work work) {
        return run(subject, work, 0);
    }

    private static Sample run(Subject subject, Work work, int lane) {
        return new Session(subject, work, Ticker.SYSTEM).run(new Buffers(), lane);
    }

    private static Work plain() {
        return new Work(Optional.empty(), 0, OptionalInt.empty(), false, PATIENCE);
    }

    private static Optional<Account> account() {
        return Optional.of(new Account(ReferenceServer.USER, ReferenceServer.PASSWORD));
    }

    private static ClientTls.Choice tls(String version, boolean resumes) {
        return choice(Optional.empty(), version, resumes, List.of(server.authority()));
    }

    private static ClientTls.Choice choice(
            Optional<Provider> provider,
            String version,
            boolean resumes,
            List<java.security.cert.X509Certificate> authorities) {
        return new ClientTls.Choice(provider, Optional.of(version), List.of(), resumes, false, authorities);
    }

    private static Subject subject(String scheme, ClientTls.Choice tls) {
        String url = server.urls().stream()
                .filter(any -> any.startsWith(scheme + "://"))
                .findFirst()
                .orElseThrow();
        Target target = Target.parse(url, Trust.anybody(), Optional.empty(), PATIENCE);
        return new Subject(
                scheme, target, new InetSocketAddress(target.host(), target.port()), List.of(), new ClientTls(tls));
    }

    /** As the server itself has it: IMAP's literal and POP3's lines are the same octets. */
    private static long lengthOfTheFirstMail() {
        var work = new Work(account(), 0, OptionalInt.of(1), false, PATIENCE);
        return run(subject("pop3s", tls("TLSv1.2", false)), work).content();
    }
}
