package mailtls.imap;

import java.security.SecureRandom;

/**
 * The tags of a client. Each is a new secret: somebody on the way who could guess the next one could answer before the
 * question (CVE-2026-42246).
 */
final class Tags {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tags() {}

    /** Returns a tag that nobody can guess. */
    static Tag fresh() {
        return new Tag(Long.toString(RANDOM.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX));
    }
}
