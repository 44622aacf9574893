package mailtls.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The leading-dot rule that SMTP content (RFC 5321 section 4.5.2) and POP3 listings (RFC 1939 section 3) share: a line that
 * begins with a dot gets another one in front of it, so that a dot alone can end the text.
 */
public final class DotStuffing {

    /** The line that ends the text. */
    public static final String END = ".";

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] END_LINE = {'.', '\r', '\n'};

    private DotStuffing() {}

    /** Returns whether this line ends the text. */
    public static boolean isEnd(Line line) {
        return line.text().equals(END);
    }

    /** Returns the line as it was before it was stuffed. */
    public static Line unstuff(Line line) {
        return line.text().startsWith(".") ? new Line(line.text().substring(1)) : line;
    }

    /** Returns whether this line of content ends the text. Only a whole line does: nothing behind a CR or an LF alone. */
    public static boolean isEnd(Octets line) {
        return line.content().length == 1 && line.content()[0] == '.';
    }

    /** Returns the line of content as it was before it was stuffed. */
    public static Octets unstuff(Octets line) {
        byte[] content = line.content();
        return content.length > 0 && content[0] == '.'
                ? new Octets(Arrays.copyOfRange(content, 1, content.length))
                : line;
    }

    /** Returns the line stuffed. */
    public static Line stuff(Line line) {
        return line.text().startsWith(".") ? new Line("." + line.text()) : line;
    }

    /**
     * Returns a whole text in its wire form.
     *
     * @param text lines that end in CRLF; where the last one does not, a CRLF is added
     * @return the pieces to send, the line with the dot at the end; the text is copied only if a line begins with a dot
     */
    public static List<ByteBuffer> stuff(byte[] text) {
        int dots = leadingDots(text);
        var body = dots == 0 ? ByteBuffer.wrap(text) : ByteBuffer.wrap(stuffed(text, dots));
        return endsLine(text)
                ? List.of(body, ByteBuffer.wrap(END_LINE))
                : List.of(body, ByteBuffer.wrap(CRLF), ByteBuffer.wrap(END_LINE));
    }

    private static boolean endsLine(byte[] text) {
        return text.length == 0 || (text.length >= 2 && text[text.length - 1] == '\n' && text[text.length - 2] == '\r');
    }

    private static int leadingDots(byte[] text) {
        int dots = 0;
        for (int i = 0; i < text.length; i++) {
            if (isLeadingDot(text, i)) {
                dots++;
            }
        }
        return dots;
    }

    private static byte[] stuffed(byte[] text, int dots) {
        byte[] stuffed = new byte[text.length + dots];
        int to = 0;
        for (int i = 0; i < text.length; i++) {
            if (isLeadingDot(text, i)) {
                stuffed[to++] = '.';
            }
            stuffed[to++] = text[i];
        }
        return stuffed;
    }

    /** Also behind an LF alone: who takes that for the end of a line must not find the end of the text here. */
    private static boolean isLeadingDot(byte[] text, int i) {
        return text[i] == '.' && (i == 0 || text[i - 1] == '\n');
    }
}
