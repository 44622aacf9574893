package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void whatIsInCompanyGoesOnAtTheSameTime() {
        var both = new CountDownLatch(2);
        try (var lanes = Lanes.of(3)) {
            List<Future<Boolean>> begun = IntStream.range(0, 2)
                    .mapToObj(i -> lanes.begin(() -> lanes.inCompany(() -> meets(both)), false))
                    .toList();
            assertTrue(begun.stream().allMatch(Lanes::await));
        }
    }

    @Test
    void thoseWhoLogInComeOneAfterTheOther() {
        assertEquals(1, mostAtOnce(true, false));
    }

    @Test
    void whoIsAloneMeetsNobody() {
        assertEquals(1, mostAtOnce(false, true));
    }

    private static int mostAtOnce(boolean logsIn, boolean alone) {
        var there = new AtomicInteger();
        try (var lanes = Lanes.of(4)) {
            return IntStream.range(0, 50)
                    .mapToObj(i -> lanes.begin(
                            () -> alone ? lanes.alone(() -> count(there)) : lanes.inCompany(() -> count(there)),
                            logsIn))
                    .toList()
                    .stream()
                    .mapToInt(Lanes::await)
                    .max()
                    .orElseThrow();
        }
    }

    /** Returns how many are there, oneself included, and goes. */
    private static int count(AtomicInteger there) {
        int now = there.incrementAndGet();
        Thread.yield();
        there.decrementAndGet();
        return now;
    }

    @Test
    void aSingleLaneKeepsTheOrder() {
        var said = new StringBuilder();
        try (var lanes = Lanes.of(1)) {
            IntStream.range(0, 10)
                    .mapToObj(i -> lanes.begin(() -> said.append(i), i % 2 == 0))
                    .toList()
                    .forEach(Lanes::await);
        }
        assertEquals("0123456789", said.toString());
    }

    private static boolean meets(CountDownLatch others) {
        others.countDown();
        try {
            return others.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
