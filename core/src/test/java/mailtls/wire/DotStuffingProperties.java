package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DotStuffingProperties {

    @Property
    void aTextComesBackAsItWas(@ForAll("lines") List<String> lines) {
        String text = lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());

        assertEquals(lines, received(sent(text)));
    }

    @Property
    void aLineComesBackAsItWasAndNeverEndsTheText(@ForAll("line") String text) {
        Line stuffed = DotStuffing.stuff(new Line(text));

        assertFalse(DotStuffing.isEnd(stuffed));
        assertEquals(text, DotStuffing.unstuff(stuffed).text());
    }

    @Property
    void soDoesALineOfContent(@ForAll("anything") String text) {
        var stuffed = new Octets(Ascii.octets(text.startsWith(".") ? "." + text : text));

        assertFalse(DotStuffing.isEnd(stuffed));
        assertEquals(text, DotStuffing.unstuff(stuffed).text());
    }

    @Property
    void aTextWhoseLastLineIsOpenIsClosed(@ForAll("lines") List<String> lines) {
        String text = String.join("\r\n", lines) + "\r\nopen";

        assertTrue(sent(text).endsWith("open\r\n.\r\n"));
    }

    @Property
    void nobodyWhoTakesAnLfForALineFindsTheEndTooSoon(@ForAll("anything") String text) {
        String sent = sent(text);

        String[] lines = sent.split("\n", -1);
        long ends = Stream.of(lines)
                .filter(line -> line.equals(".\r") || line.equals("."))
                .count();
        assertEquals(1, ends);
    }

    @Property
    void eachLineThatBeginsWithADotGetsOneMore(@ForAll("anything") String text) {
        String stuffed = text.replaceAll("(?<![^\n])\\.", "..");

        assertTrue(sent(text).startsWith(stuffed), () -> sent(text));
    }

    @Property(tries = 30)
    void whereALongTextIsDividedMakesNoDifference(@ForAll @IntRange(min = -4, max = 4) int shift) {
        String before = "a".repeat(DotStuffing.PIECE + shift);

        assertEquals(before + "\r\n..b\r\n.\r\n", sent(before + "\r\n.b\r\n"));
    }

    @Example
    void anEmptyTextIsItsEnd() {
        assertEquals(".\r\n", sent(""));
        assertTrue(DotStuffing.isEnd(new Line(".")));
    }

    @Example
    void aTextThatEndsInAnLfAloneGetsACrlf() {
        assertEquals("a\n\r\n.\r\n", sent("a\n"));
        assertEquals("\n\r\n.\r\n", sent("\n"));
    }

    @Provide
    Arbitrary<String> line() {
        return Arbitraries.strings().withChars('.', 'a', ' ', '\u00e4').ofMaxLength(5);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return line().list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings()
                .withChars('.', '/', 'a', '\r', '\n', '\u000b')
                .ofMaxLength(40);
    }

    private static String sent(String text) {
        return DotStuffing.stuff(Ascii.octets(text)).stream().map(Ascii::text).collect(Collectors.joining());
    }

    private static List<String> received(String sent) {
        return Stream.of(sent.split("\r\n"))
                .map(Line::new)
                .takeWhile(line -> !DotStuffing.isEnd(line))
                .map(line -> DotStuffing.unstuff(line).text())
                .toList();
    }
}
