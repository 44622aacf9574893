package mailtls.conformance.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mailtls.conformance.bench.Round.Held;
import mailtls.conformance.command.Trouble;

/** Opens sessions, holds them all open, looks at what the server needs for that, and closes them: or lets them be there beside others. */
final class Holding {

    private final Plan plan;
    private final Subject subject;
    private final ProcessTree processes;
    private final Meter meter;
    private final Queue<Session> open = new ConcurrentLinkedQueue<>();

    Holding(Plan plan, Subject subject, ProcessTree processes, Meter meter) {
        this.plan = plan;
        this.subject = subject;
        this.processes = processes;
        this.meter = meter;
    }

    /** Does all of it; the tally takes what comes of the sessions. */
    Held run(Tally tally) {
        Optional<Long> before = memory();
        var opening = new Tally();
        load(plan.sessions(), this::open, opening);
        Optional<Long> opened = memory();
        long sessions = open.size();
        Optional<Duration> cpu = cpu();
        Duration time = plan.duration().orElse(Duration.ZERO);
        Ticker.SYSTEM.await(Ticker.SYSTEM.now() + time.toNanos());
        Optional<Duration> used = cpu().flatMap(after -> cpu.map(after::minus)).filter(any -> !time.isZero());
        Optional<Long> held = memory();
        opening.failures().forEach(failure -> tally.add(failure.getKey(), failure.getValue()));
        load(sessions, this::close, tally);
        return new Held(sessions, before, opened, held, memory(), used, time);
    }

    /**
     * Opens so many, and holds them until they are {@linkplain #close() closed}.
     *
     * @throws Trouble if a session can't be opened: what is measured beside them would not be what was asked for
     */
    void open(int sessions) {
        var opening = new Tally();
        load(sessions, this::open, opening);
        requireNone(opening.failures(), "be opened");
    }

    /**
     * Closes those that are open.
     *
     * @throws Trouble if one was no longer open
     */
    void close() {
        var closing = new Tally();
        load(open.size(), this::close, closing);
        requireNone(closing.failures(), "be closed");
    }

    private void requireNone(List<Map.Entry<Failure, Long>> failures, String what) {
        failures.stream().findFirst().ifPresent(first -> {
            throw Trouble.unavailable(
                    first.getValue() + " of the sessions beside could not " + what + ": " + first.getKey(),
                    "see how many " + subject.name() + " puts up with, and for how long");
        });
    }

    private Sample open(Buffers buffers, int lane) {
        var session = new Session(subject, plan.work(), Ticker.SYSTEM);
        if (session.begin(buffers, lane)) {
            session.park();
            open.add(session);
        }
        return session.sample();
    }

    private Sample close(Buffers buffers, int lane) {
        Session session = open.remove();
        session.resume(buffers);
        session.end();
        return session.sample();
    }

    private void load(long sessions, Load.Attempt attempt, Tally tally) {
        meter.begin(subject.name() + ", idle sessions", sessions);
        var schedule = new Schedule(Ticker.SYSTEM, Optional.empty(), sessions, Optional.empty());
        new Load(Ticker.SYSTEM, schedule, attempt, Duration.ZERO, tally, meter::step).run(plan.concurrency());
    }

    private Optional<Long> memory() {
        return subject.pids().isEmpty() ? Optional.empty() : processes.memory(subject.pids());
    }

    private Optional<Duration> cpu() {
        return subject.pids().isEmpty() ? Optional.empty() : Optional.of(processes.cpu(subject.pids()));
    }
}
