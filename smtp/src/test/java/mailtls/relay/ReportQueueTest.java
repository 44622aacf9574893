package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reports that don't arrive the first time (RFC 8460 section 5.5). */
class ReportQueueTest {

    private static final Instant BEGIN = Instant.parse("2026-04-02T02:00:00Z");
    private static final URI PLACE = URI.create("https://example.test/");
    private static final ReportRecord RECORD = new ReportRecord(List.of(PLACE));
    private static final Report REPORT = report("example.test");

    private final List<String> tries = new ArrayList<>();
    private Instant now = BEGIN;
    private boolean takes;

    private final ReportQueue queue = new ReportQueue(
            (report, record) -> {
                tries.add(report.domain() + " " + Duration.between(BEGIN, now).toMinutes());
                return List.of(new ReportSender.Outcome(PLACE, takes, ""));
            },
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    private static Report report(String domain) {
        return new Report(domain, new Reporter("Here", "tls@here.test"), "1", BEGIN, BEGIN.plusSeconds(86_399), "{}");
    }

    /** Does all that there is to do, when it is due. */
    private List<ReportQueue.Settled> runAll() throws InterruptedException {
        var settled = new ArrayList<ReportQueue.Settled>();
        for (Optional<Instant> next = queue.next(); next.isPresent(); next = queue.next()) {
            now = next.get();
            settled.addAll(queue.run());
        }
        return settled;
    }

    @Test
    void aReportThatIsTakenIsSentOnce() throws InterruptedException {
        takes = true;
        queue.add(REPORT, RECORD);

        List<ReportQueue.Settled> settled = runAll();

        assertEquals(List.of("example.test 0"), tries);
        assertTrue(settled.get(0).isTaken());
    }

    @Test
    void aReportThatIsNotTakenIsTriedForADayEachTimeAfterTwiceAsLong() throws InterruptedException {
        queue.add(REPORT, RECORD);

        List<ReportQueue.Settled> settled = runAll();

        assertEquals(
                List.of(0, 15, 45, 105, 225, 465, 945).stream()
                        .map(minutes -> "example.test " + minutes)
                        .toList(),
                tries);
        assertFalse(settled.get(0).isTaken());
    }

    @Test
    void aReportMayArriveLater() throws InterruptedException {
        queue.add(REPORT, RECORD);
        queue.run();
        takes = true;

        assertTrue(runAll().get(0).isTaken());
        assertEquals(2, tries.size());
    }

    @Test
    void nothingIsSentBeforeItIsDue() throws InterruptedException {
        queue.add(REPORT, RECORD);
        queue.run();
        now = now.plus(ReportQueue.FIRST_PAUSE).minusSeconds(1);

        queue.run();

        assertEquals(1, tries.size());
        assertEquals(Optional.of(now.plusSeconds(1)), queue.next());
    }

    @Test
    void oneThatWaitsDoesNotHoldUpAnother() throws InterruptedException {
        queue.add(REPORT, RECORD);
        queue.run();
        queue.add(report("other.test"), RECORD);

        queue.run();

        assertEquals(List.of("example.test 0", "other.test 0"), tries);
    }

    @Test
    void noMoreWaitThanTheBound() {
        for (int i = 0; i < ReportQueue.MOST_WAITING; i++) {
            assertTrue(queue.add(REPORT, RECORD));
        }

        assertFalse(queue.add(REPORT, RECORD));
    }

    @Test
    void whatIsSentWhileSomebodyStopsUsIsNotLost() {
        var interrupted = new ReportQueue(
                (report, record) -> {
                    throw new InterruptedException();
                },
                Clock.systemUTC());
        interrupted.add(REPORT, RECORD);

        assertThrows(InterruptedException.class, interrupted::run);

        assertTrue(interrupted.next().isPresent());
    }
}
