package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** What a server says reaches people only as text. */
class HostileWordsTest {

    /** Escapes that move the cursor, a bell, a NUL, and marks that turn the direction of writing. */
    private static final String CURSOR = "\u001b[2J\u0007\0\u009b31m\u202e";

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void noReportHasAnInvisibleCharacter(ReportFormat format) {
        String report = format.of(FoundRuns.saying(CURSOR), "1.0");

        assertTrue(report.codePoints().noneMatch(HostileWordsTest::isInvisible), format.toString());
    }

    @Test
    void theTerminalHasNoneEither() {
        var screen = new StringWriter();
        var text = new TextReport(new PrintWriter(screen), Baseline.NONE, new Progress(new PrintWriter(screen), false));
        Run run = FoundRuns.saying(CURSOR);

        run.results().forEach(text::result);
        run.targets().forEach(text::examined);

        assertTrue(screen.toString().contains("?[2J"));
        assertTrue(screen.toString().codePoints().noneMatch(HostileWordsTest::isInvisible));
    }

    @Test
    void theXmlOfJunitIsStillXml() throws Exception {
        String report = JunitReport.of(FoundRuns.saying(CURSOR + FoundRuns.HOSTILE));

        assertEquals(
                "testsuites",
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(report)))
                        .getDocumentElement()
                        .getTagName());
    }

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return c != '\n' && c != '\r' && (type == Character.CONTROL || type == Character.FORMAT);
    }
}
