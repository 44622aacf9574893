package mailtls.conformance.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Role;
import mailtls.conformance.spec.Undecided;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;

/**
 * How much a run has decided.
 *
 * @param cases how many cases were asked for
 * @param decided how many of them are decided, on one port at least
 * @param firstTier what became of each requirement of the first tier
 */
record Coverage(int cases, int decided, Map<Requirement, Fate> firstTier) {

    private static final Map<String, List<Case>> DECIDING = Cases.suite().cases().stream()
            .flatMap(test -> test.requirements().stream().map(id -> Map.entry(id, test)))
            .collect(Collectors.groupingBy(
                    Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    private static final Undecided UNDECIDED = Undecided.load();

    /** What became of a requirement. */
    enum Fate {
        DECIDED_HERE("decided here"),
        DECIDED_ELSEWHERE("decided by cases that could not be, or were not, played here"),
        REASONED("not to be decided, for a reason that is known"),
        OF_CLIENTS("asked of clients");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        /** Returns what is said of it. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Returns what a run has decided. */
    static Coverage of(Run run) {
        List<Result> decisions = run.results().stream()
                .filter(result -> result.verdict().isDecision())
                .toList();
        Set<String> here = decisions.stream()
                .flatMap(result -> result.evidence().requirements().stream())
                .map(Requirement::id)
                .collect(Collectors.toSet());
        return new Coverage(
                ids(run.results()),
                ids(decisions),
                Catalogue.load().all().stream()
                        .filter(requirement -> requirement.tier() == 1)
                        .collect(Collectors.toMap(requirement -> requirement, requirement -> fate(requirement, here))));
    }

    private static int ids(List<Result> results) {
        return (int)
                results.stream().map(result -> result.test().id()).distinct().count();
    }

    private static Fate fate(Requirement requirement, Set<String> here) {
        if (here.contains(requirement.id())) {
            return Fate.DECIDED_HERE;
        }
        if (DECIDING.containsKey(requirement.id())) {
            return Fate.DECIDED_ELSEWHERE;
        }
        if (UNDECIDED.reason(requirement.id()).isPresent()) {
            return Fate.REASONED;
        }
        if (requirement.role() == Role.CLIENT) {
            return Fate.OF_CLIENTS;
        }
        throw new IllegalStateException(requirement.id() + " has neither a case nor a reason");
    }

    /** Returns how many requirements met a fate. */
    long count(Fate fate) {
        return firstTier.values().stream().filter(fate::equals).count();
    }

    /** Returns it in two lines. */
    @Override
    public String toString() {
        String fates = Arrays.stream(Fate.values())
                .map(fate -> count(fate) + " " + fate)
                .collect(Collectors.joining("; "));
        return "Cases decided on one port or another: %d of %d%nRequirements of the first tier: %d, of which %s"
                .formatted(decided, cases, firstTier.size(), fates);
    }
}
