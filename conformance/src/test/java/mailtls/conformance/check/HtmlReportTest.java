package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import picocli.CommandLine;

class HtmlReportTest {

    private static final String PAGE = HtmlReport.of(FoundRuns.hostile(), "1.0 <test>");

    @TempDir
    private Path temporary;

    /** It is XML as well, whatever a server says, so that no parser has to guess. */
    @Test
    void elementsAreClosedInOrder() throws Exception {
        assertEquals("html", parse(PAGE).getDocumentElement().getTagName());
    }

    @Test
    void eachCaseIsThere() throws Exception {
        List<String> wanted = FoundRuns.hostile().results().stream()
                .map(result -> result.test().id() + " " + result.verdict())
                .sorted()
                .toList();

        List<String> there = withClass(parse(PAGE), "case")
                .map(one ->
                        one.getAttribute("id").replaceFirst("^\\d+\\.", "") + " " + one.getAttribute("data-verdict"))
                .sorted()
                .toList();

        assertEquals(wanted, there);
    }

    @Test
    void eachLinkLeadsSomewhereOnThePage() throws Exception {
        Document page = parse(PAGE);
        Set<String> ids = new HashSet<>();
        elements(page)
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .forEach(id -> assertTrue(ids.add(id), id + " is there twice"));

        List<String> lost = elements(page)
                .map(element -> element.getAttribute("href"))
                .filter(link -> !link.isEmpty() && !(link.startsWith("#") && ids.contains(link.substring(1))))
                .toList();

        assertEquals(List.of(), lost);
    }

    @Test
    void whatAServerSaysIsText() throws Exception {
        Document page = parse(PAGE);

        assertEquals(0, page.getElementsByTagName("img").getLength());
        assertEquals(1, page.getElementsByTagName("script").getLength());
        assertFalse(PAGE.contains("<img"), "there is an element that a server made");
        assertFalse(PAGE.contains("\u001b") || PAGE.contains("\u202e"), "there is a character that can't be seen");
        assertTrue(page.getDocumentElement().getTextContent().contains("<img src=x onerror=alert(1)>"));
    }

    @Test
    void nothingIsFetched() throws Exception {
        List<String> outside = elements(parse(PAGE))
                .flatMap(element -> Stream.of("src", "href", "data", "action").map(element::getAttribute))
                .filter(link -> !link.isEmpty() && !link.startsWith("#"))
                .toList();

        assertEquals(List.of(), outside);
        assertTrue(PAGE.contains("default-src 'none'"));
    }

    @Test
    void theFailingTransitionIsMarked() throws Exception {
        Run run = FoundRuns.of("smtp://mail.example", Verdict.SKIP, Verdict.FAIL);
        Phase asked = run.results().get(1).evidence().requirements().get(0).phase();

        assertEquals(List.of(asked.name()), failing(run));
    }

    /** Whatever its requirement is about. */
    @Test
    void itIsTheTransitionOfTheTurnThatFailed() throws Exception {
        Run run = FoundRuns.failing("smtp://mail.example", Phase.CLOSE);

        assertEquals(List.of("CLOSE"), failing(run));
        assertNotEquals(
                Phase.CLOSE,
                run.results().get(0).evidence().requirements().get(0).phase());
    }

    private static List<String> failing(Run run) throws Exception {
        return elements(parse(HtmlReport.of(run, "1.0")))
                .filter(element -> element.getAttribute("class").startsWith("transition FAIL"))
                .map(transition -> transition.getAttribute("data-phase"))
                .toList();
    }

    @Test
    void theTurnThatCameOtherwiseIsMarked() throws Exception {
        Run run = FoundRuns.of("pop3://mail.example", Verdict.FAIL);
        Document page = parse(HtmlReport.of(run, "1.0"));

        assertEquals(
                List.of(run.results().get(0).evidence().expected().orElseThrow()),
                withClass(page, "failed").map(Element::getTextContent).toList());
    }

    @Test
    void theHeadlineTellsWhatMatters() {
        assertTrue(headline(Verdict.PASS, Verdict.SKIP).contains("Nothing fails in 2 cases<"));
        assertTrue(headline(Verdict.FAIL, Verdict.PASS).contains("1 of 2 cases fails<"));
        assertTrue(headline(Verdict.FAIL, Verdict.ERROR, Verdict.WARN).contains("2 of 3 cases fail, with 1 warning<"));
        assertTrue(headline(Verdict.INCONCLUSIVE, Verdict.PASS).contains("in 2 cases, and of 1 nothing can be said<"));
    }

    /** A conversation over both channels, with the password of a real log-in in it. */
    @Test
    void aRealRunShowsBothChannelsAndNoPassword() throws Exception {
        Path file = temporary.resolve("report.html");

        int status = new CommandLine(new Check(new java.io.PrintWriter(new java.io.StringWriter())))
                .execute("--timeout", "30", "--case", "pop3.StlsCommand.LETS_*", "--report", "html=" + file);

        String page = Files.readString(file);
        assertEquals(0, status);
        assertTrue(page.contains("<section class=\"band clear\">") && page.contains("<section class=\"band tls\">"));
        assertTrue(page.contains("<code>STLS</code>") && page.contains("<code>STAT</code>"));
        assertTrue(page.contains("<code>••••••</code>"));
        assertFalse(page.contains("AGFsaWNlAHNlY3JldA"), "the password stands in the report");
    }

    private static String headline(Verdict... verdicts) {
        return HtmlReport.of(FoundRuns.of("smtp://mail.example", verdicts), "1.0");
    }

    /** Parses it as XML, without what is not markup. */
    private static Document parse(String page) throws ParserConfigurationException, SAXException, IOException {
        String markup = page.replaceFirst("<!DOCTYPE html>\\s*", "")
                .replaceFirst("(?s)<script>.*</script>", "<script/>")
                .replaceFirst("(?s)<style>.*?</style>", "<style/>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
    }

    private static Stream<Element> withClass(Document page, String name) {
        return elements(page).filter(element -> element.getAttribute("class").equals(name));
    }

    private static Stream<Element> elements(Document page) {
        NodeList all = page.getElementsByTagName("*");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i));
    }
}
