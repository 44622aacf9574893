package mailtls.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void secretsAreNotWrittenDown() {
        transcript.hide("hunter2");
        transcript.add(Direction.SENT, Layer.TLS, 1, "PASS hunter2\r\n");

        assertFalse(transcript.print().contains("hunter2"));
        assertFalse(transcript.entries().toString().contains("hunter2"));
    }

    @Test
    void whatAServerSaysCannotMoveTheCursor() {
        transcript.add(Direction.RECEIVED, Layer.CLEAR, 1, "+OK \u001b[31m\r\n");

        assertTrue(transcript.print().contains("+OK \\x1b[31m"));
    }

    @Test
    void recordsAreTold() {
        transcript.add(Direction.RECEIVED, Layer.RECORD, 1, "\u0015\u0003\u0003\0\u0002\u0002\n");

        assertTrue(transcript.print().contains("Alert (2)"), transcript.print());
    }

    @Test
    void aWordOverTlsIsFoundWhereverItIsCut() {
        transcript.add(Direction.RECEIVED, Layer.CLEAR, 1, "before");
        transcript.add(Direction.RECEIVED, Layer.TLS, 2, "OK tok");
        transcript.add(Direction.RECEIVED, Layer.TLS, 3, "en done");

        assertTrue(transcript.wasHeardOverTls("TOKEN"));
        assertFalse(transcript.wasHeardOverTls("before"));
    }

    @Test
    void whatIsTooMuchIsCountedOnly() {
        transcript.add(Direction.RECEIVED, Layer.CLEAR, 1, "x".repeat(Transcript.LONGEST));
        transcript.add(Direction.RECEIVED, Layer.CLEAR, 2, "more");

        assertEquals(4, transcript.left());
        assertEquals(1, transcript.entries().size());
    }
}
