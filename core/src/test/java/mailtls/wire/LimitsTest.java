package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LimitsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultsAreWhatTheProtocolsAskForAtLeast() {
        Limits limits = Limits.DEFAULT;

        assertTrue(limits.line() >= 12_286, "RFC 4954 section 4");
        assertTrue(limits.contentLine() >= 998, "RFC 5321 section 4.5.3.1.6");
        assertTrue(limits.message() >= 65_536, "RFC 5321 section 4.5.3.1.7");
        assertTrue(limits.recipients() >= 100, "RFC 5321 section 4.5.3.1.8");
        assertTrue(limits.idle().compareTo(Duration.ofMinutes(30)) >= 0, "RFC 9051 section 5.4");
    }

    @Test
    void aLimitThatLetsNothingThroughIsRefused() {
        Limits limits = Limits.DEFAULT;
        assertAll(Stream.<Executable>of(
                        () -> limits.withConnections(0),
                        () -> limits.withLine(0),
                        () -> limits.withContentLine(0),
                        () -> limits.withLiteral(0),
                        () -> limits.withMessage(-1),
                        () -> limits.withRecipients(0),
                        () -> limits.withMistakes(0, 1),
                        () -> limits.withMistakes(1, 0),
                        () -> limits.withOutput(0),
                        () -> limits.withConnections(0),
                        () -> limits.withContentLine(0),
                        () -> limits.withTimes(Duration.ZERO, SECOND, SECOND, SECOND),
                        () -> limits.withTimes(SECOND, SECOND.negated(), SECOND, SECOND))
                .map(refused -> () -> assertThrows(IllegalArgumentException.class, refused)));
    }

    @Test
    void eachLimitCanBeChangedAndNoOtherChangesWithIt() {
        Limits all = Limits.DEFAULT
                .withConnections(8)
                .withLine(1)
                .withContentLine(9)
                .withLiteral(2)
                .withMessage(3)
                .withRecipients(4)
                .withMistakes(5, 6)
                .withOutput(7)
                .withConnections(8)
                .withContentLine(9)
                .withTimes(SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3), SECOND.multipliedBy(4));

        assertEquals(
                new Limits(
                        8,
                        1,
                        9,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        SECOND,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)),
                all);
    }
}
