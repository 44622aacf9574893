package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.relay.HostPolicy.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The relay at hosts that are made up: what it asks of them, and what becomes of the mail. */
class RelayTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mail.example.test";
    private static final Optional<String> TLS = Optional.of("TLSv1.3");
    private static final Tlsa USABLE = new Tlsa(3, 1, 1, new byte[32]);

    private final FakeNames names = FakeNames.signed(DOMAIN, HOST);
    private final List<Step> steps = new ArrayList<>();
    private final List<TlsMode> modes = new ArrayList<>();
    private final TlsReport report = new TlsReport();
    private Optional<StsPolicy> published = Optional.empty();

    private Result deliver(Wish wish, Courier host) throws InterruptedException {
        var store = new StsStore(names, domain -> TestPolicies.fetched(published), Clock.systemUTC());
        Courier watched = (address, mode, message) -> {
            modes.add(mode);
            return host.attempt(address, mode, message);
        };
        var relay = new Relay(names, new PolicyFinder(names, store, 25), watched, Trust.system(), report, steps::add);
        return relay.deliver(new Consignment(DOMAIN, "a@here.test", List.of("b@" + DOMAIN), new byte[0], wish));
    }

    private void publish(StsPolicy.Mode mode) {
        names.texts.put("_mta-sts." + DOMAIN, Answer.secure(List.of("v=STSv1; id=1;")));
        published = Optional.of(new StsPolicy(mode, List.of(HOST), Duration.ofDays(1)));
    }

    /** A host that has this problem with TLS, and takes mail in clear. */
    private static Courier with(Problem problem) {
        return (address, mode, message) -> mode instanceof TlsMode.Cleartext
                ? new Attempt.Delivered(Optional.empty(), List.of())
                : new Attempt.NoTls(problem, "");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,            none,    NOT_OFFERED,       Delivered",
        "NONE,            none,    HANDSHAKE,         Delivered",
        "NONE,            dane,    NOT_OFFERED,       Deferred",
        "NONE,            dane,    HANDSHAKE,         Deferred",
        "NONE,            dane,    NOT_THE_RIGHT_ONE, Deferred",
        "NONE,            forged,  NOT_OFFERED,       Deferred",
        "NONE,            enforce, NOT_OFFERED,       Deferred",
        "NONE,            enforce, HANDSHAKE,         Deferred",
        "NONE,            enforce, NOT_THE_RIGHT_ONE, Deferred",
        "NONE,            testing, NOT_OFFERED,       Delivered",
        "NONE,            testing, HANDSHAKE,         Delivered",
        "REQUIRETLS,      none,    NOT_OFFERED,       Bounced",
        "REQUIRETLS,      none,    HANDSHAKE,         Bounced",
        "REQUIRETLS,      none,    NOT_THE_RIGHT_ONE, Bounced",
        "TLS_REQUIRED_NO, dane,    NOT_OFFERED,       Delivered",
        "TLS_REQUIRED_NO, enforce, HANDSHAKE,         Delivered"
    })
    void whatBecomesOfMailIsAsThePolicySays(Wish wish, String policy, Problem problem, String becomes)
            throws InterruptedException {
        switch (policy) {
            case "dane" -> names.records.put(HOST, Answer.secure(List.of(USABLE)));
            case "forged" -> names.records.put(HOST, Answer.failed());
            case "enforce" -> publish(StsPolicy.Mode.ENFORCE);
            case "testing" -> publish(StsPolicy.Mode.TESTING);
            default -> assertEquals("none", policy);
        }

        assertEquals(becomes, deliver(wish, with(problem)).getClass().getSimpleName());
    }

    @Test
    void aHostOfAForgedAnswerIsNotEvenAsked() throws InterruptedException {
        names.records.put(HOST, Answer.failed());

        deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertTrue(modes.isEmpty());
    }

    @Test
    void theNextHostIsTried() throws InterruptedException {
        String second = "second.example.test";
        names.exchangers.put(DOMAIN, Answer.secure(List.of(new Names.Mx(10, HOST), new Names.Mx(20, second))));
        names.addresses.put(second, Answer.insecure(List.of(InetAddress.getLoopbackAddress())));
        names.records.put(HOST, Answer.failed());

        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertEquals(new Result.Delivered(second, true, List.of()), result);
    }

    @Test
    void aHostIsAskedForWhereItsRecordsAre() throws InterruptedException {
        names.addresses.put(
                HOST, Answer.secure(List.of(InetAddress.getLoopbackAddress())).at("mx.provider.test"));
        names.records.put("mx.provider.test", Answer.secure(List.of(USABLE)));

        deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertEquals(
                Optional.of("mx.provider.test"),
                modes.get(0).expected().orElseThrow().serverName());
    }

    @Test
    void aHostWhoseNameNoCertificateCanHaveGetsMailAllTheSame() throws InterruptedException {
        String odd = "mx_1.example.test";
        names.exchangers.put(DOMAIN, Answer.secure(List.of(new Names.Mx(10, odd))));
        names.addresses.put(odd, Answer.insecure(List.of(InetAddress.getLoopbackAddress())));

        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertEquals(new Result.Delivered(odd, true, List.of()), result);
    }

    @Test
    void withoutAPolicyTlsIsTriedFirst() throws InterruptedException {
        deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertInstanceOf(TlsMode.StartTlsOpportunistic.class, modes.get(0));
    }

    @Test
    void whoDoesNotKnowRequireTlsDoesNotGetTheMessage() throws InterruptedException {
        Result result = deliver(Wish.REQUIRETLS, (address, mode, message) -> new Attempt.NoRequireTls());

        assertEquals("5.7.30", assertInstanceOf(Result.Bounced.class, result).status());
    }

    @Test
    void withoutTlsAMessageThatNeedsItGoesBack() throws InterruptedException {
        Result result = deliver(Wish.REQUIRETLS, with(Problem.NOT_OFFERED));

        assertEquals("5.7.10", assertInstanceOf(Result.Bounced.class, result).status());
    }

    @Test
    void aRefusalIsFinal() throws InterruptedException {
        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Never("550 who?"));

        assertInstanceOf(Result.Bounced.class, result);
    }

    @Test
    void aDomainThatTakesNoMailIsNotAsked() throws InterruptedException {
        names.exchangers.put(DOMAIN, Answer.secure(List.of(new Names.Mx(0, ""))));

        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertEquals("5.1.10", assertInstanceOf(Result.Bounced.class, result).status());
    }

    @Test
    void aDomainThatIsNowhereIsFinal() throws InterruptedException {
        names.exchangers.put(DOMAIN, Answer.secure(List.of()));

        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertEquals("5.1.2", assertInstanceOf(Result.Bounced.class, result).status());
    }

    @Test
    void aDomainWhoseAddressesCantBeHadWaits() throws InterruptedException {
        names.exchangers.put(DOMAIN, Answer.secure(List.of()));
        names.addresses.put(DOMAIN, Answer.failed());

        Result result = deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of()));

        assertInstanceOf(Result.Deferred.class, result);
    }

    @Test
    void eachStepIsTold() throws InterruptedException {
        deliver(Wish.NONE, with(Problem.NOT_OFFERED));

        assertEquals(
                List.of("Next", "Tried", "Tried", "Settled"),
                steps.stream().map(step -> step.getClass().getSimpleName()).toList());
    }

    @Test
    void whenDnsCantSayTheMailWaits() throws InterruptedException {
        names.exchangers.put(DOMAIN, Answer.failed());

        assertInstanceOf(
                Result.Deferred.class,
                deliver(Wish.NONE, (address, mode, message) -> new Attempt.Delivered(TLS, List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_OFFERED,       starttls-not-supported",
        "HANDSHAKE,         validation-failure",
        "NOT_THE_RIGHT_ONE, certificate-not-trusted"
    })
    void failuresOnTrialAreReportedOnce(Problem problem, String word) throws InterruptedException {
        publish(StsPolicy.Mode.TESTING);
        deliver(
                Wish.NONE,
                (address, mode, message) ->
                        modes.size() == 1 ? new Attempt.NoTls(problem, "") : new Attempt.Delivered(TLS, List.of()));

        String json = report.report(DOMAIN, new Reporter("Here", "tls@here.test"), "1", java.time.Instant.EPOCH)
                .orElseThrow()
                .json();

        assertTrue(json.contains("\"" + word + "\""), json);
        assertTrue(json.contains("\"total-successful-session-count\":0,\"total-failure-session-count\":1"), json);
        assertTrue(json.contains("\"policy-type\":\"sts\""), json);
    }
}
