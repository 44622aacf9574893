package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter screen = new StringWriter();
    private final PrintWriter out = new PrintWriter(screen);

    @Test
    void whereThereIsNoTerminalNothingIsDrawn() {
        var progress = new Progress(out, false);

        progress.begin(2);
        progress.step();
        progress.print(() -> out.print("a line\n"));
        progress.end();

        assertEquals("a line\n", screen.toString());
    }

    @Test
    void itGoesOnCaseByCase() {
        var progress = new Progress(out, true);

        progress.begin(2);
        assertEquals(CLEAR + "─".repeat(30) + " 0 of 2", screen.toString());
        progress.step();
        assertTrue(screen.toString().endsWith(CLEAR + "━".repeat(15) + "─".repeat(15) + " 1 of 2"));
    }

    @Test
    void whatIsPrintedTakesItsPlaceAndItComesBackBelow() {
        var progress = new Progress(out, true);
        progress.begin(1);
        screen.getBuffer().setLength(0);

        progress.print(() -> out.print("a line\n"));

        assertEquals(CLEAR + "a line\n" + CLEAR + "─".repeat(30) + " 0 of 1", screen.toString());
    }

    @Test
    void nothingOfItIsLeft() {
        var progress = new Progress(out, true);
        progress.begin(1);
        progress.step();

        progress.end();
        progress.print(() -> out.print("the sum\n"));

        assertTrue(screen.toString().endsWith(" 1 of 1" + CLEAR + "the sum\n"));
    }
}
