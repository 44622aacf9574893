package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.spec.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path temporary;

    /** The reference passes everything: all cases, three protocols, both modes, and what that leaves open with passwords in clear. */
    @Test
    void theReferencePassesAll() throws Exception {
        Path json = temporary.resolve("report.json");
        Path junit = temporary.resolve("report.xml");

        int status = check("--timeout", "30", "--report", "json=" + json, "--report", "junit=" + junit);

        assertEquals(0, status, out.toString());
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertEquals(1, report.get("schema").asInt());
        assertEquals(10, report.get("targets").size());
        assertEquals(List.of("PASS", "SKIP"), List.copyOf(report.get("summary").propertyNames()));
        assertTrue(report.get("summary").get("PASS").asInt() > 200);
        assertFalse(Files.readString(json).contains("secret\\r"), "the password stands in the report");
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(junit))))
                .getDocumentElement();
        assertEquals(10, suites.getElementsByTagName("testsuite").getLength());
    }

    @Test
    void theSameSeedGivesTheSameVerdicts() {
        check("--seed", "7", "--case", "pop3.*", "--timeout", "30");
        List<String> first = verdicts();
        out.getBuffer().setLength(0);

        check("--seed", "7", "--case", "pop3.*", "--timeout", "30");

        assertEquals(first, verdicts());
        assertTrue(out.toString().startsWith("seed 7"));
    }

    /** What only passwords in clear let happen is seen all the same, and counted. */
    @Test
    void whatTheUsualPolicyLeavesOpenIsAskedOfAnother() {
        int status = check("--timeout", "30", "--case", "pop3.StlsCommand.IS_REFUSED_AFTER_A_LOGIN");

        assertEquals(0, status, out.toString());
        assertTrue(out.toString().contains("as opportunistic"), out.toString());
        assertTrue(out.toString().contains("1 PASS, 1 SKIP in"), out.toString());
        assertTrue(out.toString().contains("another: 1 of 1\n"), out.toString());
        assertTrue(out.toString().contains("    1 SKIP, since the reply is"), out.toString());
    }

    @Test
    void casesCanBeChosen() {
        assertEquals(0, check("--list", "--case", "smtp.ResultOf*", "--requirement", "smtp.quit.server-221"));

        assertEquals("smtp.ResultOfStartTls.ENDS_WITH_A_REPLY\tsmtp.quit.server-221\n", out.toString());
    }

    @Test
    void whatACaseTakesStandsBehindIt() {
        assertEquals(0, check("--list", "--case", "imap.AppendCommand.STARTTLS_IS_CONTENT"));

        assertEquals(
                "imap.AppendCommand.STARTTLS_IS_CONTENT\timap.literal.same-command\t--user --intrusive\n",
                out.toString());
    }

    @Test
    void whereNobodyAnswersNothingIsDecided() throws IOException {
        int port;
        try (var closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }

        assertEquals(3, check("--insecure", "--case", "imap.StartTlsCommand.IS_LISTED", "imap://127.0.0.1:" + port));
        assertTrue(out.toString().contains("can't be reached"), out.toString());
    }

    @Test
    void eachCaseCitesRequirementsThatThereAre() {
        Catalogue catalogue = Catalogue.load();

        List<String> unknown = Cases.suite().cases().stream()
                .flatMap(test -> test.requirements().stream())
                .filter(id -> catalogue.find(id).isEmpty())
                .distinct()
                .toList();

        assertEquals(List.of(), unknown);
    }

    private List<String> verdicts() {
        return out.toString().lines().filter(line -> line.startsWith("  ")).toList();
    }

    private int check(String... arguments) {
        return new CommandLine(new Check(new PrintWriter(out, true))).execute(arguments);
    }
}
