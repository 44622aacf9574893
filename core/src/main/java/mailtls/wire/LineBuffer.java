package mailtls.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Octets received but not yet understood. Hands out one {@link Input} at a time, so that nothing is read ahead: what
 * follows a STARTTLS command is still here, and {@link #drain} gives it to TLS.
 *
 * <p>It remembers how far it has searched, so a line that comes one octet at a time costs no more than one that comes whole.
 * It holds what was appended and not taken; whoever appends stops reading from the network while that is much. A line that
 * is too long is not held: it is thrown away up to its CRLF and reported as a {@link Violation}.
 *
 * <p>Not safe for use by several threads.
 */
public final class LineBuffer {

    /** How many octets of a broken line are kept for its {@link Violation}, from either end. */
    static final int REMNANT = 128;

    private static final byte TLS_HANDSHAKE = 22;
    private static final int SMALL = 256;
    private static final byte[] NOTHING = new byte[0];

    private byte[] octets = NOTHING;
    private int start;
    private int end;

    /** All before this index was searched for the end of the line. */
    private int searched;

    /** The sin of the line being searched, and how it began, if it was too long to be kept. */
    private Optional<Violation.Sin> sin = Optional.empty();

    private Optional<Line> beginning = Optional.empty();

    private long skipped;

    /** Takes over all remaining octets of the buffer, by copying them. */
    public void append(ByteBuffer arrived) {
        int count = arrived.remaining();
        makeRoomFor(count);
        arrived.get(octets, end, count);
        end += count;
    }

    /** Returns how many octets are held. */
    public int size() {
        return end - start;
    }

    /** Returns whether what is held begins as a TLS handshake record does (RFC 8446 section 5.1). */
    public boolean looksLikeTls() {
        return size() > 0 && octets[start] == TLS_HANDSHAKE;
    }

    /**
     * Takes the next piece out of the buffer.
     *
     * @param reading what is wanted; while the answer is nothing, ask for the same again
     * @return the piece, or nothing as long as too few octets have arrived
     */
    public Optional<Input> take(Reading reading) {
        Optional<Input> taken = takePiece(reading);
        releaseIfEmpty();
        return taken;
    }

    private Optional<Input> takePiece(Reading reading) {
        if (reading instanceof Reading.OfLine line) {
            return takeLine(line.longest());
        }
        if (reading instanceof Reading.OfContent line) {
            return takeContent(line.longest());
        }
        return reading instanceof Reading.OfOctets run
                ? takeOctets(run.count())
                : takeSkip(((Reading.Skip) reading).count());
    }

    /** Takes out all that is held, for TLS; the buffer is empty and knows nothing afterwards. */
    public ByteBuffer drain() {
        var rest = ByteBuffer.wrap(octets, start, size()).slice();
        octets = NOTHING;
        start = end = searched = 0;
        sin = Optional.empty();
        beginning = Optional.empty();
        skipped = 0;
        return rest;
    }

    private Optional<Input> takeLine(int longest) {
        int i = searched;
        for (; i < end; i++) {
            byte octet = octets[i];
            if (octet > '\r' || octet < 0) {
                continue;
            }
            if (octet == '\r') {
                if (i + 1 == end) {
                    break; // whether an LF follows is not known yet
                }
                if (octets[i + 1] == '\n') {
                    return Optional.of(cutLine(i, longest));
                }
                note(Violation.Sin.BARE_CR, i - start > longest);
            } else if (octet == '\n') {
                note(Violation.Sin.BARE_LF, i - start > longest);
            } else if (octet == 0) {
                note(Violation.Sin.NUL, i - start > longest);
            }
        }
        return noCrlfBefore(i, longest);
    }

    /** Only the pair ends a line of content; whatever else is in it is the mail's. */
    private Optional<Input> takeContent(int longest) {
        int i = searched;
        for (; i + 1 < end; i++) {
            if (octets[i] == '\r' && octets[i + 1] == '\n') {
                return Optional.of(cutContent(i, longest));
            }
        }
        return noCrlfBefore(i, longest);
    }

    private Optional<Input> noCrlfBefore(int index, int longest) {
        searched = index;
        if (size() - 1 > longest) {
            forgetTheMiddle();
        }
        return Optional.empty();
    }

    /** Remembers the first sin only. It must not depend on how the octets are cut into segments which one that is. */
    private void note(Violation.Sin found, boolean behindTheLongest) {
        if (sin.isEmpty()) {
            sin = Optional.of(behindTheLongest ? Violation.Sin.TOO_LONG : found);
        }
    }

    private Input cutLine(int crlf, int longest) {
        Input line = sin.isEmpty() && crlf - start <= longest
                ? new Line(Ascii.text(octets, start, crlf - start))
                : violation(crlf);
        endLine(crlf);
        return line;
    }

    private Input cutContent(int crlf, int longest) {
        Input line = sin.isEmpty() && crlf - start <= longest
                ? new Octets(Arrays.copyOfRange(octets, start, crlf))
                : violation(crlf);
        endLine(crlf);
        return line;
    }

    private void endLine(int crlf) {
        start = searched = crlf + 2;
        sin = Optional.empty();
        beginning = Optional.empty();
    }

    private Violation violation(int crlf) {
        return new Violation(
                sin.orElse(Violation.Sin.TOO_LONG),
                beginning.orElseGet(() -> remnant(start, Math.min(crlf, start + REMNANT))),
                remnant(Math.max(start, crlf - REMNANT), crlf));
    }

    private Line remnant(int from, int to) {
        var text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = (char) (octets[i] & 0xff);
            text.append(Line.isForbidden(c) ? '?' : c);
        }
        return new Line(text.toString());
    }

    /** Keeps only the end of a line that is too long already; its beginning is remembered apart. */
    private void forgetTheMiddle() {
        note(Violation.Sin.TOO_LONG, true);
        if (beginning.isEmpty() && size() > REMNANT) {
            beginning = Optional.of(remnant(start, start + REMNANT));
        }
        start = Math.max(start, end - REMNANT - 1);
    }

    private Optional<Input> takeOctets(int count) {
        if (size() < count) {
            return Optional.empty();
        }
        var run = new Octets(Arrays.copyOfRange(octets, start, start + count));
        consume(count);
        return Optional.of(run);
    }

    private Optional<Input> takeSkip(long count) {
        int now = (int) Math.min(size(), count - skipped);
        consume(now);
        skipped += now;
        if (skipped < count) {
            return Optional.empty();
        }
        skipped = 0;
        return Optional.of(Octets.SKIPPED);
    }

    private void consume(int count) {
        start += count;
        searched = start;
    }

    private void makeRoomFor(int count) {
        if (octets.length - end >= count) {
            return;
        }
        int wanted = Math.addExact(size(), count);
        byte[] roomier = wanted <= octets.length && start >= octets.length / 2
                ? octets
                : new byte[Math.max(SMALL, Math.max(wanted, Integer.highestOneBit(wanted) * 2))];
        System.arraycopy(octets, start, roomier, 0, size());
        searched -= start;
        end -= start;
        start = 0;
        octets = roomier;
    }

    /** An idle connection should cost little: what is empty holds no array, unless a small one. */
    private void releaseIfEmpty() {
        if (start == end) {
            start = end = searched = 0;
            if (octets.length > SMALL) {
                octets = NOTHING;
            }
        }
    }
}
