package mailtls.mina;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mailtls.connection.Deadline;
import mailtls.wire.Limits;
import org.apache.mina.core.session.IoSession;

/** The clocks of one connection. They are absolute but for idleness, which every octet in either direction puts off. */
final class Timers {

    private final IoSession session;
    private final ScheduledExecutorService clock;
    private final Limits limits;
    private final Consumer<Runnable> inTurn;
    private final Consumer<Deadline> late;

    private Optional<Future<?>> handshake = Optional.empty();
    private Optional<Future<?>> login = Optional.empty();
    private Optional<Future<?>> idle = Optional.empty();
    private Optional<Future<?>> linger = Optional.empty();

    /**
     * Makes the clocks.
     *
     * @param inTurn runs something when nothing else happens on the connection
     * @param late is told what took too long, in turn
     */
    Timers(
            IoSession session,
            ScheduledExecutorService clock,
            Limits limits,
            Consumer<Runnable> inTurn,
            Consumer<Deadline> late) {
        this.session = session;
        this.clock = clock;
        this.limits = limits;
        this.inTurn = inTurn;
        this.late = late;
    }

    /** Returns a clock for many connections. */
    static ScheduledExecutorService clock() {
        var clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mailtls clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true); // a connection that is gone leaves nothing behind
        return clock;
    }

    /** The connection is there. */
    void start() {
        login = Optional.of(in(limits.login(), () -> late.accept(Deadline.LOGIN)));
        watchIdleness(limits.idle());
    }

    /** A handshake begins. */
    void startHandshake() {
        handshake = Optional.of(in(limits.handshake(), () -> late.accept(Deadline.HANDSHAKE)));
    }

    /** The handshake is done. */
    void stopHandshake() {
        handshake.ifPresent(clock -> clock.cancel(false));
    }

    /** Our half is closed. */
    void startLinger() {
        linger = Optional.of(in(limits.linger(), session::closeNow));
    }

    /** Runs something soon, in turn, by another thread than the one that asks. */
    void soon(Runnable task) {
        in(Duration.ZERO, task);
    }

    /** The connection is gone. */
    void stop() {
        stopHandshake();
        login.ifPresent(clock -> clock.cancel(false));
        idle.ifPresent(clock -> clock.cancel(false));
        linger.ifPresent(clock -> clock.cancel(false));
    }

    /** Looks again when the connection could be idle for too long at the earliest, instead of at every octet. */
    private void watchIdleness(Duration wait) {
        idle = Optional.of(in(wait, () -> {
            Duration quiet = Duration.ofMillis(System.currentTimeMillis() - session.getLastIoTime());
            Duration left = limits.idle().minus(quiet);
            if (left.isNegative() || left.isZero()) {
                late.accept(Deadline.IDLE);
                watchIdleness(limits.idle()); // the farewell may find nobody who reads it
            } else {
                watchIdleness(left);
            }
        }));
    }

    private Future<?> in(Duration wait, Runnable task) {
        return clock.schedule(() -> inTurn.accept(task), wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
