package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of figures that are known. */
class ReportsTest {

    private final Outcome outcome = Outcomes.known();
    private final Subject first = outcome.subjects().get(0);
    private final Subject second = outcome.subjects().get(1);

    @Test
    void theFigureOfAServerIsTheMedianOfItsRounds() {
        assertEquals(Optional.of(new Spread(11_000, 10_000, 12_000)), outcome.spread(first, Metric.CPU_PER_SESSION));
        assertEquals(Optional.of(new Spread(20_000, 12_000, 33_000)), outcome.spread(second, Metric.CPU_PER_SESSION));
    }

    @Test
    void aRatioIsThatWithinARound() {
        assertEquals(Optional.of(new Spread(2, 1, 3)), outcome.ratio(second, Metric.CPU_PER_SESSION));
        assertEquals(Optional.of(new Spread(1, 1, 1)), outcome.ratio(first, Metric.CPU_PER_SESSION));
    }

    @Test
    void figuresThatNobodyMeasuredAreNotThere() {
        assertEquals(Optional.empty(), outcome.spread(first, Metric.NOOP_P50));
        assertEquals(Optional.empty(), outcome.ratio(second, Metric.RESPONSE_P99));
    }

    @Test
    void memoryIsThatOfOneSession() {
        assertEquals(Optional.of(new Spread(102.4, 102.4, 102.4)), outcome.spread(first, Metric.MEMORY_PER_SESSION));
        assertEquals(Optional.of(new Spread(2, 2, 2)), outcome.spread(first, Metric.CPU_PER_IDLE_SECOND));
    }

    @Test
    void theTextTellsTimesCountsFailuresAndRatios() {
        String text = TextReport.of(outcome);

        for (String part : List.of(
                "3 rounds of 10 sessions, 1 at a time, closed loop, warmed up by 0, seed 42",
                "first  imaps://127.0.0.1:993",
                "  30 sessions, 0 failed, 15 resumed",
                "  TLSv1.3 TLS_AES_128_GCM_SHA256: 30",
                "  FAILED 2: go ahead: said no (a1 NO <?>)",
                "  round trips: 5",
                "  round trips to credential: 3",
                "  CPU per session, µs",
                "20000 (12000–33000)  2.00 (1.00–3.00)")) {
            assertTrue(text.contains(part), part + " is not in\n" + text);
        }
    }

    @Test
    void theJsonHasTheSchemaOfThePage() {
        JsonNode root = JsonMapper.builder().build().readTree(JsonReport.of(outcome, "1.0"));

        assertEquals(List.of("schema", "tool", "version", "machine", "plan", "servers"), keys(root));
        JsonNode server = root.get("servers").get(1);
        assertEquals(
                List.of(
                        "name",
                        "url",
                        "completed",
                        "failed",
                        "failures",
                        "resumed",
                        "withoutCloseNotify",
                        "handshakes",
                        "microseconds",
                        "counts",
                        "figures",
                        "rounds"),
                keys(server));
        assertEquals(2, server.get("failed").asInt());
        assertEquals("said no", server.get("failures").get(0).get("kind").asString());
        assertEquals(2000, server.get("microseconds").get("session").get("p50").asDouble(), 2);
        assertEquals(
                3,
                server.get("counts").get("round trips to credential").get("max").asInt());
        JsonNode cpu = server.get("figures").get("CPU per session");
        assertEquals(20_000, cpu.get("median").asDouble());
        assertEquals(2, cpu.get("ratio").get("median").asDouble());
        assertEquals(3, server.get("rounds").size());
    }

    @Test
    void theDrawingIsWellFormedAndNamesEveryServer() throws Exception {
        String svg = SvgReport.of(outcome);

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertTrue(document.getDocumentElement().getTextContent().contains("<second> & \"last\""));
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
    }

    @Test
    void formatsHaveNames() {
        assertEquals("text, json, svg", ReportFormat.names());
        assertEquals(Optional.of(ReportFormat.SVG), ReportFormat.named("SVG"));
        assertEquals(Optional.empty(), ReportFormat.named("pdf"));
    }

    private static List<String> keys(JsonNode node) {
        return StreamSupport.stream(node.propertyNames().spliterator(), false).toList();
    }
}
