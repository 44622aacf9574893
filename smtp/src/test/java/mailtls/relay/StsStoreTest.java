package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which policy holds as time goes by (RFC 8461 section 3.3). */
class StsStoreTest {

    private static final String DOMAIN = "example.test";
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final FakeNames names = new FakeNames();
    private Instant now = Instant.parse("2026-04-01T00:00:00Z");
    private Optional<StsPolicy> published = Optional.of(policy("one"));
    private int fetches;
    private final List<TlsResult> results = new ArrayList<>();

    private final StsStore store = new StsStore(
            names,
            domain -> {
                fetches++;
                return TestPolicies.fetched(published);
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            results::add);

    private static StsPolicy policy(String host) {
        return new StsPolicy(StsPolicy.Mode.ENFORCE, List.of(host + ".example.test"), LIFETIME);
    }

    private void record(String id) {
        names.texts.put("_mta-sts." + DOMAIN, Answer.insecure(List.of("v=STSv1; id=" + id + ";")));
    }

    private Optional<StsPolicy> held() {
        return store.policy(DOMAIN);
    }

    @Test
    void aPolicyIsFetchedOnce() {
        record("1");

        held();

        assertEquals(Optional.of(policy("one")), held());
        assertEquals(1, fetches);
    }

    @Test
    void withoutARecordNothingIsFetched() {
        assertEquals(Optional.empty(), held());
        assertEquals(0, fetches);
    }

    @Test
    void aNewIdMeansANewPolicy() {
        record("1");
        held();
        record("2");
        published = Optional.of(policy("two"));

        assertEquals(Optional.of(policy("two")), held());
    }

    @Test
    void theSameIdMeansTheSamePolicy() {
        record("1");
        held();
        published = Optional.of(policy("two"));

        assertEquals(Optional.of(policy("one")), held());
    }

    @Test
    void aPolicyHoldsWhereTheNewOneCantBeHad() {
        record("1");
        held();
        record("2");
        published = Optional.empty();

        assertEquals(Optional.of(policy("one")), held());
    }

    @Test
    void aPolicyHoldsWhereItsRecordCantBeHad() {
        record("1");
        held();
        names.texts.put("_mta-sts." + DOMAIN, Answer.failed());

        assertEquals(Optional.of(policy("one")), held());
    }

    @Test
    void aPolicyHoldsUntilItsTimeIsUp() {
        record("1");
        held();
        names.texts.clear();
        published = Optional.empty();
        now = now.plus(LIFETIME).minusSeconds(1);
        assertEquals(Optional.of(policy("one")), held());

        now = now.plusSeconds(1);

        assertEquals(Optional.empty(), held());
    }

    @Test
    void aPolicyWhoseTimeIsUpIsFetchedAgain() {
        record("1");
        held();
        published = Optional.of(policy("two"));
        now = now.plus(LIFETIME);

        assertEquals(Optional.of(policy("two")), held());
    }

    @Test
    void whatCantBeHadIsNotAskedForAgainAtOnce() {
        record("1");
        published = Optional.empty();
        held();
        now = now.plus(StsStore.PAUSE).minusSeconds(1);

        held();

        assertEquals(1, fetches);
    }

    @Test
    void whatCantBeHadIsAskedForAgainAfterAWhile() {
        record("1");
        published = Optional.empty();
        held();
        now = now.plus(StsStore.PAUSE);
        published = Optional.of(policy("one"));

        assertEquals(Optional.of(policy("one")), held());
    }

    @Test
    void anotherIdIsAskedForAtOnce() {
        record("1");
        published = Optional.empty();
        held();
        record("2");
        published = Optional.of(policy("two"));

        assertEquals(Optional.of(policy("two")), held());
    }

    @Test
    void aPolicyIsAskedForOnceADayWhateverItsRecordSays() {
        record("1");
        held();
        names.texts.clear();
        published = Optional.of(policy("two"));
        now = now.plus(StsKept.FRESH).minusSeconds(1);
        assertEquals(Optional.of(policy("one")), held());

        now = now.plusSeconds(1);

        assertEquals(Optional.of(policy("two")), held());
    }

    @Test
    void aPolicyThatIsFetchedAgainBeforeItEndsHoldsOn() {
        record("1");
        held();
        now = now.plus(LIFETIME).minusSeconds(1);
        held();
        names.texts.clear();
        published = Optional.empty();
        now = now.plus(LIFETIME).minusSeconds(1);

        assertEquals(Optional.of(policy("one")), held());
    }

    @Test
    void whatCantBeHadIsReportedBesideWhatHolds() {
        record("1");
        held();
        published = Optional.empty();
        now = now.plus(StsKept.FRESH);

        held();
        held();

        assertEquals(
                List.of(TlsResult.missed(
                        DOMAIN,
                        Optional.of(policy("one")),
                        new StsFetched.Missed(TlsResult.Failure.STS_POLICY_FETCH_ERROR, "status 404"))),
                results);
    }

    @Test
    void aPolicyThatIsTakenBackMayGoUnnoticed() {
        record("1");
        published = Optional.of(new StsPolicy(StsPolicy.Mode.NONE, List.of(), LIFETIME));
        held();
        published = Optional.empty();
        now = now.plus(StsKept.FRESH);

        held();

        assertEquals(List.of(), results);
    }

    @Test
    void aPolicyCanBeFetchedAnewWhateverIsKnown() {
        record("1");
        held();
        published = Optional.of(policy("two"));

        assertEquals(Optional.of(policy("two")), store.policyAnew(DOMAIN));
        assertEquals(Optional.of(policy("two")), held());
    }

    @Test
    void aDomainIsTheSameInCapitals() {
        record("1");
        held();

        assertEquals(Optional.of(policy("one")), store.policy("EXAMPLE.test"));
        assertEquals(1, fetches);
    }

    @Test
    void noMoreDomainsAreRememberedThanTheBound() {
        names.texts.clear();
        for (int i = 0; i <= StsStore.MOST_DOMAINS; i++) {
            names.texts.put("_mta-sts.d" + i + ".test", Answer.insecure(List.of("v=STSv1; id=1;")));
            store.policy("d" + i + ".test");
        }
        names.texts.clear();

        assertEquals(Optional.empty(), store.policy("d0.test"));
        assertEquals(Optional.of(policy("one")), store.policy("d1.test"));
    }
}
