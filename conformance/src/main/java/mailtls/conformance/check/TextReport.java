package mailtls.conformance.check;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Subject;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** Tells a run as plain text: a line for each case, the evidence of those that did not go well, and the sum. */
final class TextReport implements MailTlsCheck.Listener {

    private static final Set<Verdict> NEED_EVIDENCE =
            Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INFO, Verdict.INCONCLUSIVE, Verdict.ERROR);

    private static final Set<Verdict> UNDECIDED = Set.of(Verdict.SKIP, Verdict.NOT_OBSERVABLE);

    private final PrintWriter out;
    private final Baseline baseline;
    private final Progress progress;
    private boolean begun;

    TextReport(PrintWriter out, Baseline baseline, Progress progress) {
        this.out = out;
        this.baseline = baseline;
        this.progress = progress;
    }

    @Override
    public void begins(long seed, int cases) {
        if (!begun) {
            out.println("seed " + seed);
        }
        begun = true;
        progress.begin(cases);
    }

    @Override
    public void played() {
        progress.step();
    }

    @Override
    public void target(Target target, Profile profile) {
        subject(target, profile);
    }

    /** The results of a server, or of a client, come now. */
    void subject(Subject target, Profile profile) {
        progress.print(() -> out.printf("%n%s as %s%n", target, profile));
    }

    @Override
    public void result(Result result) {
        String known =
                baseline.reason(result).map(why -> " (known: " + why + ")").orElse("");
        progress.print(() -> {
            out.printf("  %-12s %-62s %s%s%n", result.verdict(), result.test().id(), result.reason(), known);
            out.flush();
        });
    }

    /** Tells the evidence of a target, when all its cases are through; not of what is known. */
    @Override
    public void examined(Examined examined) {
        progress.print(() -> examined.results().stream()
                .filter(result -> NEED_EVIDENCE.contains(result.verdict()))
                .filter(result -> result.evidence().transcript().isPresent())
                .filter(result -> baseline.reason(result).isEmpty())
                .forEach(this::evidence));
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

    /** Tells why cases are not decided, each reason once. */
    private void undecided(Run run) {
        Map<String, Long> reasons = run.results().stream()
                .filter(result -> UNDECIDED.contains(result.verdict()))
                .map(result -> result.verdict() + ", since " + result.reason())
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
        reasons.forEach((reason, count) -> out.printf("%5d %s%n", count, reason));
        if (!reasons.isEmpty()) {
            out.println();
        }
    }

    void end(Run run) {
        progress.end();
        String counts = run.counts().entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        out.println();
        undecided(run);
        out.printf(
                "%s in %.1f s%n",
                counts.isEmpty() ? "no case" : counts, run.took().toMillis() / 1000.0);
        out.println(Coverage.of(run));
        long known = run.results().stream()
                .filter(result -> baseline.reason(result).isPresent())
                .count();
        if (known > 0) {
            out.println(known + " known");
        }
        baseline.gone(run.results()).forEach(id -> out.println("no longer wrong, and still in the baseline: " + id));
        out.flush();
    }
}
