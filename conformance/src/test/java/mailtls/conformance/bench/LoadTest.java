package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.bench.Sample.Lap;
import mailtls.conformance.bench.Sample.Traffic;
import org.junit.jupiter.api.Test;

/** A load on a clock that goes only when somebody waits or works. */
class LoadTest {

    private static final long MILLI = 1_000_000;

    private final ScriptedTicker ticker = new ScriptedTicker();
    private final List<Long> began = new ArrayList<>();
    private final Tally tally = new Tally();

    @Test
    void whatCouldNotBeginInTimeCountsFromWhenItWasDue() {
        var tenASecond = new Schedule(ticker, Optional.of(10.0), 5, Optional.empty());

        load(tenASecond, Duration.ZERO, 350, 10, 10, 10, 10);

        assertEquals(List.of(0L, 350L, 360L, 370L, 400L), began);
        assertEquals(List.of(10L, 80L, 170L, 260L, 350L), times(Phase.RESPONSE));
    }

    @Test
    void whatTheServerItselfTookIsToldApart() {
        var tenASecond = new Schedule(ticker, Optional.of(10.0), 5, Optional.empty());

        load(tenASecond, Duration.ZERO, 350, 10, 10, 10, 10);

        assertEquals(List.of(10L, 10L, 10L, 10L, 350L), times(Phase.SESSION));
    }

    @Test
    void aClosedLoopGoesOnWhenASessionIsOverAndThoughtAbout() {
        var closed = new Schedule(ticker, Optional.empty(), 3, Optional.empty());

        load(closed, Duration.ofMillis(5), 100, 10, 10);

        assertEquals(List.of(0L, 105L, 120L), began);
        assertTrue(tally.times(Phase.RESPONSE).isEmpty());
    }

    @Test
    void aDurationEndsWhatBegins() {
        var closed = new Schedule(ticker, Optional.empty(), Long.MAX_VALUE, Optional.of(Duration.ofMillis(25)));

        load(closed, Duration.ZERO, 10, 10, 10, 10);

        assertEquals(List.of(0L, 10L, 20L), began);
    }

    @Test
    void aDurationEndsWhatIsDue() {
        var open = new Schedule(ticker, Optional.of(100.0), Long.MAX_VALUE, Optional.of(Duration.ofMillis(25)));

        load(open, Duration.ZERO, 100, 10, 10, 10);

        assertEquals(List.of(0L, 100L, 110L), began);
    }

    @Test
    void itGivesUpAfterSoManyFailures() {
        var endless = new Schedule(ticker, Optional.empty(), Long.MAX_VALUE, Optional.empty());
        var failure = new Failure(Phase.CONNECT, Kind.REFUSED, "");
        var failed = new Sample(List.of(), Optional.of(failure), Optional.empty(), Traffic.NONE, 0, 0);

        new Load(ticker, endless, (buffers, lane) -> failed, Duration.ZERO, tally, () -> {}).run(1);

        assertEquals(Load.MOST_FAILURES, tally.failed());
    }

    @Test
    void eachOfThoseAtTheSameTimeHasItsLane() {
        var lanes = new java.util.concurrent.ConcurrentSkipListSet<Integer>();
        var all = new java.util.concurrent.CountDownLatch(4);
        var closed = new Schedule(Ticker.SYSTEM, Optional.empty(), 4, Optional.empty());

        new Load(
                        Ticker.SYSTEM,
                        closed,
                        (buffers, lane) -> {
                            lanes.add(lane);
                            all.countDown();
                            awaitAll(all);
                            return session(1);
                        },
                        Duration.ZERO,
                        tally,
                        () -> {})
                .run(4);

        assertEquals(List.of(0, 1, 2, 3), List.copyOf(lanes));
        assertEquals(4, tally.completed());
    }

    private static void awaitAll(java.util.concurrent.CountDownLatch all) {
        try {
            all.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Runs sessions that take so many milliseconds, one after the other. */
    private void load(Schedule schedule, Duration think, long... millis) {
        new Load(
                        ticker,
                        schedule,
                        (buffers, lane) -> {
                            began.add(ticker.now() / MILLI);
                            long takes = millis[began.size() - 1];
                            ticker.await(ticker.now() + takes * MILLI);
                            return session(takes);
                        },
                        think,
                        tally,
                        () -> {})
                .run(1);
    }

    private static Sample session(long millis) {
        var laps = List.of(new Lap(Phase.SESSION, millis * MILLI));
        return new Sample(laps, Optional.empty(), Optional.empty(), Traffic.NONE, 0, 0);
    }

    private List<Long> times(Phase phase) {
        var times = new ArrayList<Long>();
        tally.times(phase).orElseThrow().recordedValues().forEach(value -> {
            for (long i = 0; i < value.getCountAtValueIteratedTo(); i++) {
                times.add(Math.round(value.getValueIteratedTo() / (double) MILLI));
            }
        });
        return times;
    }

    /** Is as late as somebody has waited for. */
    private static final class ScriptedTicker implements Ticker {

        private long time;

        @Override
        public long now() {
            return time;
        }

        @Override
        public void await(long until) {
            time = Math.max(time, until);
        }
    }
}
