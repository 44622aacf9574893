package mailtls.conformance.check;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mailtls.conformance.peer.Target;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * All that a run of {@code mailtls check} has found.
 *
 * @param seed what its tokens were made from
 * @param targets what was examined, in order
 * @param took how long
 */
public record Run(long seed, List<Examined> targets, Duration took) {

    /**
     * A server and what was found.
     *
     * @param target the server
     * @param profile what it was taken for
     * @param results of each case
     */
    public record Examined(Target target, Profile profile, List<Result> results) {

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
}
