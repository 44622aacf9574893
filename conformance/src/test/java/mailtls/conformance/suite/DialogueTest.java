package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {

    @Test
    void aLineIsATurn() {
        Dialogue dialogue = Dialogue.of("""
                S: 220 *
                C& NOOP
                C: STARTTLS
                S: 250 | 5..
                S? a NO *
                -- tls --
                S: +OK ...
                lacks: STARTTLS
                never: {token}
                """);

        assertEquals(
                List.of(
                        new Turn.Expect(List.of(new Expected("220", false))),
                        new Turn.SayTogether("NOOP"),
                        new Turn.Say("STARTTLS"),
                        new Turn.Expect(List.of(new Expected("250", false), new Expected("5..", false))),
                        new Turn.Suppose(List.of(new Expected("a NO", false))),
                        Turn.Event.TLS,
                        new Turn.Expect(List.of(new Expected("+OK", true))),
                        new Turn.Lacks("STARTTLS"),
                        new Turn.Never("{token}")),
                dialogue.turns());
    }

    @Test
    void aPointInAStatusIsAnyCharacter() {
        var expected = new Expected("5..", false);

        assertTrue(expected.fits("503"));
        assertFalse(expected.fits("250"));
        assertFalse(expected.fits("50"));
        assertTrue(new Expected("a OK", false).fits("a ok"));
    }

    @Test
    void errorsNameTheLine() {
        assertWrong("line 2: “Q: what” begins with none of", "S: 220 *\nQ: what");
        assertWrong("line 1: “-- tsl --” is none of", "-- tsl --");
        assertWrong("line 1: there is no {tokn}", "C: NOOP {tokn}");
        assertWrong("line 1: “one two three” is no status", "S: one two three");
        assertWrong("line 1: C& needs a line", "C& NOOP");
        assertWrong("line 2: -- hello -- needs a line", "C: NOOP\n-- hello --");
        assertWrong("line 1: -- tls& -- needs a line", "-- tls& --\n-- close --");
    }

    @Test
    void whoeverSaysAPasswordNeedsAnAccount() {
        assertTrue(Dialogue.of("C: AUTH PLAIN {plain}").needsAccount());
        assertFalse(Dialogue.of("C: NOOP {token}").needsAccount());
    }

    private static void assertWrong(String message, String text) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Dialogue.of(text))
                .getMessage());
        assertTrue(said.contains(message), said);
    }
}
