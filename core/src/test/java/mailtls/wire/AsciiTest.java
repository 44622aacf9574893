package mailtls.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {

    @Test
    void theLettersOfAsciiHaveTwoCases() {
        assertEquals("STARTTLS-09_[]{}@`", Ascii.upper("StartTls-09_[]{}@`"));
        assertEquals("starttls-09_[]{}@`", Ascii.lower("StartTls-09_[]{}@`"));
    }

    /** Sharp s, long s, dotless i, Kelvin sign, micro sign, y with diaeresis: Java would make other letters of each. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00df", "\u017f", "\u0131", "\u212a", "\u00b5", "\u00ff", "\u0130"})
    void noOtherLetterIsTouched(String letter) {
        assertEquals(letter, Ascii.upper(letter));
        assertEquals(letter, Ascii.lower(letter));
    }

    @Test
    void eachOctetIsACharacterAndBack() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertArrayEquals(all, Ascii.octets(Ascii.text(all)));
        assertEquals("\u0001\u0002", Ascii.text(all, 1, 2));
    }

    @Test
    void whatIsNoOctetIsAQuestionMark() {
        assertArrayEquals(new byte[] {'?'}, Ascii.octets("€"));
    }

    @Test
    void readingABufferDoesNotMoveIt() {
        var buffer = ByteBuffer.wrap(new byte[] {'a', 'b', 'c'}).position(1);

        assertEquals("bc", Ascii.text(buffer));
        assertEquals(1, buffer.position());
    }

    @Test
    void utf8IsReadOnlyWhereItIsWellFormed() {
        assertEquals(Optional.of("ä€"), Ascii.fromUtf8(Ascii.utf8("ä€")));
        assertEquals(Optional.empty(), Ascii.fromUtf8(new byte[] {(byte) 0xc0, (byte) 0x80}));
        assertEquals(Optional.empty(), Ascii.fromUtf8(new byte[] {(byte) 0xe2, (byte) 0x82}));
    }

    @Test
    void printableIsWhatAsciiPrints() {
        assertTrue(Ascii.isPrintable(" ~"));
        assertFalse(Ascii.isPrintable("\u007f"));
        assertFalse(Ascii.isPrintable("\u001f"));
        assertEquals("abc", Ascii.printable("abc"));
        assertEquals("a??b", Ascii.printable("a\r\u2028b"));
    }
}
