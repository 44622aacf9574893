package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\r", "\nb", "a\0b", "a\r\nb", "\u0100", "€"})
    void whatWouldSplitALineIsNotALine(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Line(text));
    }

    @Test
    void aLineHasOneOctetForEachCharacter() {
        assertArrayEquals(new byte[] {'a', (byte) 0xe4, (byte) 0xff}, new Line("a\u00e4\u00ff").octets());
    }

    @Test
    void aLineIsReadAsUtf8WhereItIsWellFormed() {
        assertEquals(Optional.of("ä"), new Line("\u00c3\u00a4").utf8());
        assertEquals(Optional.empty(), new Line("\u00e4").utf8());
    }

    @Test
    void aLinePrintsNothingThatCouldUpsetATerminal() {
        assertEquals("a?[31m??", new Line("a\u001b[31m\u007f\u009b").toString());
    }

    @Test
    void whatMayHoldAPasswordPrintsNothingOfIt() {
        var violation = new Violation(Violation.Sin.NUL, new Line("sesame"), new Line("sesame"));

        assertEquals("a line with a NUL octet", violation.toString());
        assertFalse(new Octets(Ascii.octets("sesame")).toString().contains("sesame"));
    }

    @Test
    void nothingNegativeIsRead() {
        assertThrows(IllegalArgumentException.class, () -> new Reading.OfLine(0));
        assertThrows(IllegalArgumentException.class, () -> new Reading.OfOctets(-1));
        assertThrows(IllegalArgumentException.class, () -> new Reading.Skip(-1));
    }
}
