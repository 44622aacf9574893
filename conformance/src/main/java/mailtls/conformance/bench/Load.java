package mailtls.conformance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import mailtls.conformance.bench.Sample.Lap;

/** Sessions after sessions, in as many threads as there may be at the same time. */
final class Load {

    /** After so many failures it gives up: the server has gone, or is not what we take it for. */
    static final int MOST_FAILURES = 1_000;

    /** Enough for JSSE, and small enough that thousands of threads may be had. */
    private static final long STACK = 512 << 10;

    private final Ticker ticker;
    private final Schedule schedule;
    private final Attempt attempt;
    private final Duration think;
    private final Tally tally;
    private final Runnable progress;

    /**
     * Prepares a load.
     *
     * @param think how long each thread waits after a session
     * @param tally takes what comes of them
     * @param progress is told of each session
     */
    Load(Ticker ticker, Schedule schedule, Attempt attempt, Duration think, Tally tally, Runnable progress) {
        this.ticker = ticker;
        this.schedule = schedule;
        this.attempt = attempt;
        this.think = think;
        this.tally = tally;
        this.progress = progress;
    }

    /** What is done again and again. */
    interface Attempt {

        /**
         * Does it once.
         *
         * @param lane the number of the thread
         */
        Sample run(Buffers buffers, int lane);
    }

    /** Returns when all sessions are over. The threads begin at the same moment, when the last of them is there. */
    void run(int concurrency) {
        var fault = new AtomicReference<>(Optional.<Throwable>empty());
        var start = new CountDownLatch(concurrency);
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < concurrency; lane++) {
            int number = lane;
            Runnable client = () -> {
                await(start);
                work(number);
            };
            var thread = new Thread(Thread.currentThread().getThreadGroup(), client, "client " + lane, STACK);
            thread.setUncaughtExceptionHandler((where, thrown) -> fault.set(Optional.of(thrown)));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        threads.forEach(Load::join);
        fault.get().ifPresent(ours -> {
            throw new IllegalStateException(ours);
        });
    }

    private static void await(CountDownLatch start) {
        start.countDown();
        try {
            start.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what one thread does. */
    void work(int lane) {
        var buffers = new Buffers();
        for (OptionalLong due = next(); due.isPresent(); due = next()) {
            ticker.await(due.getAsLong());
            Sample sample = attempt.run(buffers, lane);
            tally.add(sample);
            if (schedule.isOpen() && sample.failure().isEmpty()) {
                tally.add(new Lap(Phase.RESPONSE, ticker.now() - due.getAsLong()));
            }
            progress.run();
            if (!think.isZero()) {
                ticker.await(ticker.now() + think.toNanos());
            }
        }
    }

    private OptionalLong next() {
        return tally.failed() < MOST_FAILURES ? schedule.next() : OptionalLong.empty();
    }
}
