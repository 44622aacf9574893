package mailtls.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The leading-dot rule that SMTP content (RFC 5321 section 4.5.2) and POP3 listings (RFC 1939 section 3) share: a line that
 * begins with a dot gets another one in front of it, so that a dot alone can end the text.
 */
public final class DotStuffing {

    /** The line that ends the text. */
    public static final String END = ".";

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long DOTS = ONES * '.';
    private static final long LFS = ONES * '\n';

    /** A long text is looked at piece by piece, and mostly none of them has to be copied. */
    static final int PIECE = 1 << 20;

    private static final byte DOT = '.';
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
     * @return the pieces to send, the line with the dot at the end; of the text only those are copied where a line begins with a dot
     */
    public static List<ByteBuffer> stuff(byte[] text) {
        var pieces = new ArrayList<ByteBuffer>();
        for (int from = 0; from < text.length; from += PIECE) {
            pieces.add(stuffed(text, from, Math.min(from + PIECE, text.length)));
        }
        if (!endsLine(text)) {
            pieces.add(ByteBuffer.wrap(CRLF));
        }
        pieces.add(ByteBuffer.wrap(END_LINE));
        return pieces;
    }

    private static boolean endsLine(byte[] text) {
        return text.length == 0 || (text.length >= 2 && text[text.length - 1] == '\n' && text[text.length - 2] == '\r');
    }

    private static ByteBuffer stuffed(byte[] text, int from, int to) {
        int[] dots = leadingDots(text, from, to);
        if (dots.length == 0) {
            return ByteBuffer.wrap(text, from, to - from).slice();
        }
        ByteBuffer stuffed = ByteBuffer.allocate(to - from + dots.length);
        int copied = from;
        for (int dot : dots) {
            stuffed.put(text, copied, dot - copied).put(DOT);
            copied = dot;
        }
        return stuffed.put(text, copied, to - copied).flip();
    }

    private static int[] leadingDots(byte[] text, int from, int to) {
        int[] dots = {};
        int found = 0;
        for (int dot = leadingDot(text, from, to); dot < to; dot = leadingDot(text, dot + 1, to)) {
            if (found == dots.length) {
                dots = Arrays.copyOf(dots, 2 * found + 8);
            }
            dots[found++] = dot;
        }
        return Arrays.copyOf(dots, found);
    }

    /**
     * Returns where the next line begins with a dot; {@code to} if none does before it. Also behind an LF alone: who takes that for the
     * end of a line must not find the end of the text here.
     */
    private static int leadingDot(byte[] text, int from, int to) {
        if (from == 0 && to > 0 && text[0] == DOT) {
            return 0;
        }
        for (int i = Math.max(from, 1); i < to; ) {
            if (i + Long.BYTES <= to && !hasDotBehindLf(text, i)) {
                i += Long.BYTES;
            } else if (text[i] == DOT && text[i - 1] == '\n') {
                return i;
            } else {
                i++;
            }
        }
        return to;
    }

    /** Looks at eight octets at a time; most mail has no such line at all. May take an octet behind a dot for another one. */
    private static boolean hasDotBehindLf(byte[] text, int i) {
        return (zeros((long) EIGHT.get(text, i) ^ DOTS) & zeros((long) EIGHT.get(text, i - 1) ^ LFS)) != 0;
    }

    /** Returns a number with a bit for each octet that is zero, and perhaps for one behind such an octet. */
    private static long zeros(long octets) {
        return (octets - ONES) & ~octets & HIGH_BITS;
    }
}
