package mailtls.client;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;
import mailtls.wire.Line;

/**
 * What a client says: a command, or a part of one. It prints what may be shown, which is not the password in it.
 *
 * @param octets the wire form
 * @param shown what logs and transcripts show
 * @param accepts whether the row's next state is entered; where it is not, the client leaves
 */
public record Request(List<ByteBuffer> octets, String shown, boolean accepts) implements Reply {

    /** Says nothing, and leaves. */
    public static final Request LEAVE = new Request(List.of(), "", false);

    /**
     * Returns a line.
     *
     * @param line without its CRLF
     * @throws IllegalArgumentException if it holds CR, LF or NUL: it would be another command
     */
    public static Request line(String line) {
        return line(line, line);
    }

    /** Returns a line with something in it that is not to be shown. */
    public static Request line(String line, String shown) {
        return new Request(List.of(ByteBuffer.wrap(Ascii.octets(new Line(line).text() + "\r\n"))), shown, true);
    }

    /** Returns octets that are no line: a message, a literal. */
    public static Request octets(List<ByteBuffer> pieces, String shown) {
        return new Request(List.copyOf(pieces), shown, true);
    }

    @Override
    public String text() {
        return shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
