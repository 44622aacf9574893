package mailtls.conformance.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Octets in a line of printable ASCII: {@code \r}, {@code \n}, {@code \\}, and {@code \x} with two digits for any other. */
final class Escaped {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[rn\\\\]|x[0-9a-f]{2})");
    private static final Pattern LINE = Pattern.compile("(?:[ -\\[\\]-~]|" + ESCAPE.pattern() + ")+");
    private static final int HEX = 16;

    private Escaped() {}

    /** Returns octets, one character each, as they are written. */
    static String of(String octets) {
        var escaped = new StringBuilder();
        octets.chars()
                .forEach(octet -> escaped.append(
                        switch (octet) {
                            case '\r' -> "\\r";
                            case '\n' -> "\\n";
                            case '\\' -> "\\\\";
                            default ->
                                octet >= ' ' && octet <= '~' ? Character.toString(octet) : "\\x%02x".formatted(octet);
                        }));
        return escaped.toString();
    }

    /**
     * Returns the octets that are written in a line.
     *
     * @throws IllegalArgumentException if it is not written so
     */
    static String read(String line) {
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException(
                    "it should be printable ASCII with \\r, \\n, \\\\ and \\x with two digits: " + line);
        }
        return ESCAPE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(octet(found.group())));
    }

    private static String octet(String escape) {
        return switch (escape.charAt(1)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case '\\' -> "\\";
            default -> Character.toString(Integer.parseInt(escape.substring(2), HEX));
        };
    }
}
