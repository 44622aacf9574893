package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.conformance.check.Coverage.Fate;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

/** What a run says of the first tier adds up, whatever it has found. */
class CoverageTest {

    private static final int FIRST_TIER = 163;

    @Test
    void eachRequirementOfTheFirstTierHasOneFate() {
        Coverage all = Coverage.of(FoundRuns.hostile());

        assertEquals(FIRST_TIER, all.firstTier().size());
        assertEquals(60, all.count(Fate.OF_CLIENTS));
        assertTrue(all.count(Fate.DECIDED_HERE) > 50, all.toString());
        assertTrue(all.decided() < all.cases(), all.toString());
    }

    @Test
    void whatWasNotPlayedIsDecidedElsewhere() {
        Coverage none = Coverage.of(FoundRuns.of("imap://mail.example", Verdict.SKIP, Verdict.INCONCLUSIVE));

        assertEquals(2, none.cases());
        assertEquals(0, none.decided());
        assertEquals(0, none.count(Fate.DECIDED_HERE));
        assertEquals(
                FIRST_TIER,
                none.count(Fate.DECIDED_ELSEWHERE) + none.count(Fate.REASONED) + none.count(Fate.OF_CLIENTS));
    }

    @Test
    void itIsToldInTwoLines() {
        String told =
                Coverage.of(FoundRuns.of("imap://mail.example", Verdict.PASS)).toString();

        assertEquals(2, told.lines().count(), told);
        assertTrue(told.contains("Requirements of the first tier: " + FIRST_TIER), told);
    }
}
