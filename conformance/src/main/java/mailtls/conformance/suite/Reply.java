package mailtls.conformance.suite;

import java.util.Arrays;
import java.util.List;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;

/**
 * A server's reply.
 *
 * @param status {@code 250}, {@code a OK}, {@code * BYE}, {@code +}, {@code +OK}: what it begins with
 * @param lines all its lines; in IMAP the untagged ones before it, too
 * @param isLong whether it has more lines than one: of SMTP's, or a list of POP3's
 */
record Reply(String status, List<String> lines, boolean isLong) {

    Reply {
        lines = List.copyOf(lines);
    }

    /** Returns what tells two kinds of replies apart, whatever they say. */
    String kind() {
        return status + (isLong ? " (several lines)" : "");
    }

    /**
     * Returns whether it lists a keyword; of more words than one the others may stand anywhere behind the first. In IMAP {@code *}
     * and words are an untagged response that begins with them.
     */
    boolean lists(MailProtocol protocol, String keyword) {
        List<String> wanted = words(keyword);
        if (protocol == MailProtocol.IMAP && wanted.get(0).equals("*")) {
            return lines.stream().map(Reply::words).anyMatch(words -> beginsWith(words, wanted));
        }
        return lines.stream()
                .map(line -> listed(protocol, line))
                .anyMatch(words -> protocol == MailProtocol.IMAP
                        ? words.containsAll(wanted)
                        : !words.isEmpty() && words.get(0).equals(wanted.get(0)) && words.containsAll(wanted));
    }

    private static boolean beginsWith(List<String> words, List<String> wanted) {
        return words.size() >= wanted.size() && words.subList(0, wanted.size()).equals(wanted);
    }

    /** Returns the words of a line that may be keywords. */
    private static List<String> listed(MailProtocol protocol, String line) {
        List<String> words = words(line);
        return switch (protocol) {
            case SMTP -> words(line.length() < 4 ? "" : line.substring(4));
            case POP3 -> words;
            case IMAP -> words.contains("CAPABILITY") || words.contains("[CAPABILITY") ? words : List.of();
        };
    }

    private static List<String> words(String line) {
        return Arrays.stream(Ascii.upper(line).replace("]", " ]").strip().split("\\s+"))
                .toList();
    }
}
