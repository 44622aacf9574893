package mailtls.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class FlameTest {

    private static final String READ = "org.apache.mina.core.polling.AbstractPollingIoProcessor.read";
    private static final String FILTER = "mailtls.mina.TlsFilter.messageReceived";
    private static final String ENGINE = "sun.security.ssl.SSLEngineImpl.unwrap";

    @Test
    void whatEverybodyCallsIsTheCallers() {
        var stacks = new Stacks();
        stacks.add(List.of(READ, FILTER), 1);
        stacks.add(List.of(READ, FILTER, ENGINE, "java.util.HashMap.get"), 2);
        stacks.add(List.of(READ, FILTER, ENGINE, "sun.security.ec.ECDSASignature.engineSign"), 5);

        assertEquals(Map.of(Owner.OURS, 12.5, Owner.JSSE, 25.0, Owner.JCA, 62.5), stacks.shares());
    }

    @Test
    void theTableGoesFromTheOutermostInwardsAndPassesOverWhoOnlyHandsOn() {
        var stacks = new Stacks();
        stacks.add(List.of(READ, FILTER), 25);
        stacks.add(List.of(READ, FILTER, ENGINE), 74);
        stacks.add(List.of(READ, FILTER, "seldom.Seen.method"), 1);

        String calls = Flame.table(stacks).split("\\| call ")[1];

        assertEquals(
                List.of("| `TlsFilter.messageReceived` | 100.0 % |", "| \u2003`SSLEngineImpl.unwrap` | 74.0 % |"),
                calls.lines().skip(2).toList());
    }

    @Test
    void theDrawingIsWellFormedAndABarIsAsWideAsItsShare() throws Exception {
        var stacks = new Stacks();
        stacks.add(List.of("a.B.<init>"), 1);
        stacks.add(List.of("a.B.c"), 3);

        Document drawing = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new FlameDrawing(stacks).svg().getBytes(UTF_8)));

        var titles = drawing.getElementsByTagName("title");
        var bars = drawing.getElementsByTagName("rect");
        assertEquals("a.B.<init>: 25.00 %", titles.item(2).getTextContent());
        assertEquals("300.0", bars.item(2).getAttributes().getNamedItem("width").getNodeValue());
    }

    @Name("mailtls.benchmarks.Probe")
    static final class Probe extends Event {}

    @Test
    void stacksOfARecordingAreRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("probe.jfr");
        try (var recording = new Recording()) {
            recording.enable(Probe.class).withStackTrace();
            recording.start();
            new Probe().commit();
            recording.stop();
            recording.dump(file);
        }
        var printed = new ByteArrayOutputStream();
        Path picture = directory.resolve("probe.svg");

        Flame.run(file, "mailtls.benchmarks.Probe", picture, new PrintStream(printed, true, UTF_8));

        assertTrue(printed.toString(UTF_8).contains("| mailtls | 100.0 % |"), printed.toString(UTF_8));
        assertTrue(Files.readString(picture).contains("FlameTest.stacksOfARecordingAreRead"));
    }
}
