package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;

/**
 * What answers a command: untagged responses, and the tagged one that ends it (RFC 9051 section 2.2.2). {@link
 * Responses} writes it.
 *
 * @param accepts whether the command did what it was asked to: OK
 * @param octets the wire form; mail is in it as slices, not copied
 */
record ImapReply(boolean accepts, List<ByteBuffer> octets) implements Reply {

    ImapReply {
        octets = List.copyOf(octets);
    }

    static ImapReply ok(Tag tag, String words) {
        return new Responses().ok(tag, words);
    }

    static ImapReply ok(Tag tag, ResponseCode code, String words) {
        return new Responses().ok(tag, code, words);
    }

    static ImapReply no(Tag tag, ResponseCode code, String words) {
        return new Responses().no(tag, code, words);
    }

    static ImapReply bad(Tag tag, String words) {
        return new Responses().bad(tag, words);
    }

    /** The client asks for more than we hold. */
    static ImapReply tooBig(Tag tag) {
        return no(tag, ResponseCode.TOOBIG, "More than we take");
    }

    /** A fault in a line that has no tag. */
    static ImapReply bad(String words) {
        return new Responses().add("* BAD " + words + "\r\n").asIs(false);
    }

    /** Invites the client to go on. */
    static ImapReply goOn(String words) {
        return new Responses().goOn(words);
    }

    /** Ends the connection, unasked. */
    static ImapReply bye(String words) {
        return new Responses().untagged("BYE " + words).asIs(false);
    }

    /** Prints the first line only: the rest may be mail. */
    @Override
    public String toString() {
        String first = octets.isEmpty() ? "" : Ascii.text(octets.get(0));
        int end = first.indexOf('\r');
        return end < 0 ? first : first.substring(0, end);
    }
}
