package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Violation.Sin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {

    private static final Reading LINE = new Reading.OfLine(10);
    private static final int SEGMENT = 64 << 10;

    private final LineBuffer buffer = new LineBuffer();

    @Test
    void aLineIsHandedOutOnceItsCrlfIsThere() {
        arrive("NOO");
        assertEquals(Optional.empty(), buffer.take(LINE));
        arrive("P\r");
        assertEquals(Optional.empty(), buffer.take(LINE));
        arrive("\n");

        assertEquals(line("NOOP"), buffer.take(LINE));
        assertEquals(0, buffer.size());
    }

    @Test
    void oneLineIsHandedOutAtATimeAndTheRestStays() {
        arrive("STARTTLS\r\nQUIT\r\n");

        assertEquals(line("STARTTLS"), buffer.take(LINE));
        assertEquals("QUIT\r\n".length(), buffer.size());
        assertEquals(line("QUIT"), buffer.take(LINE));
        assertEquals(Optional.empty(), buffer.take(LINE));
    }

    @Test
    void anEmptyLineIsALine() {
        arrive("\r\n\r\n");

        assertEquals(line(""), buffer.take(LINE));
        assertEquals(line(""), buffer.take(LINE));
    }

    @Test
    void aLineMayBeAsLongAsIsAllowedAndNoLonger() {
        arrive("0123456789\r\n0123456789A\r\n");

        assertEquals(line("0123456789"), buffer.take(LINE));
        assertEquals(violation(Sin.TOO_LONG, "0123456789A"), buffer.take(LINE));
    }

    @Test
    void octetsAboveAsciiAreKeptAsTheyAre() {
        arrive("\u00e4\u00ff\u0080\r\n");

        assertEquals(line("\u00e4\u00ff\u0080"), buffer.take(LINE));
    }

    @Test
    void aCrWithoutLfIsASin() {
        arrive("a\rb\r\nnext\r\n");

        assertEquals(violation(Sin.BARE_CR, "a?b"), buffer.take(LINE));
        assertEquals(line("next"), buffer.take(LINE));
    }

    @Test
    void aCrBeforeTheCrlfIsASin() {
        arrive("a\r\r\n");

        assertEquals(violation(Sin.BARE_CR, "a?"), buffer.take(LINE));
    }

    @Test
    void aCrAtASegmentsEndWaitsForWhatFollows() {
        arrive("a\r");
        assertEquals(Optional.empty(), buffer.take(LINE));
        arrive("b\r\n");

        assertEquals(violation(Sin.BARE_CR, "a?b"), buffer.take(LINE));
    }

    @Test
    void anLfWithoutCrIsASinAndEndsNothing() {
        arrive("a\nb\r\n");

        assertEquals(violation(Sin.BARE_LF, "a?b"), buffer.take(LINE));
        assertEquals(0, buffer.size());
    }

    @Test
    void aNulIsASin() {
        arrive("a\0b\r\n");

        assertEquals(violation(Sin.NUL, "a?b"), buffer.take(LINE));
    }

    @Test
    void theFirstSinIsTheOneReported() {
        arrive("\0\n\r.\r\n");

        assertEquals(violation(Sin.NUL, "???."), buffer.take(LINE));
    }

    @Test
    void aSinBehindTheLongestLineIsTheLengths() {
        arrive("0123456789 \n\r\n");

        assertEquals(violation(Sin.TOO_LONG, "0123456789 ?"), buffer.take(LINE));
    }

    @Test
    void whatFollowsASinIsJudgedAnew() {
        arrive("\0\r\n\n\r\nNOOP\r\n");

        assertEquals(violation(Sin.NUL, "?"), buffer.take(LINE));
        assertEquals(violation(Sin.BARE_LF, "?"), buffer.take(LINE));
        assertEquals(line("NOOP"), buffer.take(LINE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 129, 130, 131, 1000, SEGMENT})
    void anOverlongLineKeepsItsBeginningAndItsEndHoweverItIsCut(int segment) {
        String tooLong = "beginning" + "x".repeat(1000) + "end {5}";

        arriveIn(segment, tooLong + "\r\nNOOP\r\n");

        assertEquals(
                List.of(
                        new Violation(
                                Sin.TOO_LONG,
                                new Line(tooLong.substring(0, LineBuffer.REMNANT)),
                                new Line(tooLong.substring(tooLong.length() - LineBuffer.REMNANT))),
                        new Line("NOOP")),
                taken);
    }

    @Test
    void aLineOfTenMegabytesIsNotHeld() {
        String segment = "x".repeat(SEGMENT);
        for (int i = 0; i < 160; i++) {
            arrive(segment);
            assertEquals(Optional.empty(), buffer.take(LINE));
            assertTrue(buffer.size() <= LineBuffer.REMNANT + 1, "held " + buffer.size());
        }
        arrive("\r\nNOOP\r\n");

        assertEquals(
                Optional.of(new Violation(Sin.TOO_LONG, new Line("x".repeat(128)), new Line("x".repeat(128)))),
                buffer.take(LINE));
        assertEquals(line("NOOP"), buffer.take(LINE));
    }

    /** Searching from the beginning each time would be 10¹¹ steps here: minutes, not milliseconds. */
    @Test
    @Timeout(20)
    void aLineThatComesOneOctetAtATimeIsSearchedOnce() {
        Reading line = new Reading.OfLine(1 << 20);
        for (int i = 0; i < 1 << 19; i++) {
            arrive("x");
            buffer.take(line);
        }
        arrive("\r\n");

        assertEquals(line("x".repeat(1 << 19)), buffer.take(line));
    }

    @Test
    void thereIsNoLengthThatOverflows() {
        arrive("QUIT\r");
        assertEquals(Optional.empty(), buffer.take(new Reading.OfLine(Integer.MAX_VALUE)));
        arrive("\n");

        assertEquals(line("QUIT"), buffer.take(new Reading.OfLine(Integer.MAX_VALUE)));
    }

    @Test
    void countedOctetsAreTakenWhateverTheyAre() {
        arrive("a\r\n\0\nb");
        assertEquals(Optional.empty(), buffer.take(new Reading.OfOctets(7)));
        arrive("\rrest\r\n");

        Octets octets = (Octets) buffer.take(new Reading.OfOctets(7)).orElseThrow();

        assertEquals("a\r\n\0\nb\r", octets.text());
        assertEquals(line("rest"), buffer.take(LINE));
    }

    @Test
    void noOctetsAreTakenAtOnce() {
        Octets octets = (Octets) buffer.take(new Reading.OfOctets(0)).orElseThrow();

        assertEquals("", octets.text());
    }

    @Test
    void skippedOctetsAreNotHeld() {
        Reading skip = new Reading.Skip(10L * SEGMENT + 3);
        for (int i = 0; i < 10; i++) {
            arrive("x".repeat(SEGMENT));
            assertEquals(Optional.empty(), buffer.take(skip));
            assertEquals(0, buffer.size());
        }
        arrive("abcNOOP\r\n");

        assertEquals(Optional.of(Octets.SKIPPED), buffer.take(skip));
        assertEquals(line("NOOP"), buffer.take(LINE));
        assertEquals(Optional.empty(), buffer.take(new Reading.Skip(1)));
    }

    @Test
    void drainingTakesEverythingAsItCame() {
        arrive("STARTTLS\r\n\u0016\u0003\u0001\r\n\0");
        buffer.take(LINE);

        assertEquals("\u0016\u0003\u0001\r\n\0", Ascii.text(buffer.drain()));
        assertEquals(0, buffer.size());
        assertEquals(0, buffer.drain().remaining());
    }

    @Test
    void whatWasDrainedLeavesNoTrace() {
        arrive("\0" + "x".repeat(500));
        buffer.take(LINE);
        buffer.take(new Reading.Skip(1000));
        buffer.drain();

        arrive("NOOP\r\n");

        assertEquals(line("NOOP"), buffer.take(LINE));
        arrive("x".repeat(1000));
        assertEquals(Optional.of(Octets.SKIPPED), buffer.take(new Reading.Skip(1000)));
    }

    @Test
    void aTlsRecordIsToldFromText() {
        assertFalse(buffer.looksLikeTls());
        arrive("EHLO");
        assertFalse(buffer.looksLikeTls());
        buffer.drain();
        arrive("\u0016\u0003\u0001");
        assertTrue(buffer.looksLikeTls());
    }

    @Test
    void aBufferThatIsPartlyReadGoesOnTaking() {
        String half = "x".repeat(150);
        Reading line = new Reading.OfLine(1000);
        for (int i = 0; i < 100; i++) {
            arrive(half + "\r\n" + half);
            assertEquals(line(i == 0 ? half : half + half), buffer.take(line));
        }
        assertEquals(150, buffer.size());
    }

    private final List<Input> taken = new ArrayList<>();

    private void arriveIn(int segment, String octets) {
        for (int from = 0; from < octets.length(); from += segment) {
            arrive(octets.substring(from, Math.min(octets.length(), from + segment)));
            for (Optional<Input> next = buffer.take(LINE); next.isPresent(); next = buffer.take(LINE)) {
                taken.add(next.get());
            }
        }
    }

    private void arrive(String octets) {
        buffer.append(ByteBuffer.wrap(Ascii.octets(octets)));
    }

    private static Optional<Input> line(String text) {
        return Optional.of(new Line(text));
    }

    private static Optional<Input> violation(Sin sin, String text) {
        return Optional.of(new Violation(sin, new Line(text), new Line(text)));
    }
}
