package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mailtls.conformance.command.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckOptionsTest {

    private static final String CASE = "pop3.StlsCommand.REFUSES_AN_ARGUMENT";
    private static final String NOBODY = "pop3://127.0.0.1:1";

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path temporary;

    @Test
    void whatTheBaselineKnowsDoesNotCount() throws IOException {
        Path baseline = baseline(CASE + " nobody is there");

        assertEquals(3, check("--case", CASE, NOBODY));
        out.getBuffer().setLength(0);
        assertEquals(0, check("--case", CASE, "--baseline", baseline.toString(), NOBODY));

        assertTrue(out.toString().contains("(known: nobody is there)"), out.toString());
        assertTrue(out.toString().contains("\n1 known\n"), out.toString());
    }

    @Test
    void whatIsNoLongerWrongIsNamed() throws IOException {
        Path baseline = baseline(CASE + " it was wrong once");

        assertEquals(0, check("--timeout", "30", "--case", CASE, "--baseline", baseline.toString()));

        assertTrue(out.toString().contains("no longer wrong, and still in the baseline: " + CASE), out.toString());
    }

    @Test
    void aBaselineThatNamesNoCaseIsRefused() throws IOException {
        Path baseline = baseline("pop3.Nothing.AT_ALL for a reason");

        assertTrue(trouble("--baseline", baseline.toString(), NOBODY).contains("line 1: there is no case"));
        assertTrue(trouble("--baseline", "there is no such file", NOBODY).contains("can't use the baseline"));
    }

    @Test
    void casesCanBeExcluded() {
        check("--list", "--case", "pop3.*", "--exclude", "pop3.Boundary.*", "--exclude", CASE);

        List<String> ids =
                out.toString().lines().map(line -> line.split("\t", 2)[0]).toList();
        assertFalse(ids.isEmpty());
        assertTrue(ids.stream().allMatch(id -> id.startsWith("pop3.")));
        assertFalse(ids.contains(CASE));
        assertTrue(ids.stream().noneMatch(id -> id.startsWith("pop3.Boundary.")));
    }

    @Test
    void numbersHaveBounds() {
        assertTrue(trouble("--repeat", "0", NOBODY).startsWith("--repeat: not 0"));
        assertTrue(trouble("--jobs", "65", NOBODY).startsWith("--jobs: not 65"));
        assertTrue(trouble("--timeout", "0", NOBODY).startsWith("--timeout: not 0"));
    }

    @Test
    void anUnknownFormatIsRefusedBeforeAnybodyIsAsked() {
        String message = trouble("--report", "pdf=" + temporary.resolve("report.pdf"), NOBODY);

        assertTrue(message.contains("json, junit, html, sarif, markdown"), message);
        assertEquals("", out.toString());
    }

    @Test
    void eachFormatCanBeWritten() throws IOException {
        for (ReportFormat format : ReportFormat.values()) {
            Path file = temporary.resolve("report." + format);

            assertEquals(3, check("--case", CASE, "--report", format + "=" + file, NOBODY));

            assertTrue(Files.readString(file).contains("pop3://127.0.0.1:1"), format + " does not name the server");
        }
    }

    private Path baseline(String... lines) throws IOException {
        return Files.write(temporary.resolve("known"), List.of(lines));
    }

    private String trouble(String... arguments) {
        var check = CommandLine.populateCommand(new Check(new PrintWriter(out, true)), arguments);
        return assertThrows(Trouble.class, check::call).getMessage();
    }

    private int check(String... arguments) {
        return new CommandLine(new Check(new PrintWriter(out, true))).execute(arguments);
    }
}
