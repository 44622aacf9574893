package mailtls.imap;

/**
 * The client's words are not what the grammar wants. It is checked, and caught where parsing began: outside {@link
 * ImapSyntax} a peer's fault is a reply.
 */
class SyntaxFault extends Exception {

    private static final long serialVersionUID = 1;

    /** Makes a fault; the words are ours, nothing of the client's is in them. */
    SyntaxFault(String words) {
        super(words, null, false, false);
    }

    /** Returns what is wrong, as words for a reply. */
    String words() {
        return String.valueOf(getMessage());
    }

    /** So far all is well, and what comes next is a literal that has been announced but not read. */
    static final class LiteralAwaited extends SyntaxFault {

        private static final long serialVersionUID = 1;

        LiteralAwaited() {
            super("the literal is missing");
        }
    }
}
