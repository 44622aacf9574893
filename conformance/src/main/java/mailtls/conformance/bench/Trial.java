package mailtls.conformance.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import mailtls.conformance.bench.Round.Held;

/** Runs a plan: each server in each round once, in an order that is drawn by lot. */
final class Trial {

    private final Plan plan;
    private final List<Subject> subjects;
    private final ProcessTree processes;
    private final Meter meter;

    Trial(Plan plan, List<Subject> subjects, ProcessTree processes, Meter meter) {
        this.plan = plan;
        this.subjects = List.copyOf(subjects);
        this.processes = processes;
        this.meter = meter;
    }

    /** Has one session with each server; returns those that failed. */
    Map<Subject, Failure> probe() {
        var failures = new LinkedHashMap<Subject, Failure>();
        for (Subject subject : subjects) {
            Sample sample = session(subject).run(new Buffers(), 0);
            sample.failure().ifPresent(why -> failures.put(subject, why));
        }
        return failures;
    }

    /** Runs it. */
    Outcome run() {
        var machine = Machine.here(); // before we are the load ourselves
        subjects.forEach(this::warmUp);
        List<Holding> beside = subjects.stream().map(this::holding).toList();
        beside.forEach(holding -> holding.open(plan.beside()));
        var order = new ArrayList<>(subjects);
        var lots = new Random(plan.seed());
        var rounds = new ArrayList<Round>();
        for (int number = 1; number <= plan.rounds(); number++) {
            Collections.shuffle(order, lots);
            for (Subject subject : order) {
                rounds.add(round(number, subject));
            }
        }
        beside.forEach(Holding::close);
        meter.end();
        return new Outcome(plan, machine, subjects, rounds);
    }

    private void warmUp(Subject subject) {
        meter.begin("warming up " + subject.name(), plan.warmUp());
        var schedule = new Schedule(Ticker.SYSTEM, Optional.empty(), plan.warmUp(), Optional.empty());
        load(subject, schedule, Duration.ZERO, new Tally());
    }

    private Round round(int number, Subject subject) {
        meter.begin("round " + number + " of " + plan.rounds() + ", " + subject.name(), plan.sessions());
        var tally = new Tally();
        Round.Effort ours = Machine.effort();
        Optional<Duration> cpu = cpu(subject);
        long begin = System.nanoTime();
        Optional<Held> held = sessions(subject, tally);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Optional<Duration> used = cpu(subject).flatMap(after -> cpu.map(after::minus));
        return new Round(
                number,
                subject,
                tally,
                took,
                used,
                peak(subject),
                held,
                Machine.effort().since(ours));
    }

    private Optional<Held> sessions(Subject subject, Tally tally) {
        if (plan.work().holds()) {
            return Optional.of(holding(subject).run(tally));
        }
        var schedule = new Schedule(Ticker.SYSTEM, plan.rate(), plan.sessions(), plan.duration());
        load(subject, schedule, plan.think(), tally);
        return Optional.empty();
    }

    private Holding holding(Subject subject) {
        return new Holding(plan, subject, processes, meter);
    }

    private void load(Subject subject, Schedule schedule, Duration think, Tally tally) {
        new Load(
                        Ticker.SYSTEM,
                        schedule,
                        (buffers, lane) -> session(subject).run(buffers, lane),
                        think,
                        tally,
                        meter::step)
                .run(plan.concurrency());
    }

    private Session session(Subject subject) {
        return new Session(subject, plan.work(), Ticker.SYSTEM);
    }

    private Optional<Long> peak(Subject subject) {
        return subject.pids().isEmpty() ? Optional.empty() : processes.peak(subject.pids());
    }

    private Optional<Duration> cpu(Subject subject) {
        return subject.pids().isEmpty() ? Optional.empty() : Optional.of(processes.cpu(subject.pids()));
    }
}
