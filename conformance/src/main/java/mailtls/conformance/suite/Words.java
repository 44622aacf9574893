package mailtls.conformance.suite;

import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Transcript;
import mailtls.wire.Ascii;

/**
 * The words that a case says and that were not known when it was written.
 *
 * @param token a word that nobody has said before
 * @param account whom we may log in as
 * @param recipient whom we may send mail to
 */
record Words(String token, Optional<Account> account, Optional<String> recipient) {

    /** Longer than any line has to be taken (RFC 5321 section 4.5.3.1, RFC 4954 section 4), and than a buffer of 64 KiB. */
    private static final String LONG = "x".repeat(70_000);

    private static final int TOKEN_LENGTH = 12;

    /** Returns the words of a case that sends mail to nobody. */
    static Words of(long seed, String id, Optional<Account> account) {
        return of(seed, id, account, Optional.empty());
    }

    /** Returns the words of a case: with the same seed the same, whichever other cases are played. */
    static Words of(long seed, String id, Optional<Account> account, Optional<String> recipient) {
        String token = new Random(seed * 31 + id.hashCode())
                .ints(TOKEN_LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new Words(token, account, recipient);
    }

    /** Returns a line with its placeholders filled. */
    String fill(String line) {
        String filled = line.replace("{token}", token)
                .replace("{cr}", "\r")
                .replace("{lf}", "\n")
                .replace("{long}", LONG)
                .replace("{recipient}", recipient.orElse("{recipient}"));
        return account.map(who -> filled.replace("{user}", who.user())
                        .replace("{password}", who.password())
                        .replace("{plain}", plain(who)))
                .orElse(filled);
    }

    /** Hides what must not be read from a transcript. */
    void hideSecretsIn(Transcript transcript) {
        account.ifPresent(who -> {
            transcript.hide(who.password());
            transcript.hide(plain(who));
        });
    }

    /** The message of PLAIN (RFC 4616), in base64. */
    private static String plain(Account who) {
        return Base64.getEncoder().encodeToString(Ascii.utf8("\0" + who.user() + "\0" + who.password()));
    }
}
