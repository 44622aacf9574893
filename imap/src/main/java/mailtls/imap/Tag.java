package mailtls.imap;

import java.util.Optional;

/**
 * What a client puts in front of a command, and we in front of the reply that ends it (RFC 9051 section 2.2.1). It is a
 * legal one, or it cannot be built.
 */
record Tag(String text) {

    Tag {
        if (!isTag(text)) {
            throw new IllegalArgumentException("not a tag");
        }
    }

    /** Returns the tag, if it is one. */
    static Optional<Tag> of(String text) {
        return isTag(text) ? Optional.of(new Tag(text)) : Optional.empty();
    }

    /** Returns the tag that a line begins with, as far as one can tell: also a line that makes no sense beyond it. */
    static Optional<Tag> atStartOf(String line) {
        int space = line.indexOf(' ');
        return of(space < 0 ? line : line.substring(0, space));
    }

    private static boolean isTag(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Chars.isAstring(text.charAt(i)) || text.charAt(i) == '+') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
