package mailtls.smtp;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;

/**
 * A reply: its code (RFC 5321 section 4.2), its enhanced code, its lines.
 *
 * @param code three digits
 * @param enhanced the enhanced code (RFC 2034, RFC 3463, RFC 5248); empty in the greeting, in answers to EHLO and HELO,
 *     and where the client is to go on
 * @param lines at least one, printable ASCII
 */
record SmtpReply(int code, String enhanced, List<String> lines) implements Reply {

    SmtpReply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599 || lines.isEmpty() || !lines.stream().allMatch(Ascii::isPrintable)) {
            throw new IllegalArgumentException("not a reply: " + code + " " + lines);
        }
        if (!enhanced.isEmpty() && !enhanced.matches(code / 100 + "\\.\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException(enhanced + " does not go with " + code);
        }
    }

    /** Returns a reply of one line. */
    static SmtpReply of(int code, String enhanced, String text) {
        return new SmtpReply(code, enhanced, List.of(text));
    }

    /** Returns a reply without an enhanced code. */
    static SmtpReply plain(int code, String text) {
        return new SmtpReply(code, "", List.of(text));
    }

    @Override
    public boolean accepts() {
        return code / 100 == 2;
    }

    /**
     * Each line begins with the codes (RFC 2034 section 4); a hyphen says that another follows (RFC 5321 section
     * 4.2.1).
     */
    @Override
    public List<ByteBuffer> octets() {
        var wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            wire.append(code).append(i < lines.size() - 1 ? '-' : ' ');
            if (!enhanced.isEmpty()) {
                wire.append(enhanced).append(' ');
            }
            wire.append(lines.get(i)).append("\r\n");
        }
        return List.of(ByteBuffer.wrap(Ascii.octets(wire.toString())));
    }

    @Override
    public String toString() {
        return text().stripTrailing();
    }
}
