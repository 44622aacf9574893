package mailtls.imap;

import mailtls.store.MailAccount;

/**
 * Which mailbox names LIST asks for: “*” stands for anything, “%” for anything within one level (RFC 9051 section
 * 6.3.9). Takes time proportional to the lengths of the two, whatever wildcards there are.
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
            fitting = step(fitting, name.charAt(i));
        }
        return fitting[pattern.length()];
    }

    private boolean[] step(boolean[] before, char c) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            if (wanted == '*' || wanted == '%') {
                after[i] |= before[i] && (wanted == '*' || c != MailAccount.SEPARATOR);
            } else {
                after[i + 1] |= before[i] && wanted == c;
            }
        }
        skipWildcards(after);
        return after;
    }

    /** A wildcard may stand for nothing. */
    private void skipWildcards(boolean[] fitting) {
        for (int i = 0; i < pattern.length(); i++) {
            boolean wildcard = pattern.charAt(i) == '*' || pattern.charAt(i) == '%';
            fitting[i + 1] |= wildcard && fitting[i];
        }
    }
}
