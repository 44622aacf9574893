package mailtls.conformance.bench;

import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The times of sessions by percentile: how bad the bad ones are. Both axes are logarithmic. */
final class SvgPercentiles implements SvgChart {

    private static final int PLOT = 220;
    private static final int AXIS = 24;
    private static final int KEYS = 190;
    private static final double[] MARKS = {0, 50, 90, 99, 99.9, 99.99};
    private static final int STEPS = 80;
    private static final double NINES = 4;
    private static final double NANOS_IN_MILLI = 1e6;

    private final Outcome outcome;
    private final Phase phase;

    SvgPercentiles(Outcome outcome) {
        this.outcome = outcome;
        this.phase = outcome.plan().rate().isPresent() ? Phase.RESPONSE : Phase.SESSION;
    }

    @Override
    public int height() {
        return HEADING + PLOT + AXIS;
    }

    @Override
    public void draw(Svg svg, int x, int y, int width) {
        svg.text("heading", x, y + 14, "start", phase + " by percentile, ms");
        List<Optional<Histogram>> times = outcome.subjects().stream()
                .map(subject -> outcome.tally(subject).times(phase))
                .toList();
        double least = times.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Histogram::getMinValue)
                .min()
                .orElse(1);
        double most = times.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Histogram::getMaxValue)
                .max()
                .orElse(1);
        var plot = new Plot(x + 60, y + HEADING, width - 60 - KEYS, Math.max(1, least), Math.max(2, most));
        plot.axes(svg);
        for (int i = 0; i < times.size(); i++) {
            String name = outcome.subjects().get(i).name();
            int row = y + HEADING + 12 + i * 18;
            svg.bar(x + width - KEYS + 16, row - 10, 10, 10, Svg.colour(i), name);
            svg.text("note", x + width - KEYS + 32, row, "start", name);
            Optional<Histogram> ofOne = times.get(i);
            if (ofOne.isPresent()) {
                svg.curve(plot.points(ofOne.get()), Svg.colour(i), name);
            }
        }
    }

    /** Where percentiles and times lie. */
    private record Plot(int x, int y, int width, double least, double most) {

        void axes(Svg svg) {
            for (double mark : MARKS) {
                svg.line("axis", across(mark), y, across(mark), y + PLOT);
                String words = mark == 0 ? "least" : "p" + Double.toString(mark).replaceAll("\\.0$", "");
                svg.text("note", across(mark), y + PLOT + 16, "middle", words);
            }
            for (double time = Math.pow(10, Math.floor(Math.log10(least))); time <= most * 10; time *= 10) {
                if (time >= least && time <= most) {
                    svg.line("axis", x, down(time), x + width, down(time));
                    svg.text("note", x - 6, down(time) + 4, "end", Figures.of(time / NANOS_IN_MILLI));
                }
            }
            svg.text("note", x - 6, y + PLOT, "end", Figures.milliseconds(least));
            svg.text("note", x - 6, y + 8, "end", Figures.milliseconds(most));
        }

        String points(Histogram times) {
            var points = new StringBuilder();
            for (int step = 0; step <= STEPS; step++) {
                double beyond = Math.pow(10, -NINES * step / STEPS);
                if (beyond * times.getTotalCount() < 1) {
                    break; // so few were never seen
                }
                double percentile = 100 * (1 - beyond);
                double time = step == 0 ? times.getMinValue() : times.getValueAtPercentile(percentile);
                points.append(points.isEmpty() ? "" : " ").append(Svg.point(across(percentile), down(time)));
            }
            return points.toString();
        }

        private double across(double percentile) {
            return x + width * -Math.log10(1 - percentile / 100) / NINES;
        }

        private double down(double time) {
            double share = Math.log(Math.max(time, least) / least) / Math.log(Math.max(most / least, 1.001));
            return y + PLOT * (1 - share);
        }
    }
}
