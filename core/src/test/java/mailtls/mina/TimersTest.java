package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mailtls.connection.Deadline;
import mailtls.wire.Limits;
import org.apache.mina.core.session.IoSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Limits LIMITS = Limits.DEFAULT.withTimes(
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));

    private final IoSession session = mock(IoSession.class);
    private final Clock clock = mock(Clock.class);
    private final List<Deadline> late = new ArrayList<>();
    private final Timers timers = new Timers(session, clock, LIMITS, Runnable::run, late::add);

    @BeforeEach
    void atTheBeginning() {
        when(clock.in(any())).thenAnswer(asked -> asked.<Duration>getArgument(0).toNanos());
        timers.start();
    }

    @Test
    void aHandshakeThatTakesItsTimeIsNotLate() {
        timers.startHandshake();
        timers.look(nanos(1) - 1);

        assertEquals(List.of(), late);
    }

    @Test
    void aHandshakeThatTakesTooLongIsToldOnce() {
        timers.startHandshake();
        timers.look(nanos(1));
        timers.look(nanos(1));

        assertEquals(List.of(Deadline.HANDSHAKE), late);
    }

    @Test
    void aHandshakeThatIsDoneIsNeverLate() {
        timers.startHandshake();
        timers.stopHandshake();
        timers.look(nanos(1));

        assertEquals(List.of(), late);
    }

    @Test
    void aLoginThatTakesTooLongIsToldOnce() {
        timers.look(nanos(2));
        timers.look(nanos(2));

        assertEquals(List.of(Deadline.LOGIN), late);
    }

    @Test
    void whoSaysNothingForTooLongIsIdle() {
        when(session.getLastIoTime()).thenReturn(System.currentTimeMillis() - 3_000);
        timers.look(nanos(3));

        assertEquals(List.of(Deadline.LOGIN, Deadline.IDLE), late);
    }

    @Test
    void whoHasSaidSomethingMeanwhileIsNotIdle() {
        when(session.getLastIoTime()).thenReturn(System.currentTimeMillis() + 60_000);
        timers.look(nanos(3));

        assertEquals(List.of(Deadline.LOGIN), late);
    }

    @Test
    void whoLingersForTooLongIsLeft() {
        timers.startLinger();
        timers.look(nanos(4));

        verify(session).closeNow();
    }

    @Test
    void theClockForgetsAConnectionThatIsGone() {
        timers.stop();

        verify(clock).forget(timers);
    }

    private static long nanos(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
