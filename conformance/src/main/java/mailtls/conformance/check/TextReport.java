package mailtls.conformance.check;

import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** Tells a run as plain text: a line for each case, the evidence of those that did not go well, and the sum. */
final class TextReport {

    private static final Set<Verdict> NEED_EVIDENCE =
            Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INFO, Verdict.INCONCLUSIVE, Verdict.ERROR);

    private final PrintWriter out;

    TextReport(PrintWriter out) {
        this.out = out;
    }

    void begin(long seed) {
        out.println("seed " + seed);
    }

    void target(Target target, Profile profile) {
        out.println();
        out.println(target + " as " + profile);
    }

    void result(Result result) {
        out.printf("  %-12s %-62s %s%n", result.verdict(), result.test().id(), result.reason());
        out.flush();
    }

    /** Tells the evidence of a target, when all its cases are through. */
    void evidence(Examined examined) {
        examined.results().stream()
                .filter(result -> NEED_EVIDENCE.contains(result.verdict()))
                .filter(result -> result.evidence().transcript().isPresent())
                .forEach(this::evidence);
    }

    private void evidence(Result result) {
        out.println();
        out.println(result.verdict() + " " + result.test().id() + ": " + result.reason());
        for (Requirement requirement : result.evidence().requirements()) {
            out.println(
                    "    " + requirement.wording() + ": " + requirement.statement() + " (" + requirement.id() + ")");
        }
        result.evidence().expected().ifPresent(expected -> out.println("    Expected: " + expected));
        result.evidence()
                .transcript()
                .map(Transcript::print)
                .ifPresent(said -> said.lines().forEach(line -> out.println("    | " + line)));
    }

    void end(Run run) {
        String counts = run.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        out.println();
        out.printf(
                "%s in %.1f s%n",
                counts.isEmpty() ? "no case" : counts, run.took().toMillis() / 1000.0);
        out.flush();
    }
}
