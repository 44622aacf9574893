package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFinderTest {

    private static final String DOMAIN = "example.test";
    private static final String HOST = "mail.example.test";
    private static final Tlsa USABLE = new Tlsa(3, 1, 1, new byte[32]);
    private static final Tlsa UNUSABLE = new Tlsa(1, 1, 1, new byte[32]);

    private final FakeNames names = FakeNames.signed(DOMAIN, HOST);
    private Optional<StsPolicy> published = Optional.empty();

    private HostPolicy policy(Wish wish) {
        return hops(wish).get(0).policy();
    }

    private List<Hop> hops(Wish wish) {
        var store = new StsStore(names, domain -> TestPolicies.fetched(published), Clock.systemUTC());
        return new PolicyFinder(names, store, 25).hops(DOMAIN, wish).orElseThrow();
    }

    private void publish(StsPolicy.Mode mode, String host) {
        names.texts.put("_mta-sts." + DOMAIN, Answer.secure(List.of("v=STSv1; id=1;")));
        published = Optional.of(new StsPolicy(mode, List.of(host), Duration.ofDays(1)));
    }

    @Test
    void withoutAnyPolicyTlsIsOpportunistic() {
        assertEquals(HostPolicy.OPPORTUNISTIC, policy(Wish.NONE));
    }

    @Test
    void signedRecordsAreDane() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));

        assertEquals(HostPolicy.DANE, policy(Wish.NONE));
    }

    @Test
    void recordsThatNobodySignedAreNothing() {
        names.records.put(HOST, Answer.insecure(List.of(USABLE)));

        assertEquals(HostPolicy.OPPORTUNISTIC, policy(Wish.NONE));
    }

    @Test
    void recordsOfAHostThatNobodySignedAreNotAskedFor() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));
        names.addresses.put(HOST, Answer.insecure(List.of(InetAddress.getLoopbackAddress())));

        assertEquals(HostPolicy.OPPORTUNISTIC, policy(Wish.NONE));
    }

    @Test
    void exchangersThatNobodySignedHaveNoDane() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));
        names.exchangers.put(DOMAIN, Answer.insecure(List.of(new Names.Mx(10, HOST))));

        assertEquals(HostPolicy.OPPORTUNISTIC, policy(Wish.NONE));
    }

    @Test
    void recordsThatCantBeUsedWantTlsAllTheSame() {
        names.records.put(HOST, Answer.secure(List.of(UNUSABLE)));

        assertEquals(HostPolicy.DANE_UNUSABLE, policy(Wish.NONE));
    }

    @Test
    void aForgedAnswerMakesTheHostUnusable() {
        names.records.put(HOST, Answer.failed());

        assertEquals(HostPolicy.DNS_FAILED, policy(Wish.NONE));
    }

    @Test
    void aCertificateMayBeForTheHostOrForTheDomain() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));

        assertEquals(List.of(HOST, DOMAIN), hops(Wish.NONE).get(0).names());
    }

    @Test
    void ofAnAliasACertificateMayBeForWhereItLeads() {
        names.exchangers.put(
                DOMAIN, Answer.secure(List.of(new Names.Mx(10, HOST))).at("real.test"));
        names.addresses.put(
                HOST, Answer.secure(List.of(InetAddress.getLoopbackAddress())).at("mx.provider.test"));
        names.records.put("mx.provider.test", Answer.secure(List.of(USABLE)));

        assertEquals(
                List.of("mx.provider.test", DOMAIN, "real.test"),
                hops(Wish.NONE).get(0).names());
    }

    @Test
    void forMtaStsOnlyTheHostsOwnNameCounts() {
        publish(StsPolicy.Mode.ENFORCE, HOST);

        assertEquals(List.of(HOST), hops(Wish.NONE).get(0).names());
    }

    @Test
    void daneComesBeforeMtaSts() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));
        publish(StsPolicy.Mode.ENFORCE, HOST);

        assertEquals(HostPolicy.DANE, policy(Wish.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        // TLSA     MTA-STS  names               what holds
        "usable,    ENFORCE, mail.example.test,  DANE",
        "usable,    ENFORCE, other.example.test, DANE",
        "usable,    TESTING, mail.example.test,  DANE",
        "unusable,  ENFORCE, mail.example.test,  UNUSABLE_ENFORCE",
        "unusable,  ENFORCE, other.example.test, STS_NOT_LISTED",
        "unusable,  TESTING, mail.example.test,  UNUSABLE_TESTING",
        "unusable,  NONE,    mail.example.test,  DANE_UNUSABLE",
        "forged,    ENFORCE, mail.example.test,  DNS_FAILED",
        "forged,    TESTING, mail.example.test,  DNS_FAILED",
        "none,      ENFORCE, mail.example.test,  STS_ENFORCE",
        "none,      TESTING, mail.example.test,  STS_TESTING",
        "none,      NONE,    mail.example.test,  OPPORTUNISTIC"
    })
    void whereBothSpeakNeitherMakesTheOthersFailureGood(
            String records, StsPolicy.Mode mode, String named, HostPolicy holds) {
        names.records.put(
                HOST,
                switch (records) {
                    case "usable" -> Answer.secure(List.of(USABLE));
                    case "unusable" -> Answer.secure(List.of(UNUSABLE));
                    case "forged" -> Answer.failed();
                    default -> Answer.secure(List.of());
                });
        publish(mode, named);

        assertEquals(holds, policy(Wish.NONE));
    }

    @Test
    void aMessageThatNeedsTlsWantsTheNameAlsoWhereItWouldOnlyBeNoted() {
        names.records.put(HOST, Answer.secure(List.of(UNUSABLE)));
        publish(StsPolicy.Mode.TESTING, HOST);

        assertEquals(HostPolicy.REQUIRETLS, policy(Wish.REQUIRETLS));
    }

    @Test
    void mtaStsIsEnforced() {
        publish(StsPolicy.Mode.ENFORCE, HOST);

        assertEquals(HostPolicy.STS_ENFORCE, policy(Wish.NONE));
    }

    @Test
    void aHostThatThePolicyDoesNotNameGetsNothing() {
        publish(StsPolicy.Mode.ENFORCE, "other.example.test");

        assertEquals(HostPolicy.STS_NOT_LISTED, policy(Wish.NONE));
    }

    @Test
    void mtaStsMayBeOnTrial() {
        publish(StsPolicy.Mode.TESTING, HOST);

        assertEquals(HostPolicy.STS_TESTING, policy(Wish.NONE));
    }

    @Test
    void aMessageMayAskForMoreThanTheDomainDoes() {
        assertEquals(HostPolicy.REQUIRETLS, policy(Wish.REQUIRETLS));
    }

    @Test
    void aMessageMayAskForLess() {
        names.records.put(HOST, Answer.secure(List.of(USABLE)));

        assertEquals(HostPolicy.TLS_REQUIRED_NO, policy(Wish.TLS_REQUIRED_NO));
    }

    @Test
    void aDomainWithoutExchangersIsItsOwn() {
        names.exchangers.put(DOMAIN, Answer.secure(List.of()));

        assertEquals(DOMAIN, hops(Wish.NONE).get(0).host());
    }

    @Test
    void aDomainMaySayThatItTakesNoMail() {
        names.exchangers.put(DOMAIN, Answer.secure(List.of(new Names.Mx(0, ""))));

        assertTrue(hops(Wish.NONE).isEmpty());
    }

    @Test
    void aPolicyIsRememberedWhenItsRecordIsTakenAway() {
        publish(StsPolicy.Mode.ENFORCE, HOST);
        var store = new StsStore(names, domain -> TestPolicies.fetched(published), Clock.systemUTC());
        store.policy(DOMAIN);
        names.texts.clear();

        assertEquals(published, store.policy(DOMAIN));
    }
}
