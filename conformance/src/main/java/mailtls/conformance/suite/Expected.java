package mailtls.conformance.suite;

import java.util.stream.IntStream;
import mailtls.wire.Ascii;

/**
 * A reply as a dialogue expects it: its status, with a point for any one character; what it says is never compared.
 *
 * @param status {@code 250}, {@code 5..}, {@code a OK}, {@code * BYE}, {@code +OK}, {@code +}, or {@code close} for the end
 * @param isList whether the lines up to one with a point alone belong to it (POP3)
 */
public record Expected(String status, boolean isList) {

    private static final String CLOSE = "close";

    /** Returns whether the end of the connection will do. */
    boolean isClose() {
        return status.equals(CLOSE);
    }

    /** Returns whether it is an untagged response of IMAP. */
    boolean isUntagged() {
        return status.startsWith("*");
    }

    /** Returns whether a reply's status is this one; the case of letters does not matter. */
    boolean fits(String heard) {
        return heard.length() == status.length()
                && IntStream.range(0, heard.length())
                        .allMatch(
                                i -> status.charAt(i) == '.' || upper(status, i).equals(upper(heard, i)));
    }

    private static String upper(String text, int at) {
        return Ascii.upper(text.substring(at, at + 1));
    }
}
