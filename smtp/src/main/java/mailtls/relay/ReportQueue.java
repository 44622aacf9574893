package mailtls.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;

/**
 * Reports that are to be sent, and are tried again for a day, each time after twice as long (RFC 8460 section 5.5). It has no thread
 * of its own: somebody calls {@link #run} when {@link #next} says. It is safe for use by several threads, and sends one at a time.
 */
public final class ReportQueue {

    /** How long after the first try a report is given up. */
    static final Duration LIFETIME = Duration.ofDays(1);

    /** How long to wait after the first try; then twice as long, and so on: seven tries within the day. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(15);

    /** How many reports may wait; each is one domain's day. */
    static final int MOST_WAITING = 10_000;

    /** Sends a report once. */
    @FunctionalInterface
    public interface Sending {

        /** Returns what came of each place that was tried. */
        List<ReportSender.Outcome> send(Report report, ReportRecord record) throws InterruptedException;
    }

    /**
     * What became of a report in the end.
     *
     * @param isTaken whether it is there
     * @param last what came of each place that was tried last
     */
    public record Settled(Report report, boolean isTaken, List<ReportSender.Outcome> last) {

        public Settled {
            last = List.copyOf(last);
        }
    }

    private record Waiting(Report report, ReportRecord record, Optional<Instant> began, Duration pause, Instant due) {

        Waiting later(Instant now) {
            return new Waiting(report, record, Optional.of(began.orElse(now)), pause.multipliedBy(2), now.plus(pause));
        }

        boolean hasTime() {
            return !began.map(first -> due.isAfter(first.plus(LIFETIME))).orElse(false);
        }
    }

    private final Sending sending;
    private final Clock clock;
    private final List<Waiting> waiting = new ArrayList<>();

    /** Makes a queue; {@code sender::send} sends. */
    public ReportQueue(Sending sending, Clock clock) {
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * Puts a report in line, to be sent at once.
     *
     * @return false if there are too many already: a report is a courtesy, and not worth all memory
     */
    public synchronized boolean add(Report report, ReportRecord record) {
        return waiting.size() < MOST_WAITING
                && waiting.add(new Waiting(report, record, Optional.empty(), FIRST_PAUSE, clock.instant()));
    }

    /** Returns when there is something to do; nothing if there is nothing. */
    public synchronized Optional<Instant> next() {
        return waiting.stream().map(Waiting::due).min(Instant::compareTo);
    }

    /** Sends what is due, and returns what is settled: taken, or given up. */
    public synchronized List<Settled> run() throws InterruptedException {
        var settled = new ArrayList<Settled>();
        for (ListIterator<Waiting> all = waiting.listIterator(); all.hasNext(); ) {
            Waiting report = all.next();
            if (!report.due().isAfter(clock.instant())) {
                Optional<Settled> end = attempt(report, all);
                end.ifPresent(settled::add);
            }
        }
        return settled;
    }

    /** Leaves it where it is, for later, or takes it out. */
    private Optional<Settled> attempt(Waiting report, ListIterator<Waiting> place) throws InterruptedException {
        Instant now = clock.instant();
        List<ReportSender.Outcome> outcomes = sending.send(report.report(), report.record());
        boolean isTaken = outcomes.stream().anyMatch(ReportSender.Outcome::isTaken);
        Waiting later = report.later(now);
        if (!isTaken && later.hasTime()) {
            place.set(later);
            return Optional.empty();
        }
        place.remove();
        return Optional.of(new Settled(report.report(), isTaken, outcomes));
    }
}
