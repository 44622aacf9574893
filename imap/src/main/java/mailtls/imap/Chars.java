package mailtls.imap;

/** The character classes of the grammar (RFC 9051 section 9). */
final class Chars {

    private static final String SPECIALS = "(){ %*\"\\]";

    private Chars() {}

    /** Returns whether the character may stand in an atom. */
    static boolean isAtom(char c) {
        return c > ' ' && c <= '~' && SPECIALS.indexOf(c) < 0;
    }

    /** Returns whether the character may stand in an astring that is not quoted. */
    static boolean isAstring(char c) {
        return isAtom(c) || c == ']';
    }

    /** Returns whether the character may stand in a mailbox pattern that is not quoted. */
    static boolean isPattern(char c) {
        return isAstring(c) || c == '%' || c == '*';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAtom(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAtom((char) c));
    }
}
