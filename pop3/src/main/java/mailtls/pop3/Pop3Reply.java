package mailtls.pop3;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;
import mailtls.wire.DotStuffing;
import mailtls.wire.Line;

/**
 * A reply (RFC 1939 section 3): a status line, and behind {@code +OK} perhaps content that a dot ends.
 *
 * @param accepts whether the status is {@code +OK}
 * @param status the first line; with its CRLF it has at most 512 octets, unless it is a challenge (RFC 2449 section 4)
 * @param content what follows in its wire form, stuffed, with the dot at its end; nothing without content
 */
record Pop3Reply(boolean accepts, Line status, List<ByteBuffer> content) implements Reply {

    /** Why a log-in failed, in words for a program (RFC 2449 section 8, RFC 3206). */
    enum ResponseCode {
        /** The credentials, or the way they came. */
        AUTH("AUTH"),
        /** The maildrop is locked by another session. */
        IN_USE("IN-USE"),
        /** It fails, and will fail again. */
        SYS_PERM("SYS/PERM");

        private final String word;

        ResponseCode(String word) {
            this.word = word;
        }
    }

    /** Returns a reply that says yes. */
    static Pop3Reply ok(String words) {
        return new Pop3Reply(true, new Line("+OK " + words), List.of());
    }

    /**
     * Returns a reply that says yes and goes on with content.
     *
     * @param content lines that end in CRLF, not stuffed
     */
    static Pop3Reply ok(String words, byte[] content) {
        return new Pop3Reply(true, new Line("+OK " + words), DotStuffing.stuff(content));
    }

    /** Returns a reply that says yes and goes on with lines. */
    static Pop3Reply ok(String words, List<String> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(new Line(line).text()).append("\r\n"));
        return ok(words, Ascii.octets(text.toString()));
    }

    /** Returns a reply that says no. */
    static Pop3Reply err(String words) {
        return new Pop3Reply(false, new Line("-ERR " + words), List.of());
    }

    /** Returns a reply that says no and why. */
    static Pop3Reply err(ResponseCode code, String words) {
        return err("[" + code.word + "] " + words);
    }

    /** Returns the line that asks for a SASL response, with its space even if nothing follows (RFC 5034 section 4). */
    static Pop3Reply challenge(String base64) {
        return new Pop3Reply(true, new Line("+ " + base64), List.of());
    }

    @Override
    public List<ByteBuffer> octets() {
        var pieces = new ArrayList<ByteBuffer>();
        pieces.add(ByteBuffer.wrap(Ascii.octets(status.text() + "\r\n")));
        pieces.addAll(content);
        return pieces;
    }

    /** Prints the first line only: what follows may be mail. */
    @Override
    public String toString() {
        return status.toString();
    }
}
