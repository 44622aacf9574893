package mailtls.conformance.bench;

import java.util.List;

/** A figure of each server as a bar, with the least and the most of its rounds. */
final class SvgBars implements SvgChart {

    private final Outcome outcome;
    private final Metric metric;

    SvgBars(Outcome outcome, Metric metric) {
        this.outcome = outcome;
        this.metric = metric;
    }

    @Override
    public int height() {
        return HEADING + ROW * outcome.subjects().size();
    }

    @Override
    public void draw(Svg svg, int x, int y, int width) {
        svg.text("heading", x, y + 14, "start", metric + ", " + metric.unit());
        List<Subject> subjects = outcome.subjects();
        double most = subjects.stream()
                .flatMap(subject -> outcome.spread(subject, metric).stream())
                .mapToDouble(Spread::most)
                .max()
                .orElse(1);
        double scale = (width - NAMES - FIGURE) / Math.max(most, Double.MIN_NORMAL);
        for (int i = 0; i < subjects.size(); i++) {
            row(svg, subjects.get(i), Svg.colour(i), x, y + HEADING + ROW * i, scale);
        }
    }

    private void row(Svg svg, Subject subject, String colour, int x, int y, double scale) {
        svg.text("name", x + NAMES - 10, y + 16, "end", subject.name());
        outcome.spread(subject, metric).ifPresent(spread -> {
            double begin = x + NAMES;
            svg.bar(begin, y + 3, spread.median() * scale, ROW - 8, colour, subject.name());
            svg.line("whisker", begin + spread.least() * scale, y + 12, begin + spread.most() * scale, y + 12);
            svg.text("note", begin + spread.most() * scale + 8, y + 16, "start", words(subject, spread));
        });
    }

    private String words(Subject subject, Spread spread) {
        boolean isFirst = subject == outcome.subjects().get(0);
        String ratio = isFirst
                ? ""
                : outcome.ratio(subject, metric)
                        .map(times -> ", × " + Figures.of(times.median()))
                        .orElse("");
        return Figures.of(spread) + ratio;
    }
}
