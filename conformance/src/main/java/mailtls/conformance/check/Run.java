package mailtls.conformance.check;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.peer.Subject;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * All that a run of {@code mailtls check} or {@code mailtls check-client} has found.
 *
 * @param seed what its tokens were made from
 * @param targets what was examined, in order
 * @param baseline what was known to go wrong
 * @param took how long
 */
public record Run(long seed, List<Examined> targets, Baseline baseline, Duration took) {

    /**
     * A server or a client, and what was found.
     *
     * @param target who was asked
     * @param profile what it was taken for
     * @param results of each case
     */
    public record Examined(Subject target, Profile profile, List<Result> results) {

        public Examined {
            results = List.copyOf(results);
        }
    }

    public Run {
        targets = List.copyOf(targets);
    }

    /** Returns how often each verdict was given; those that were not are left out. */
    public Map<Verdict, Integer> counts() {
        var counts = new EnumMap<Verdict, Integer>(Verdict.class);
        results().forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
        return counts;
    }

    /** Returns the results of all targets. */
    public List<Result> results() {
        return targets.stream().flatMap(examined -> examined.results().stream()).toList();
    }

    /** Returns the ids of the cases that are decided on no port. */
    Set<String> open() {
        Set<String> open = results().stream()
                .map(result -> result.test().id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        results().stream()
                .filter(result -> result.verdict().isDecision())
                .forEach(result -> open.remove(result.test().id()));
        return open;
    }

    /** Returns it with what another run has found, with the same seed, behind it. */
    Run and(Run later) {
        List<Examined> both =
                Stream.concat(targets.stream(), later.targets.stream()).toList();
        return new Run(seed, both, baseline, took.plus(later.took));
    }

    /** Returns whether something failed that was not known to. */
    public boolean hasFailed() {
        return has(Set.of(Verdict.FAIL, Verdict.ERROR));
    }

    /** Returns whether there is something of which nothing can be said, and that was not known. */
    public boolean isUndecided() {
        return has(Set.of(Verdict.INCONCLUSIVE));
    }

    private boolean has(Set<Verdict> verdicts) {
        return results().stream()
                .anyMatch(result -> verdicts.contains(result.verdict())
                        && baseline.reason(result).isEmpty());
    }
}
