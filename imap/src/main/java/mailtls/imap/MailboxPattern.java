package mailtls.imap;

import mailtls.store.MailAccount;

/**
 * Which mailbox names LIST asks for: “*” stands for anything, “%” for anything within one level (RFC 9051 section
 * 6.3.9).
 *
 * <p>It takes as many steps as the product of the two lengths, whatever wildcards there are.
 */
final class MailboxPattern {

    private final String pattern;

    MailboxPattern(String reference, String pattern) {
        String whole = reference + pattern;
        boolean inbox = whole.equalsIgnoreCase(MailAccount.INBOX);
        this.pattern = inbox ? MailAccount.INBOX : whole;
    }

    /** Returns whether the name fits. */
    boolean fits(String name) {
        // fitting[i]: the name so far fits the first i characters of the pattern.
        boolean[] fitting = new boolean[pattern.length() + 1];
        fitting[0] = true;
        skipWildcards(fitting);
        for (int i = 0; i < name.length(); i++) {
            if (!step(fitting, name.charAt(i))) {
                return false;
            }
        }
        return fitting[pattern.length()];
    }

    /** Goes on by one character of the name. Returns whether there is hope. */
    private boolean step(boolean[] fitting, char c) {
        boolean hope = false;
        // From right to left, so that each place still says what was before this character.
        for (int i = pattern.length(); i >= 0; i--) {
            boolean arrives = i > 0 && fitting[i - 1] && pattern.charAt(i - 1) == c && !isWildcard(i - 1);
            boolean stays = i < pattern.length() && fitting[i] && isWildcard(i) && spans(i, c);
            fitting[i] = arrives || stays;
            hope |= fitting[i];
        }
        skipWildcards(fitting);
        return hope;
    }

    private boolean isWildcard(int place) {
        return pattern.charAt(place) == '*' || pattern.charAt(place) == '%';
    }

    private boolean spans(int wildcard, char c) {
        return pattern.charAt(wildcard) == '*' || c != MailAccount.SEPARATOR;
    }

    /** A wildcard may stand for nothing. */
    private void skipWildcards(boolean[] fitting) {
        for (int i = 0; i < pattern.length(); i++) {
            fitting[i + 1] |= fitting[i] && isWildcard(i);
        }
    }
}
