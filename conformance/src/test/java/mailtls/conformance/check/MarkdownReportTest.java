package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void aTableTellsEachServer() {
        List<String> lines = MarkdownReport.of(
                        FoundRuns.of("smtp://mail.example", Verdict.PASS, Verdict.PASS, Verdict.FAIL), "1.0")
                .lines()
                .toList();

        assertEquals("# 1 of 3 cases fails", lines.get(0));
        assertEquals("| Server | Profile | PASS | FAIL |", lines.get(2));
        assertEquals("| `smtp://mail.example:25` | mx25 | 2 | 1 |", lines.get(4));
    }

    @Test
    void whatAServerSaysIsText() {
        String report = MarkdownReport.of(FoundRuns.hostile(), "1.0");
        String outsideBlocks = report.replaceAll("(?s)```+text\n.*?\n```+", "");

        assertFalse(outsideBlocks.replace("\\<", "").contains("<img"), "an element that a server made");
        assertTrue(outsideBlocks.contains("\\<img"), "the words of the server are not there");
        assertFalse(report.contains("\u001b") || report.contains("\u202e"), "a character that can't be seen");
    }

    @Test
    void aFenceInTheWordsOfAServerEndsNoBlock() {
        Run run = FoundRuns.saying("``` and ````\n# no heading");

        assertTrue(MarkdownReport.of(run, "1.0").contains("\n`````text\n"));
    }
}
