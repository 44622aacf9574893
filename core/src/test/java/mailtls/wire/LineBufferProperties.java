package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.wire.Violation.Sin;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The buffer against a model that sees everything at once: whatever the octets, and wherever they are cut. */
class LineBufferProperties {

    /** What is read, over and over: the reader's mind changes from one piece to the next. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whateverTheSegmentsThePiecesAreTheSame(
            @ForAll("talk") String talk,
            @ForAll("readings") List<Reading> readings,
            @ForAll @Size(max = 20) List<@IntRange(max = 400) Integer> cuts) {
        assertEquals(Model.read(talk, readings), read(talk, readings, cuts));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void oneOctetAtATimeIsNoDifferent(@ForAll("talk") String talk, @ForAll("readings") List<Reading> readings) {
        assertEquals(Model.read(talk, readings), read(talk, readings, List.of(1)));
    }

    @Property
    void whatIsNotTakenIsDrained(@ForAll("talk") String talk, @ForAll("readings") List<Reading> readings) {
        var buffer = new LineBuffer();
        buffer.append(ByteBuffer.wrap(Ascii.octets(talk)));
        String rest = talk;
        for (Reading reading : readings) {
            Optional<Model> next = Model.next(rest, reading);
            if (next.isEmpty()) {
                break;
            }
            buffer.take(reading);
            rest = next.get().rest();
        }

        assertEquals(rest, Ascii.text(buffer.drain()));
    }

    @Property
    void noMoreIsHeldThanTheReaderNeeds(
            @ForAll("talk") String talk, @ForAll @IntRange(min = 1, max = 300) int longest, @ForAll boolean isContent) {
        Reading reading = isContent ? new Reading.OfContent(longest) : new Reading.OfLine(longest);
        var buffer = new LineBuffer();
        for (char octet : talk.toCharArray()) {
            buffer.append(ByteBuffer.wrap(new byte[] {(byte) octet}));
            buffer.take(reading);
            assertTrue(buffer.size() <= Math.max(longest, LineBuffer.REMNANT) + 1, "held " + buffer.size());
        }
    }

    @Provide
    Arbitrary<String> talk() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20)),
                Tuple.of(3, Arbitraries.of("\r\n", "\r", "\n", "\0", "\r\r\n", "\n\r\n")),
                Tuple.of(1, Arbitraries.integers().between(100, 300).map("x"::repeat)));
        return piece.list().ofMaxSize(30).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        Arbitrary<Reading> lines = Arbitraries.integers().between(1, 300).map(Reading.OfLine::new);
        Arbitrary<Reading> content = Arbitraries.integers().between(1, 300).map(Reading.OfContent::new);
        Arbitrary<Reading> octets = Arbitraries.integers().between(0, 50).map(Reading.OfOctets::new);
        Arbitrary<Reading> skips = Arbitraries.integers().between(0, 500).map(Reading.Skip::new);
        return Combinators.combine(
                        lines,
                        Arbitraries.oneOf(lines, content, octets, skips).list().ofMaxSize(20))
                .as((first, more) -> {
                    var readings = new ArrayList<>(more);
                    readings.add(first);
                    return readings;
                });
    }

    /** Sends the talk in segments of these lengths, over and over, and reads until nothing more comes. */
    private static List<String> read(String talk, List<Reading> readings, List<Integer> cuts) {
        var buffer = new LineBuffer();
        var taken = new ArrayList<String>();
        int cut = 0;
        for (int from = 0; from < talk.length(); ) {
            int length = cuts.isEmpty() ? talk.length() : Math.max(1, cuts.get(cut++ % cuts.size()));
            int to = Math.min(talk.length(), from + length);
            buffer.append(ByteBuffer.wrap(Ascii.octets(talk.substring(from, to))));
            from = to;
            takeAll(buffer, readings, taken);
        }
        takeAll(buffer, readings, taken);
        return taken;
    }

    private static void takeAll(LineBuffer buffer, List<Reading> readings, List<String> taken) {
        while (taken.size() < readings.size()) {
            Optional<Input> next = buffer.take(readings.get(taken.size()));
            if (next.isEmpty()) {
                return;
            }
            taken.add(printed(next.get()));
        }
    }

    /** Prints all of an input, since octets are not equal to others of the same content. */
    private static String printed(Input input) {
        if (input instanceof Violation violation) {
            return violation.sin() + ": " + violation.start().text() + " … "
                    + violation.end().text();
        }
        return input instanceof Octets octets ? "octets: " + octets.text() : "line: " + ((Line) input).text();
    }

    /** The slow and simple way: the piece that a text begins with, and what is left of the text. */
    private record Model(Input input, String rest) {

        static List<String> read(String talk, List<Reading> readings) {
            var taken = new ArrayList<String>();
            String rest = talk;
            for (Reading reading : readings) {
                Optional<Model> next = next(rest, reading);
                if (next.isEmpty()) {
                    break;
                }
                taken.add(printed(next.get().input()));
                rest = next.get().rest();
            }
            return taken;
        }

        static Optional<Model> next(String talk, Reading reading) {
            if (reading instanceof Reading.OfLine line) {
                return line(talk, text -> judged(text, line.longest()));
            }
            if (reading instanceof Reading.OfContent line) {
                return line(
                        talk,
                        text -> text.length() > line.longest()
                                ? violation(Sin.TOO_LONG, text)
                                : new Octets(Ascii.octets(text)));
            }
            boolean kept = reading instanceof Reading.OfOctets;
            int count = kept ? ((Reading.OfOctets) reading).count() : (int) ((Reading.Skip) reading).count();
            if (talk.length() < count) {
                return Optional.empty();
            }
            Input run = kept ? new Octets(Ascii.octets(talk.substring(0, count))) : Octets.SKIPPED;
            return Optional.of(new Model(run, talk.substring(count)));
        }

        private static Optional<Model> line(String talk, Function<String, Input> judged) {
            int crlf = talk.indexOf("\r\n");
            return crlf < 0
                    ? Optional.empty()
                    : Optional.of(new Model(judged.apply(talk.substring(0, crlf)), talk.substring(crlf + 2)));
        }

        private static Input judged(String text, int longest) {
            for (int i = 0; i < Math.min(text.length(), longest + 1); i++) {
                switch (text.charAt(i)) {
                    case '\r':
                        return violation(Sin.BARE_CR, text);
                    case '\n':
                        return violation(Sin.BARE_LF, text);
                    case '\0':
                        return violation(Sin.NUL, text);
                    default:
                }
            }
            return text.length() > longest ? violation(Sin.TOO_LONG, text) : new Line(text);
        }

        private static Violation violation(Sin sin, String text) {
            String clean = text.replaceAll("[\r\n\0]", "?");
            int length = Math.min(clean.length(), LineBuffer.REMNANT);
            return new Violation(
                    sin, new Line(clean.substring(0, length)), new Line(clean.substring(clean.length() - length)));
        }
    }
}
