package mailtls.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the benchmarks feed in: what mail clients send, in octets. One place, so that two benchmarks time the same input. */
final class Corpus {

    /** A submission client's commands, as many as a segment of TCP holds. */
    static final List<String> SUBMISSION = List.of(
            "EHLO client.example",
            "STARTTLS",
            "EHLO client.example",
            "AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=",
            "MAIL FROM:<alice@example.org> SIZE=2048 BODY=8BITMIME",
            "RCPT TO:<bob@example.org>",
            "RCPT TO:<carol@example.net>",
            "RSET",
            "NOOP",
            "QUIT");

    private Corpus() {}

    /** Returns the lines in wire form, each with its CRLF. */
    static ByteBuffer onTheWire(List<String> lines) {
        return octets(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns one line of so many octets before its CRLF, in wire form. */
    static ByteBuffer lineOf(int length) {
        return octets("x".repeat(length) + "\r\n");
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
