package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import mailtls.conformance.peer.MailProtocol;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static final String COMMAND = "STARTTLS\r\n";

    @Test
    void whatDoesNotMatterIsLeftOut() {
        Crossing shortest = shrink(
                crossing(COMMAND + "EHLO a\r\nNOOP\r\nRSET\r\n"),
                c -> c.octets().contains("NOOP"));

        assertEquals(List.of(COMMAND + "NOOP"), shortest.segments());
    }

    @Test
    void segmentsAreJoinedWhereTheyDoNotMatter() {
        Crossing shortest = shrink(
                crossing((COMMAND + "NOOP x\r\n").split("")), c -> c.octets().endsWith("\n"));

        assertEquals(List.of(COMMAND), shortest.segments());
    }

    @Test
    void segmentsThatMatterStay() {
        Predicate<Crossing> twoSegments =
                c -> c.segments().size() > 1 && c.octets().contains("X");

        Crossing shortest = shrink(crossing("STARTTLS\r", "\nNO", "OP X\r", "\n"), twoSegments);

        assertEquals(2, shortest.segments().size());
        assertEquals(COMMAND + "X", shortest.octets());
    }

    @Test
    void thePauseGoesIfItMayAndStaysIfItMust() {
        Crossing waiting = crossing(COMMAND, "X");

        assertEquals(Duration.ZERO, shrink(waiting, c -> true).pause());
        assertEquals(waiting.pause(), shrink(waiting, c -> !c.pause().isZero()).pause());
    }

    @Test
    void theFirstAttemptThatGoesWrongIsTheOne() {
        List<Crossing> attempts = List.of(crossing(COMMAND + "A"), crossing(COMMAND + "B"), crossing(COMMAND + "C"));

        Optional<Crossing> shortest =
                new Shrinker(c -> !c.octets().endsWith("A") && c.octets().length() > COMMAND.length()).shrink(attempts);

        assertEquals(COMMAND + "B", shortest.orElseThrow().octets());
    }

    @Test
    void whatNoLongerGoesWrongIsNotFound() {
        assertEquals(Optional.empty(), new Shrinker(c -> false).shrink(List.of(crossing(COMMAND))));
    }

    @Test
    void itIsTriedSoManyTimesAndNoMore() {
        var tries = new AtomicInteger();
        String octets = COMMAND + "0123456789".repeat(100);

        Optional<Crossing> shortest = new Shrinker(
                        c -> tries.incrementAndGet() > 0 && c.octets().length() > 900)
                .shrink(List.of(crossing(octets.split(""))));

        assertEquals(Shrinker.MOST_TRIES, tries.get());
        assertTrue(shortest.orElseThrow().octets().length() > 900);
    }

    @Test
    void theSameIsFoundEachTime() {
        Crossing longest = crossing((COMMAND + "a NOOP\r\nb NOOP\r\n").split(""));
        Predicate<Crossing> both = c -> c.octets().contains("a") && c.octets().contains("b");

        assertEquals(shrink(longest, both), shrink(longest, both));
        assertEquals(COMMAND + "ab", shrink(longest, both).octets());
    }

    private static Crossing shrink(Crossing crossing, Predicate<Crossing> goesWrong) {
        return new Shrinker(goesWrong).shrink(List.of(crossing)).orElseThrow();
    }

    private static Crossing crossing(String... segments) {
        return new Crossing(MailProtocol.SMTP, Arrays.asList(segments), Duration.ofMillis(20));
    }
}
