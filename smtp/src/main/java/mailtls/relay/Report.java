package mailtls.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import mailtls.wire.Ascii;

/**
 * One day's report to one domain, ready to be sent (RFC 8460 section 5).
 *
 * @param domain whom it is for
 * @param id unique among the reporter's reports: letters, digits, dots and hyphens
 * @param begin the first second that it is about
 * @param end the last
 * @param json what it says
 */
public record Report(String domain, Reporter reporter, String id, Instant begin, Instant end, String json) {

    /** What is sent, by mail and by HTTPS. */
    static final String MEDIA_TYPE = "application/tlsrpt+gzip";

    private static final String BOUNDARY = "=_report";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    public Report {
        if (!id.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("not an id: “" + id + "”");
        }
    }

    /** Returns the name that it has as a file (RFC 8460 section 5.1). */
    public String fileName() {
        return String.join(
                        "!",
                        reporter.submitter(),
                        domain,
                        String.valueOf(begin.getEpochSecond()),
                        String.valueOf(end.getEpochSecond()),
                        id.replaceAll("[.-]", ""))
                + ".json.gz";
    }

    /** Returns what it says, compressed. */
    public byte[] gzip() {
        var octets = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(octets)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }

    /**
     * Returns it as a message (RFC 8460 section 5.3), still without the DKIM signature that receivers insist on. Its own wish is to
     * arrive: it may be about TLS that does not work (RFC 8689 section 3).
     */
    byte[] message(String to, Instant now) {
        return Ascii.octets(String.join(
                "\r\n",
                "From: <" + reporter.contact() + ">",
                "To: <" + to + ">",
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                "Message-ID: <" + id + "@" + reporter.submitter() + ">",
                "Subject: Report Domain: " + domain,
                " Submitter: " + reporter.submitter(),
                " Report-ID: <" + id + "@" + reporter.submitter() + ">",
                "TLS-Report-Domain: " + domain,
                "TLS-Report-Submitter: " + reporter.submitter(),
                "TLS-Required: No",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=\"tlsrpt\";",
                " boundary=\"" + BOUNDARY + "\"",
                "",
                "--" + BOUNDARY,
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "What became of TLS on the way to " + domain + ",",
                "from " + begin + " to " + end + ", as seen by " + reporter.submitter() + ".",
                "--" + BOUNDARY,
                "Content-Type: " + MEDIA_TYPE,
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment;",
                " filename=\"" + fileName() + "\"",
                "",
                BASE64.encodeToString(gzip()),
                "--" + BOUNDARY + "--",
                ""));
    }
}
