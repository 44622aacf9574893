package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * Writes a reply, piece by piece.
 *
 * <p>Text is given as one character an octet; mail is given as slices and stays where it is.
 */
final class Responses {

    /** Longer strings are sent as literals, which need no look at each character. */
    private static final int LONGEST_QUOTED = 1_000;

    /** Most replies are one piece of text. */
    private final List<ByteBuffer> pieces = new ArrayList<>(1);

    private final StringBuilder text = new StringBuilder();

    /** Adds text as it is. */
    Responses add(String octets) {
        text.append(octets);
        return this;
    }

    /** Adds an untagged response. */
    Responses untagged(String response) {
        return add("* ").add(response).add("\r\n");
    }

    /** Adds an untagged OK with a code. */
    Responses untagged(ResponseCode code, String words) {
        return untagged("OK [" + code.text() + "] " + words);
    }

    /** Adds a string in the plainest form that can hold it: quoted, or a literal. */
    Responses string(String octets) {
        if (octets.length() > LONGEST_QUOTED || !Ascii.isPrintable(octets)) {
            return literal(List.of(ByteBuffer.wrap(Ascii.octets(octets))));
        }
        return add(quoted(octets));
    }

    /** Adds a string, or NIL. */
    Responses nstring(Optional<String> octets) {
        return octets.map(this::string).orElseGet(() -> add("NIL"));
    }

    /** Adds a literal whose content is slices of mail. */
    Responses literal(List<ByteBuffer> content) {
        return literal("{", content);
    }

    private Responses literal(String brace, List<ByteBuffer> content) {
        add(brace + content.stream().mapToLong(ByteBuffer::remaining).sum() + "}\r\n");
        cut();
        pieces.addAll(content);
        return this;
    }

    /** Adds a literal that may hold NUL (RFC 3516, RFC 9051 section 4.3.1). */
    Responses literal8(List<ByteBuffer> content) {
        return literal("~{", content);
    }

    ImapReply ok(Tag tag, String words) {
        return end(tag, true, "OK ", words);
    }

    ImapReply ok(Tag tag, ResponseCode code, String words) {
        return ok(tag, "[" + code.text() + "] " + words);
    }

    ImapReply no(Tag tag, String words) {
        return end(tag, false, "NO ", words);
    }

    ImapReply no(Tag tag, ResponseCode code, String words) {
        return no(tag, "[" + code.text() + "] " + words);
    }

    ImapReply bad(Tag tag, String words) {
        return end(tag, false, "BAD ", words);
    }

    ImapReply goOn(String words) {
        return add("+ ").add(words).add("\r\n").asIs(true);
    }

    private ImapReply end(Tag tag, boolean accepts, String status, String words) {
        return add(tag.text()).add(" ").add(status).add(words).add("\r\n").asIs(accepts);
    }

    /** Returns what has been written, as a reply without an end. */
    ImapReply asIs(boolean accepts) {
        cut();
        return new ImapReply(accepts, pieces);
    }

    boolean isEmpty() {
        return pieces.isEmpty() && text.isEmpty();
    }

    private void cut() {
        if (!text.isEmpty()) {
            pieces.add(ByteBuffer.wrap(Ascii.octets(text)));
            text.setLength(0);
        }
    }

    /** Returns printable text in quotes. */
    static String quoted(String printable) {
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
