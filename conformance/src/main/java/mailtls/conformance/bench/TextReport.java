package mailtls.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.bench.Round.Held;
import org.HdrHistogram.Histogram;

/** Tells an outcome as plain text: each server, and, if there are several, how they compare. */
final class TextReport {

    /** The percentiles of a time that are told. */
    static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private static final double MEBI = 1 << 20;

    private final Outcome outcome;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Returns the text. */
    static String of(Outcome outcome) {
        return new TextReport(outcome).write();
    }

    private String write() {
        head();
        outcome.subjects().forEach(this::subject);
        if (outcome.subjects().size() > 1) {
            Stream.of(Metric.values()).forEach(this::compare);
        }
        return text.toString();
    }

    private void head() {
        Plan plan = outcome.plan();
        Machine machine = outcome.machine();
        String much = Stream.of(
                        plan.sessions() == Long.MAX_VALUE
                                ? Optional.<String>empty()
                                : Optional.of(plan.sessions() + " sessions"),
                        plan.duration().map(Durations::print))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" or "));
        line(plan.rounds() + " rounds of " + much + ", " + plan.concurrency() + " at a time, "
                + plan.rate()
                        .map(rate -> "open loop, " + Figures.of(rate) + " a second")
                        .orElse("closed loop")
                + (plan.beside() > 0 ? ", " + plan.beside() + " idle sessions beside" : "")
                + ", warmed up by " + plan.warmUp() + ", seed " + plan.seed());
        line(machine.processor() + ", " + machine.cores() + " cores, load " + Figures.of(machine.load()) + "; "
                + machine.system() + "; Java " + machine.java() + "; TLS of the generator: "
                + plan.tls().engine());
    }

    private void subject(Subject subject) {
        Tally tally = outcome.tally(subject);
        line("");
        line(subject.name() + (subject.name().equals(subject.target().toString()) ? "" : "  " + subject.target()));
        line("  " + tally.completed() + " sessions, " + tally.failed() + " failed, " + tally.resumed() + " resumed"
                + (tally.withoutCloseNotify() > 0
                        ? ", " + tally.withoutCloseNotify() + " ended without close_notify"
                        : ""));
        tally.handshakes().forEach((facts, times) -> line("  " + facts + ": " + times));
        tally.failures().forEach(failure -> line("  FAILED " + failure.getValue() + ": " + failure.getKey()));
        times(tally);
        figures(subject, tally);
    }

    private void times(Tally tally) {
        var table = new Columns().row(List.of("ms", "p50", "p90", "p99", "p99.9", "max", "mean"));
        for (Phase phase : Phase.values()) {
            tally.times(phase).ifPresent(times -> table.row(row(phase, times)));
        }
        text.append(table);
    }

    private static List<String> row(Phase phase, Histogram times) {
        var row = new ArrayList<>(List.of(phase.toString()));
        for (double percentile : PERCENTILES) {
            row.add(Figures.milliseconds(times.getValueAtPercentile(percentile)));
        }
        row.add(Figures.milliseconds(times.getMaxValue()));
        row.add(Figures.milliseconds(times.getMean()));
        return row;
    }

    private void figures(Subject subject, Tally tally) {
        for (Count count : Count.values()) {
            tally.counts(count)
                    .filter(counts -> counts.getMax() > 0)
                    .ifPresent(counts -> line("  " + count + ": " + Figures.of(counts)));
        }
        for (Metric metric : Metric.values()) {
            if (outcome.subjects().size() == 1) {
                outcome.spread(subject, metric)
                        .ifPresent(spread -> line("  " + metric + ": " + Figures.of(spread) + " " + metric.unit()));
            }
        }
        outcome.rounds(subject).stream()
                .flatMap(round -> round.held().stream())
                .forEach(held -> line("  " + words(held)));
        long collections = outcome.rounds(subject).stream()
                .mapToLong(round -> round.ours().collections())
                .sum();
        line("  the generator collected garbage " + collections + " times");
    }

    private static String words(Held held) {
        return held.sessions() + " held for " + Durations.print(held.time()) + "; the server's memory: "
                + mebibytes(held.before()) + " before, " + mebibytes(held.open()) + " when all were open, "
                + mebibytes(held.held()) + " at the end, " + mebibytes(held.after()) + " when all were closed";
    }

    private static String mebibytes(Optional<Long> octets) {
        return octets.map(count -> Figures.of(count / MEBI) + " MiB").orElse("not known");
    }

    /** Tells a figure of all servers. */
    private void compare(Metric metric) {
        Map<Subject, Spread> spreads = outcome.subjects().stream()
                .filter(subject -> outcome.spread(subject, metric).isPresent())
                .collect(Collectors.toMap(
                        subject -> subject,
                        subject -> outcome.spread(subject, metric).orElseThrow(),
                        (one, other) -> one,
                        java.util.LinkedHashMap::new));
        if (spreads.isEmpty()) {
            return;
        }
        String first = outcome.subjects().get(0).name();
        var table = new Columns()
                .row(List.of(
                        metric + ", " + metric.unit(), "median (of rounds)", metric.isCompared() ? "÷ " + first : ""));
        spreads.forEach((subject, spread) -> table.row(List.of(
                subject.name(),
                Figures.of(spread),
                metric.isCompared()
                        ? outcome.ratio(subject, metric).map(Figures::of).orElse("")
                        : "")));
        line("");
        text.append(table);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
