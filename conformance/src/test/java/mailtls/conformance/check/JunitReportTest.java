package mailtls.conformance.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import mailtls.conformance.suite.Verdict;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whoever reads the XML of JUnit reads ours: here it is Surefire's own reader. */
class JunitReportTest {

    private static final Run RUN = FoundRuns.hostile();

    /** It makes suites of its own, one for each class. */
    @Test
    void eachCaseIsATestOfItsSection() throws Exception {
        List<String> wanted = RUN.targets().stream()
                .flatMap(examined -> examined.results().stream()
                        .map(result -> examined.target() + " " + result.test().id()))
                .sorted()
                .toList();

        List<String> there = read(RUN).stream()
                .flatMap(suite -> suite.getTestCases().stream())
                .map(test -> test.getFullClassName() + "." + test.getName())
                .sorted()
                .toList();

        assertEquals(wanted, there);
    }

    @Test
    void itCountsWhatWeCount() throws Exception {
        List<ReportTestSuite> suites = read(RUN);
        Map<Verdict, Integer> counts = RUN.counts();

        assertEquals(
                RUN.results().size(),
                suites.stream().mapToInt(ReportTestSuite::getNumberOfTests).sum());
        assertEquals(
                counts.get(Verdict.FAIL),
                suites.stream().mapToInt(ReportTestSuite::getNumberOfFailures).sum());
        assertEquals(
                counts.get(Verdict.ERROR) + counts.get(Verdict.INCONCLUSIVE),
                suites.stream().mapToInt(ReportTestSuite::getNumberOfErrors).sum());
        assertEquals(
                counts.get(Verdict.SKIP) + counts.get(Verdict.NOT_OBSERVABLE),
                suites.stream().mapToInt(ReportTestSuite::getNumberOfSkipped).sum());
    }

    /** Others go by the counts that stand at each suite. */
    @Test
    void whatStandsAtASuiteIsTrue() throws Exception {
        NodeList suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitReport.of(RUN).getBytes(UTF_8)))
                .getElementsByTagName("testsuite");

        assertEquals(RUN.targets().size(), suites.getLength());
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertCount("testcase", suite.getAttribute("tests"), suite);
            assertCount("failure", suite.getAttribute("failures"), suite);
            assertCount("error", suite.getAttribute("errors"), suite);
            assertCount("skipped", suite.getAttribute("skipped"), suite);
        }
    }

    private static void assertCount(String element, String count, Element suite) {
        assertEquals(count, String.valueOf(suite.getElementsByTagName(element).getLength()), element);
    }

    @Test
    void aTestIsWhatItsVerdictMeans() throws Exception {
        Map<String, Set<Verdict>> read = new HashMap<>();
        for (Verdict verdict : Verdict.values()) {
            ReportTestCase test = read(FoundRuns.of("imap://mail.example", verdict))
                    .get(0)
                    .getTestCases()
                    .get(0);
            read.computeIfAbsent(kind(test), none -> EnumSet.noneOf(Verdict.class))
                    .add(verdict);
        }

        assertEquals(
                Map.of(
                        "passed", Set.of(Verdict.PASS, Verdict.INFO, Verdict.WARN),
                        "skipped", Set.of(Verdict.SKIP, Verdict.NOT_OBSERVABLE),
                        "failure", Set.of(Verdict.FAIL),
                        "error", Set.of(Verdict.INCONCLUSIVE, Verdict.ERROR)),
                read);
    }

    @Test
    void aFailureHasItsReasonAndWhatWasSaid() throws Exception {
        Run run = FoundRuns.of("imap://mail.example", Verdict.FAIL);

        ReportTestCase test = read(run).get(0).getTestCases().get(0);

        assertEquals(run.results().get(0).reason(), test.getFailureMessage());
        assertTrue(test.getFailureDetail().contains("onerror"), test.getFailureDetail());
        assertTrue(run.results().get(0).test().id().endsWith(test.getName()), test.getName());
    }

    private static String kind(ReportTestCase test) {
        if (test.isSuccessful()) {
            return "passed";
        }
        return test.hasSkipped() ? "skipped" : test.hasFailure() ? "failure" : "error";
    }

    private static List<ReportTestSuite> read(Run run) throws Exception {
        byte[] xml = JunitReport.of(run).getBytes(UTF_8);
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), UTF_8));
    }
}
