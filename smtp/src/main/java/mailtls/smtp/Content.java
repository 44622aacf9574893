package mailtls.smtp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import mailtls.wire.DotStuffing;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Violation;
import mailtls.wire.Violation.Sin;

/**
 * A message as it comes in. What cannot be taken is noticed once, and nothing more is kept: the rest is read and
 * forgotten.
 *
 * <p>It holds no CR, LF or NUL but in CRLF. A message with others would end elsewhere for the next server that reads
 * it, and what follows would become commands: SMTP smuggling, CVE-2023-51764 and its kin.
 */
final class Content {

    private static final byte[] CRLF = {'\r', '\n'};

    private final Limits limits;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Optional<SmtpReply> objection = Optional.empty();

    /** Where the last chunk ended: whether behind a CR, and how far into its line. */
    private boolean afterCr;

    private int lineLength;

    Content(Limits limits) {
        this.limits = limits;
    }

    /** Adds a line as DATA brings it, its leading dot stuffed, or octets as BDAT does. */
    void add(Input input) {
        if (input instanceof Line line) {
            keep(DotStuffing.unstuff(line).octets());
            keep(CRLF);
        } else if (input instanceof Octets chunk) {
            examine(chunk.content());
            keep(chunk.content());
        } else {
            object(((Violation) input).sin());
        }
    }

    /** Says that there is more than can be taken. */
    void overflow() {
        object(SmtpReply.of(552, "5.3.4", "The message has more than " + limits.message() + " octets"));
    }

    /** Says that there is no more; a last line without its CRLF gets one. */
    void end() {
        if (afterCr) {
            object(Sin.BARE_CR);
        }
        if (lineLength > 0) {
            keep(CRLF);
        }
    }

    /** Returns whether so many octets more could be kept. */
    boolean hasRoomFor(long octets) {
        return octets <= limits.message() - kept.size();
    }

    /** Returns why the message is refused, if it is. */
    Optional<SmtpReply> objection() {
        return objection;
    }

    /** Returns the message, and how it begins from now on. */
    byte[] octets(byte[] trace) {
        byte[] whole = new byte[trace.length + kept.size()];
        System.arraycopy(trace, 0, whole, 0, trace.length);
        System.arraycopy(kept.toByteArray(), 0, whole, trace.length, kept.size());
        return whole;
    }

    private void examine(byte[] chunk) {
        for (byte octet : chunk) {
            examine(octet);
        }
    }

    private void examine(byte octet) {
        if (octet == 0) {
            object(Sin.NUL);
        } else if (afterCr && octet != '\n') {
            object(Sin.BARE_CR);
        } else if (!afterCr && octet == '\n') {
            object(Sin.BARE_LF);
        }
        afterCr = octet == '\r';
        lineLength = octet == '\n' ? 0 : lineLength + 1;
        if (lineLength > limits.contentLine() + 1) {
            object(Sin.TOO_LONG);
        }
    }

    private void keep(byte[] octets) {
        if (objection.isEmpty() && !hasRoomFor(octets.length)) {
            overflow();
        }
        if (objection.isEmpty()) {
            kept.writeBytes(octets);
        }
    }

    private void object(Sin sin) {
        object(SmtpReply.of(554, "5.6.0", "A line of the message holds " + sin.description()));
    }

    private void object(SmtpReply why) {
        if (objection.isEmpty()) {
            objection = Optional.of(why);
            kept = new ByteArrayOutputStream();
        }
    }
}
