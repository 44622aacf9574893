package mailtls.conformance.bench;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mailtls.conformance.bench.Sample.Lap;
import org.HdrHistogram.Histogram;

/** What many sessions came to, together. Several threads may add to it. */
final class Tally {

    /** To three significant digits: a time is off by no more than a thousandth. */
    private static final int DIGITS = 3;

    private final Map<Phase, Histogram> laps = new EnumMap<>(Phase.class);
    private final Map<Count, LongSummaryStatistics> counts = new EnumMap<>(Count.class);
    private final Map<String, Long> handshakes = new TreeMap<>();
    private final Map<Failure, Long> failures = new TreeMap<>(
            Comparator.comparing(Failure::phase).thenComparing(Failure::kind)); // details differ, and are many
    private long completed;
    private long resumed;
    private long withoutCloseNotify;

    /** Adds a session. */
    synchronized void add(Sample sample) {
        sample.laps().forEach(this::add);
        sample.handshake().ifPresent(shaken -> {
            handshakes.merge(shaken.facts(), 1L, Long::sum);
            resumed += shaken.isResumed() ? 1 : 0;
        });
        sample.failure().ifPresent(why -> add(why, 1));
        if (sample.failure().isEmpty()) {
            completed++;
            withoutCloseNotify += sample.traffic().saidCloseNotify() ? 0 : 1;
            for (Count count : Count.values()) {
                statistics(count).accept(count.of(sample));
            }
        }
    }

    /** Adds a time. */
    synchronized void add(Lap lap) {
        laps.computeIfAbsent(lap.phase(), phase -> new Histogram(DIGITS)).recordValue(Math.max(0, lap.nanos()));
    }

    /** Adds sessions that failed in some way. */
    synchronized void add(Failure why, long times) {
        failures.merge(why, times, Long::sum);
    }

    /** Adds all that another has. */
    synchronized void add(Tally other) {
        other.laps.forEach((phase, histogram) ->
                laps.computeIfAbsent(phase, none -> new Histogram(DIGITS)).add(histogram));
        other.counts.forEach((count, statistics) -> statistics(count).combine(statistics));
        other.handshakes.forEach((facts, times) -> handshakes.merge(facts, times, Long::sum));
        other.failures.forEach(this::add);
        completed += other.completed;
        resumed += other.resumed;
        withoutCloseNotify += other.withoutCloseNotify;
    }

    private LongSummaryStatistics statistics(Count count) {
        return counts.computeIfAbsent(count, none -> new LongSummaryStatistics());
    }

    /** Returns how many sessions came to their end. */
    synchronized long completed() {
        return completed;
    }

    /** Returns how many did not. */
    synchronized long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many handshakes were resumed. */
    synchronized long resumed() {
        return resumed;
    }

    /** Returns how many sessions ended without close_notify, though they came to their end. */
    synchronized long withoutCloseNotify() {
        return withoutCloseNotify;
    }

    /** Returns how often which handshake came about. */
    synchronized Map<String, Long> handshakes() {
        return new TreeMap<>(handshakes);
    }

    /** Returns how often sessions failed in which way, each with the words of the first. */
    synchronized List<Map.Entry<Failure, Long>> failures() {
        return failures.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns the times of a phase in nanoseconds, if there were any. */
    synchronized Optional<Histogram> times(Phase phase) {
        return Optional.ofNullable(laps.get(phase)).map(Histogram::copy);
    }

    /** Returns a count, if there were sessions. */
    synchronized Optional<LongSummaryStatistics> counts(Count count) {
        return Optional.ofNullable(counts.get(count));
    }
}
