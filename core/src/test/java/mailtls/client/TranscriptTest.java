package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.machine.Turn;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void bothSidesAreSeen() {
        transcript.heard("+OK hello");
        transcript.said(Request.line("CAPA"));
        transcript.note("over TLS");

        assertEquals("S: +OK hello\nC: CAPA\n-- over TLS --", transcript.toString());
    }

    @Test
    void silenceAndHalfRepliesAreNot() {
        transcript.said(Request.LEAVE);
        transcript.said(Reply.NONE);
        transcript.heard(Turn.BEGINNING);

        assertEquals("", transcript.toString());
    }

    @Test
    void whatIsNotToBeShownIsNot() {
        transcript.said(Request.line("PASS secret", "PASS ••••••"));
        transcript.said(Request.octets(List.of(ByteBuffer.allocate(3)), "(3 octets)"));

        assertTrue(transcript.toString().startsWith("C: PASS ••••••\n"), transcript.toString());
        assertTrue(transcript.toString().endsWith("C: (3 octets)"));
    }

    @Test
    void itKeepsTheLastLinesAndTheirBeginnings() {
        for (int i = 0; i <= Transcript.MOST_LINES; i++) {
            transcript.heard(i + "x".repeat(1_000));
        }

        List<String> lines = transcript.toString().lines().toList();
        assertEquals(Transcript.MOST_LINES, lines.size());
        assertTrue(lines.get(0).startsWith("S: 1x"));
        assertEquals(Transcript.LONGEST + 1, lines.get(0).length());
    }

    @Test
    void nothingInItTurnsTheTerminalRound() {
        transcript.heard("\u001b[31m\r\nC: forged");

        assertEquals("S: ?[31m??C: forged", transcript.toString());
    }

    @Test
    void aLineIsOneLine() {
        assertThrows(IllegalArgumentException.class, () -> Request.line("NOOP\r\nQUIT"));
        assertThrows(IllegalArgumentException.class, () -> Request.line("NOOP\0"));
        assertEquals("NOOP", Request.line("NOOP").toString());
    }
}
