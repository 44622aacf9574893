package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import mailtls.event.Event;
import org.junit.jupiter.api.Test;

class LogsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Test
    void inTextAnEventIsALineWithTabs() {
        new TextLog(out, CLOCK).record("7", new Event.LoginFailed("PLAIN", "a•••"));

        assertEquals("2026-03-01T12:00:00.000Z\t7\tlogin failed\tmechanism=PLAIN\taccount=a•••", line());
    }

    @Test
    void inJsonAnEventIsAnObjectOnALine() {
        new JsonLog(out, CLOCK).record("7", new Event.MessageAccepted("ESMTPSA", 1234, 2));

        assertEquals(
                "{\"time\":\"2026-03-01T12:00:00.000Z\",\"connection\":\"7\",\"event\":\"message accepted\","
                        + "\"fields\":{\"with\":\"ESMTPSA\",\"octets\":1234,\"recipients\":2}}",
                line());
    }

    @Test
    void inJsonNothingAPeerSaysEndsALine() {
        new JsonLog(out, CLOCK).record("7", new Event.HandshakeFailed("\"odd\"\r\n"));

        assertEquals(
                "{\"time\":\"2026-03-01T12:00:00.000Z\",\"connection\":\"7\",\"event\":\"handshake failed\","
                        + "\"fields\":{\"reason\":\"\\\"odd\\\"\\r\\n\"}}",
                line());
    }

    private String line() {
        return text.toString().replace(System.lineSeparator(), "");
    }
}
