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

    /** What an IMAP client says from its log-in until it is idle. */
    static final List<String> IMAP = List.of(
            "a1 CAPABILITY",
            "a2 LOGIN alice wonderland",
            "a3 LIST \"\" \"*\"",
            "a4 STATUS \"Sent Items\" (MESSAGES UNSEEN UIDNEXT UIDVALIDITY)",
            "a5 SELECT INBOX",
            "a6 UID FETCH 1:* (FLAGS UID RFC822.SIZE INTERNALDATE)",
            "a7 UID FETCH 1:3 (BODY.PEEK[HEADER.FIELDS (DATE FROM SUBJECT TO CC MESSAGE-ID)])",
            "a8 UID STORE 2 +FLAGS.SILENT (\\Seen)",
            "a9 UID SEARCH UNSEEN SINCE 1-Feb-2026 SUBJECT tea",
            "a10 NOOP");

    /** What a POP3 client says that takes its mail. */
    static final List<String> POP3 = List.of(
            "CAPA", "USER alice", "PASS wonderland", "STAT", "UIDL", "LIST 1", "TOP 1 20", "RETR 1", "DELE 1", "QUIT");

    private static final String TEXT = "The rabbit-hole went straight on like a tunnel for some way, and then dipped.";
    private static final int DOT_EVERY = 40;

    private Corpus() {}

    /** Returns the lines in wire form, each with its CRLF. */
    static ByteBuffer onTheWire(List<String> lines) {
        return octets(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns one line of so many octets before its CRLF, in wire form. */
    static ByteBuffer lineOf(int length) {
        return octets("x".repeat(length) + "\r\n");
    }

    /** Returns a message of at least so many octets: lines of text, now and then one that begins with a dot. */
    static byte[] message(int length) {
        var message = new StringBuilder("From: alice@example.org\r\nTo: bob@example.org\r\nSubject: tunnels\r\n\r\n");
        for (int line = 1; message.length() < length; line++) {
            message.append(line % DOT_EVERY == 0 ? "." : "").append(TEXT).append("\r\n");
        }
        return message.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns text in octets, one for each character. */
    static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
