package mailtls.conformance.bench;

import java.util.Locale;
import java.util.LongSummaryStatistics;

/** Numbers as they are read: three digits that mean something. */
final class Figures {

    private static final double NANOS_IN_MILLI = 1e6;

    private Figures() {}

    /** Returns a number with three significant digits, or all of those before the point. */
    static String of(double number) {
        double size = Math.abs(number);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Returns nanoseconds as milliseconds. */
    static String milliseconds(double nanos) {
        return of(nanos / NANOS_IN_MILLI);
    }

    /** Returns a spread: {@code 580 (571–590)}. */
    static String of(Spread spread) {
        return of(spread.median()) + " (" + of(spread.least()) + "–" + of(spread.most()) + ")";
    }

    /** Returns what was counted: one number if it was always the same. */
    static String of(LongSummaryStatistics counts) {
        return counts.getMin() == counts.getMax()
                ? String.valueOf(counts.getMin())
                : of(counts.getAverage()) + " (" + counts.getMin() + "–" + counts.getMax() + ")";
    }
}
