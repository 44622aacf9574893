package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report as it travels (RFC 8460 section 5). */
class ReportTest {

    private static final Instant BEGIN = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T23:59:59Z");
    private static final String JSON = "{\"organization-name\":\"Hier & da\"}";
    private static final Report REPORT =
            new Report("example.test", new Reporter("Here", "tls@mx.here.test"), "1.a-2", BEGIN, END, JSON);

    private final String message = Ascii.text(REPORT.message("reports@example.test", END));

    static String unzipped(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void itsFileSaysWhoAboutWhomAndWhen() {
        assertEquals("mx.here.test!example.test!1775001600!1775087999!1a2.json.gz", REPORT.fileName());
    }

    @Test
    void itIsCompressed() throws IOException {
        assertEquals(JSON, unzipped(REPORT.gzip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <tls@mx.here.test>",
                "To: <reports@example.test>",
                "Date: Wed, 1 Apr 2026 23:59:59 GMT",
                "Message-ID: <1.a-2@mx.here.test>",
                "TLS-Report-Domain: example.test",
                "TLS-Report-Submitter: mx.here.test",
                "TLS-Required: No",
                "Subject: Report Domain: example.test\r\n Submitter: mx.here.test\r\n Report-ID: <1.a-2@mx.here.test>",
                "Content-Type: multipart/report; report-type=\"tlsrpt\";"
            })
    void itsHeaderIsThatOfAReport(String field) {
        String header = message.substring(0, message.indexOf("\r\n\r\n"));

        assertTrue(("\r\n" + header + "\r\n").contains("\r\n" + field + "\r\n"), header);
    }

    @Test
    void itsLastPartIsTheFile() throws IOException {
        String part = message.substring(message.indexOf("Content-Type: application/tlsrpt+gzip\r\n"));
        String base64 = part.substring(part.indexOf("\r\n\r\n"), part.indexOf("\r\n--=_report--\r\n"));

        assertTrue(part.contains("filename=\"" + REPORT.fileName() + "\""), part);
        assertEquals(JSON, unzipped(Base64.getMimeDecoder().decode(base64.strip())));
    }

    @Test
    void itWouldRatherArriveThanBeProtected() {
        assertEquals(Wish.TLS_REQUIRED_NO, Wish.of(false, Ascii.octets(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "a\r\nb", "a>"})
    void anIdBreaksNoHeader(String id) {
        var reporter = new Reporter("Here", "tls@here.test");

        assertThrows(IllegalArgumentException.class, () -> new Report("example.test", reporter, id, BEGIN, END, JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "here.test", "mailto:tls@here test", "a@b>\r\nX: y", "@here.test", "a@"})
    void aContactIsAnAddress(String contact) {
        assertThrows(IllegalArgumentException.class, () -> new Reporter("Here", contact));
    }
}
