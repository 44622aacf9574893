package mailtls.conformance.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** The same cases played more than once: what happens now and then is found, and told with how often it happened. */
final class Repetition {

    private Repetition() {}

    /**
     * Returns the gravest result of each case.
     *
     * @param rounds the results of all cases, for each time that they were played, in the same order
     */
    static List<Result> gravest(List<List<Result>> rounds) {
        return IntStream.range(0, rounds.get(0).size())
                .mapToObj(i ->
                        gravestOf(rounds.stream().map(round -> round.get(i)).toList()))
                .toList();
    }

    private static Result gravestOf(List<Result> results) {
        Result gravest =
                results.stream().max(Comparator.comparing(Result::verdict)).orElseThrow();
        Verdict verdict = gravest.verdict();
        long often =
                results.stream().filter(result -> result.verdict() == verdict).count();
        if (often == results.size()) {
            return gravest;
        }
        String reason = "%s (%d of %d times)".formatted(gravest.reason(), often, results.size());
        return gravest.as(verdict, reason);
    }
}
