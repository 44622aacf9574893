package mailtls.conformance.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that a run came to.
 *
 * @param plan what was asked for
 * @param machine where
 * @param subjects the servers; the first is what others are compared with
 * @param rounds what they did, in the order in which it was done
 */
record Outcome(Plan plan, Machine machine, List<Subject> subjects, List<Round> rounds) {

    /** Returns the rounds of a server. */
    List<Round> rounds(Subject subject) {
        return rounds.stream().filter(round -> round.subject() == subject).toList();
    }

    /** Returns what all sessions of a server came to. */
    Tally tally(Subject subject) {
        var all = new Tally();
        rounds(subject).forEach(round -> all.add(round.tally()));
        return all;
    }

    /** Returns what a figure of a server was. */
    Optional<Spread> spread(Subject subject, Metric metric) {
        return Spread.of(rounds(subject).stream()
                .flatMap(round -> metric.of(round).stream())
                .mapToDouble(Double::doubleValue));
    }

    /**
     * Returns what a figure of a server was as a multiple of the first server's in the same round: what the machine did
     * otherwise at that time is in both.
     */
    Optional<Spread> ratio(Subject subject, Metric metric) {
        return Spread.of(rounds(subject).stream()
                .flatMap(round -> ratio(round, metric).stream())
                .mapToDouble(Double::doubleValue));
    }

    private Optional<Double> ratio(Round round, Metric metric) {
        return rounds(subjects.get(0)).stream()
                .filter(first -> first.number() == round.number())
                .findFirst()
                .flatMap(metric::of)
                .filter(first -> first > 0)
                .flatMap(first -> metric.of(round).map(figure -> figure / first));
    }

    /** Returns whether a session failed. */
    boolean hasFailures() {
        return rounds.stream().anyMatch(round -> round.tally().failed() > 0);
    }
}
