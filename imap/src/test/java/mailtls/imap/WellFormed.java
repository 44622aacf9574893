package mailtls.imap;

import java.util.ArrayList;
import java.util.List;

/**
 * A reply as a client reads it: lines that end in CRLF, some of them with literals inside. Fails where that is not so.
 */
final class WellFormed {

    private final List<String> lines = new ArrayList<>();

    WellFormed(String reply) {
        int at = 0;
        while (at < reply.length()) {
            var line = new StringBuilder();
            at = read(reply, at, line);
            lines.add(line.toString());
        }
    }

    /** Reads one line with its literals, which are left out. */
    private static int read(String reply, int from, StringBuilder line) {
        int end = reply.indexOf("\r\n", from);
        if (end < 0) {
            throw new AssertionError("no CRLF ends: " + reply.substring(from));
        }
        String text = reply.substring(from, end);
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
            throw new AssertionError("not a line: " + text);
        }
        line.append(text);
        int brace = text.endsWith("}") ? text.lastIndexOf('{') : -1;
        if (brace < 0) {
            return end + 2;
        }
        int behind = end + 2 + Integer.parseInt(text.substring(brace + 1, text.length() - 1));
        if (behind > reply.length()) {
            throw new AssertionError("the literal is too short: " + reply);
        }
        return read(reply, behind, line);
    }

    /** Returns the tagged lines whose tags begin so; empty for all that are neither untagged nor an invitation. */
    List<String> tagged(String tag) {
        return lines.stream()
                .filter(line -> !line.startsWith("* ") && !line.startsWith("+ "))
                .filter(line -> tag.isEmpty() || line.startsWith(tag + " "))
                .toList();
    }
}
