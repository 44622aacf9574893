package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final Set<String> IDS = Set.of("a.B.C", "a.B.D");

    @Test
    void aLineIsACaseAndAReason() {
        var baseline = Baseline.of(List.of("# known", "", "a.B.C   ticket 17, see there", "\ta.B.D not ours"), IDS);

        assertEquals(Map.of("a.B.C", "ticket 17, see there", "a.B.D", "not ours"), baseline.reasons());
    }

    @Test
    void aLineThatNamesNoCaseIsNotTaken() {
        assertEquals("line 2: there is no case “a.B.X”", refused("a.B.C why", "a.B.X why"));
        assertEquals("line 1: there is no reason behind a.B.C", refused("a.B.C"));
        assertEquals("line 2: a.B.C is there twice", refused("a.B.C why", "a.B.C how"));
    }

    private static String refused(String... lines) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Baseline.of(List.of(lines), IDS))
                .getMessage());
    }

    @Test
    void whatIsKnownDoesNotCountAndWhatIsNewDoes() {
        Run two = FoundRuns.of("smtp://mail.example", Verdict.FAIL, Verdict.FAIL, Verdict.INCONCLUSIVE);
        List<String> ids = ids(two);

        assertTrue(known(two, ids.get(0)).hasFailed());
        Run known = known(two, ids.get(0), ids.get(1));
        assertFalse(known.hasFailed());
        assertTrue(known.isUndecided());
        assertFalse(known(two, ids.get(0), ids.get(1), ids.get(2)).isUndecided());
    }

    @Test
    void whatWentWellIsNotExcused() {
        Run run = FoundRuns.of("smtp://mail.example", Verdict.PASS, Verdict.FAIL);
        var baseline = new Baseline(Map.of(ids(run).get(0), "once", ids(run).get(1), "still"));

        assertEquals(
                List.of(Optional.empty(), Optional.of("still")),
                run.results().stream().map(baseline::reason).toList());
    }

    /** What was not played, or did not apply, may still be wrong. */
    @Test
    void whatHasGoneIsNamed() {
        Run run = FoundRuns.of("smtp://mail.example", Verdict.PASS, Verdict.FAIL, Verdict.SKIP);
        List<String> ids = ids(run);

        assertEquals(
                List.of(ids.get(0)),
                known(run, ids.get(0), ids.get(1), ids.get(2), "not.Played.AT_ALL")
                        .baseline()
                        .gone(run.results()));
    }

    /** In the files of each format somebody can see that it is known. */
    @Test
    void reportsTellWhatIsKnown() {
        Run run = FoundRuns.of("smtp://mail.example", Verdict.FAIL);
        Run known = known(run, ids(run).get(0));

        for (ReportFormat format : ReportFormat.values()) {
            assertTrue(format.of(known, "1.0").contains("on purpose"), format + " does not tell");
            assertFalse(format.of(run, "1.0").contains("on purpose"), format + " tells too much");
        }
        assertTrue(JunitReport.of(known).contains("failures=\"0\""));
    }

    private static List<String> ids(Run run) {
        return run.results().stream().map(result -> result.test().id()).toList();
    }

    private static Run known(Run run, String... ids) {
        var reasons = new java.util.LinkedHashMap<String, String>();
        List.of(ids).forEach(id -> reasons.put(id, "on purpose"));
        return new Run(run.seed(), run.targets(), new Baseline(reasons), run.took());
    }
}
