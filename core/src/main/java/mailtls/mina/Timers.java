package mailtls.mina;

import java.time.Duration;
import java.util.function.Consumer;
import mailtls.connection.Deadline;
import mailtls.wire.Limits;
import org.apache.mina.core.session.IoSession;

/** The deadlines of one connection. They are absolute but for idleness, which every octet in either direction puts off. */
final class Timers {

    private final IoSession session;
    private final Clock clock;
    private final Limits limits;
    private final Consumer<Runnable> inTurn;
    private final Consumer<Deadline> late;

    // Set by whichever thread has its turn, looked at by the clock's; a time that is read late is noticed at the next
    // tick.
    private volatile long handshake = Clock.NEVER;
    private volatile long login = Clock.NEVER;
    private volatile long idle = Clock.NEVER;
    private volatile long linger = Clock.NEVER;

    /**
     * Makes the deadlines; none is set.
     *
     * @param inTurn runs something when nothing else happens on the connection
     * @param late is told what took too long, in turn
     */
    Timers(IoSession session, Clock clock, Limits limits, Consumer<Runnable> inTurn, Consumer<Deadline> late) {
        this.session = session;
        this.clock = clock;
        this.limits = limits;
        this.inTurn = inTurn;
        this.late = late;
    }

    /** The connection is there. */
    void start() {
        login = clock.in(limits.login());
        idle = clock.in(limits.idle());
        clock.watch(this);
    }

    /** A handshake begins. */
    void startHandshake() {
        handshake = clock.in(limits.handshake());
    }

    /** The handshake is done. */
    void stopHandshake() {
        handshake = Clock.NEVER;
    }

    /** Our half is closed. */
    void startLinger() {
        linger = clock.in(limits.linger());
    }

    /** The connection is gone. */
    void stop() {
        clock.forget(this);
    }

    /** Runs something when nothing else happens on the connection, by this thread. */
    void inTurn(Runnable task) {
        inTurn.accept(task);
    }

    /** Runs something soon, in turn, by another thread than the one that asks. */
    void soon(Runnable task) {
        clock.soon(() -> inTurn.accept(task));
    }

    /** Looks whether a deadline has passed; each is told once. */
    void look(long now) {
        if (now >= handshake) {
            handshake = Clock.NEVER;
            inTurn.accept(() -> late.accept(Deadline.HANDSHAKE));
        }
        if (now >= login) {
            login = Clock.NEVER;
            inTurn.accept(() -> late.accept(Deadline.LOGIN));
        }
        if (now >= idle) {
            inTurn.accept(this::checkIdleness);
        }
        if (now >= linger) {
            linger = Clock.NEVER;
            inTurn.accept(session::closeNow);
        }
    }

    /** Looks again when the connection could be idle for too long at the earliest, instead of at every octet. */
    private void checkIdleness() {
        Duration quiet = Duration.ofMillis(System.currentTimeMillis() - session.getLastIoTime());
        Duration left = limits.idle().minus(quiet);
        if (left.isNegative() || left.isZero()) {
            idle = clock.in(limits.idle()); // the farewell may find nobody who reads it
            late.accept(Deadline.IDLE);
        } else {
            idle = clock.in(left);
        }
    }
}
