package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When sessions are due. Several threads may ask; each asks when it is free.
 *
 * <p>Open, with a rate, a session is due at its time, and if nobody is free then, the delay counts as the server's: that
 * omission, of what could not even be asked while the server was slow, is what “coordinated omission” means. Closed,
 * without a rate, a session is due when somebody is free.
 */
final class Schedule {

    /** Nanoseconds in a second. */
    private static final double SECOND = 1e9;

    private final Ticker ticker;
    private final Optional<Double> rate;
    private final long sessions;
    private final long begin;
    private final Optional<Duration> duration;
    private final AtomicLong next = new AtomicLong();

    /**
     * Begins now.
     *
     * @param rate sessions a second, if it is open
     * @param sessions how many there will be at most
     * @param duration for how long there will be any, if that is limited
     */
    Schedule(Ticker ticker, Optional<Double> rate, long sessions, Optional<Duration> duration) {
        this.ticker = ticker;
        this.rate = rate;
        this.sessions = sessions;
        this.duration = duration;
        this.begin = ticker.now();
    }

    /** Returns whether sessions are due at times of their own. */
    boolean isOpen() {
        return rate.isPresent();
    }

    /** Returns when the next session is due, which may be past; empty if there are to be no more. */
    OptionalLong next() {
        long number = next.getAndIncrement();
        long due = rate.map(persecond -> begin + Math.round(number * SECOND / persecond))
                .orElseGet(ticker::now);
        boolean isOver = number >= sessions
                || duration.map(most -> due - begin >= most.toNanos()).orElse(false);
        return isOver ? OptionalLong.empty() : OptionalLong.of(due);
    }
}
