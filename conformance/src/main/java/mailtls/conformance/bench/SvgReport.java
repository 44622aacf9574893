package mailtls.conformance.bench;

import java.util.List;
import java.util.stream.Stream;

/** Draws an outcome: figures as bars, the phases of a session, and its times by percentile. One file that needs nothing else. */
final class SvgReport {

    static final int WIDTH = 900;

    private static final int MARGIN = 24;
    private static final int HEAD = 64;
    private static final List<Metric> DRAWN = List.of(
            Metric.CPU_PER_SESSION,
            Metric.CPU_PER_MEBIBYTE,
            Metric.MEBIBYTES_PER_SECOND,
            Metric.MEMORY_PER_SESSION,
            Metric.SESSIONS_PER_SECOND);

    private SvgReport() {}

    /** Returns the text of the file. */
    static String of(Outcome outcome) {
        List<SvgChart> charts = Stream.concat(
                        DRAWN.stream()
                                .filter(metric -> outcome.subjects().stream()
                                        .anyMatch(subject ->
                                                outcome.spread(subject, metric).isPresent()))
                                .<SvgChart>map(metric -> new SvgBars(outcome, metric)),
                        Stream.of(new SvgPhases(outcome), new SvgPercentiles(outcome)))
                .toList();
        int height = HEAD
                + MARGIN
                + charts.stream().mapToInt(chart -> chart.height() + MARGIN).sum();
        var svg = new Svg(WIDTH, height);
        svg.text("title", MARGIN, 34, "start", "mailtls bench");
        svg.text("note", MARGIN, 54, "start", subtitle(outcome));
        int y = HEAD + MARGIN;
        for (SvgChart chart : charts) {
            chart.draw(svg, MARGIN, y, WIDTH - 2 * MARGIN);
            y += chart.height() + MARGIN;
        }
        return svg.toString();
    }

    private static String subtitle(Outcome outcome) {
        Plan plan = outcome.plan();
        return plan.rounds() + " rounds, " + plan.concurrency() + " at a time, "
                + plan.rate().map(rate -> "open loop").orElse("closed loop") + "; "
                + outcome.machine().processor() + ", " + outcome.machine().cores() + " cores";
    }
}
