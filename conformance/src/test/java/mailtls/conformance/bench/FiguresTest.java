package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class FiguresTest {

    @Test
    void threeDigitsAreTold() {
        assertEquals(
                List.of("0.123", "1.23", "12.3", "123", "12346", "1.00", "100", "10.0", "-1.23"),
                DoubleStream.of(0.1234, 1.234, 12.34, 123.4, 12345.6, 0.9996, 99.96, 9.996, -1.234)
                        .mapToObj(Figures::of)
                        .toList());
    }

    @Test
    void whatWasAlwaysTheSameIsOneNumber() {
        assertEquals("5", Figures.of(counts(5, 5)));
        assertEquals("5.50 (5–6)", Figures.of(counts(5, 6)));
    }

    @Test
    void theMedianIsTheMiddleOne() {
        assertEquals(new Spread(2, 1, 9), Spread.of(DoubleStream.of(9, 1, 2)).orElseThrow());
        assertEquals(new Spread(3, 1, 9), Spread.of(DoubleStream.of(9, 1, 2, 4)).orElseThrow());
        assertEquals(true, Spread.of(DoubleStream.empty()).isEmpty());
    }

    @Test
    void columnsStandBelowEachOther() {
        String table = new Columns()
                .row(List.of("ms", "p50", "max"))
                .row(List.of("connect", "1", "1000"))
                .row(List.of("all"))
                .toString();

        assertEquals("  ms       p50   max\n  connect    1  1000\n  all\n", table);
    }

    @Test
    void durationsAreTypedWithAUnitOrInSeconds() {
        var durations = new Durations();

        assertEquals(
                List.of(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(3)),
                List.of(
                        durations.convert("500ms"),
                        durations.convert("10s"),
                        durations.convert("2m"),
                        durations.convert("3")));
        assertThrows(TypeConversionException.class, () -> durations.convert("10h"));
        assertEquals("1500ms", Durations.print(Duration.ofMillis(1500)));
        assertEquals("120s", Durations.print(Duration.ofMinutes(2)));
    }

    private static LongSummaryStatistics counts(long... numbers) {
        var counts = new LongSummaryStatistics();
        for (long number : numbers) {
            counts.accept(number);
        }
        return counts;
    }
}
