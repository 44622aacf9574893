package mailtls.conformance.bench;

import java.util.List;
import java.util.stream.Stream;

/** Where the time of a session goes: the mean of each phase, one behind the other. */
final class SvgPhases implements SvgChart {

    private static final int LEGEND = 22;

    private final Outcome outcome;
    private final List<Phase> phases;

    SvgPhases(Outcome outcome) {
        this.outcome = outcome;
        this.phases = Stream.of(Phase.values())
                .filter(phase -> phase != Phase.SESSION && phase != Phase.RESPONSE)
                .filter(phase -> outcome.rounds().stream()
                        .anyMatch(round -> round.tally().times(phase).isPresent()))
                .toList();
    }

    @Override
    public int height() {
        return HEADING + LEGEND + ROW * outcome.subjects().size();
    }

    @Override
    public void draw(Svg svg, int x, int y, int width) {
        svg.text("heading", x, y + 14, "start", "phases of a session, mean, ms");
        legend(svg, x, y + HEADING, width);
        double most = outcome.subjects().stream()
                .mapToDouble(subject -> phases.stream()
                        .mapToDouble(phase -> mean(outcome.tally(subject), phase))
                        .sum())
                .max()
                .orElse(1);
        double scale = (width - NAMES - FIGURE) / Math.max(most, Double.MIN_NORMAL);
        int row = y + HEADING + LEGEND;
        for (Subject subject : outcome.subjects()) {
            row(svg, subject, x, row, scale);
            row += ROW;
        }
    }

    private void legend(Svg svg, int x, int y, int width) {
        double step = (double) width / Math.max(1, phases.size());
        for (int i = 0; i < phases.size(); i++) {
            svg.bar(x + i * step, y, 10, 10, Svg.colour(i), phases.get(i).toString());
            svg.text("note", x + i * step + 14, y + 10, "start", phases.get(i).toString());
        }
    }

    private void row(Svg svg, Subject subject, int x, int y, double scale) {
        Tally tally = outcome.tally(subject);
        svg.text("name", x + NAMES - 10, y + 16, "end", subject.name());
        double at = x + NAMES;
        double sum = 0;
        for (int i = 0; i < phases.size(); i++) {
            double mean = mean(tally, phases.get(i));
            String words = subject.name() + ", " + phases.get(i) + ": " + Figures.milliseconds(mean) + " ms";
            svg.bar(at, y + 3, mean * scale, ROW - 8, Svg.colour(i), words);
            at += mean * scale;
            sum += mean;
        }
        svg.text("note", at + 8, y + 16, "start", Figures.milliseconds(sum));
    }

    /** Of all sessions: a phase that comes several times in one counts with all of them. */
    private static double mean(Tally tally, Phase phase) {
        return tally.times(phase)
                .map(times -> times.getMean() * times.getTotalCount() / Math.max(1, tally.completed()))
                .orElse(0.0);
    }
}
