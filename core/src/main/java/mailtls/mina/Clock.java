package mailtls.mina;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells the connections of a server, or of a client, what took too long.
 *
 * <p>It looks at all of them at each tick, instead of keeping an alarm for every deadline: hardly one is ever reached, and to set and
 * take back its alarms would cost each connection more than it costs to look at ten thousand others.
 */
final class Clock implements AutoCloseable {

    /** How late a deadline may be noticed. */
    static final Duration TICK = Duration.ofMillis(100);

    /** A time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private final long beginning = System.nanoTime();
    private final Set<Timers> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mailtls clock");
        thread.setDaemon(true);
        return thread;
    });

    Clock() {
        thread.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to look at a connection's deadlines. */
    void watch(Timers timers) {
        watched.add(timers);
    }

    /** Looks at them no more. */
    void forget(Timers timers) {
        watched.remove(timers);
    }

    /** Returns the time at which so much has passed from now, in nanoseconds of this clock. */
    long in(Duration wait) {
        return now() + wait.toNanos();
    }

    /** Runs something soon, on the clock's thread. */
    void soon(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private long now() {
        return System.nanoTime() - beginning;
    }

    private void tick() {
        long now = now();
        watched.forEach(timers -> timers.look(now));
    }
}
