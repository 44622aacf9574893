package mailtls.imap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The announcement of a literal at the end of a line (RFC 9051 section 4.3, RFC 7888).
 *
 * @param octets how many octets follow
 * @param waits whether the client waits to be invited: <code>{n}</code>, not <code>{n+}</code>
 * @param at where in the line it begins
 */
record LiteralMark(long octets, boolean waits, int at) {

    /** The possessive digits keep the search linear. */
    private static final Pattern MARK = Pattern.compile("\\{([0-9]++)(\\+?)}$");

    /** Numbers with more digits than this are as good as endless. */
    private static final int MOST_DIGITS = 18;

    /** Returns the announcement that a line ends with, whatever else the line says. */
    static Optional<LiteralMark> atEndOf(String line) {
        if (!line.endsWith("}")) {
            return Optional.empty();
        }
        int brace = line.lastIndexOf('{');
        if (brace < 0) {
            return Optional.empty();
        }
        Matcher mark = MARK.matcher(line).region(brace, line.length());
        return mark.lookingAt()
                ? Optional.of(
                        new LiteralMark(count(mark.group(1)), mark.group(2).isEmpty(), brace))
                : Optional.empty();
    }

    private static long count(String digits) {
        return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
