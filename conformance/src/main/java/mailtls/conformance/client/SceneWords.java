package mailtls.conformance.client;

import java.util.Optional;

/**
 * The words that a scenario says and that were not known when it was written.
 *
 * @param user who may log in
 * @param token a word that nobody has said before
 * @param attacker where a referral leads, host and port
 * @param host the server's name
 */
record SceneWords(String user, String token, String attacker, String host) {

    /** Longer than any line has to be taken, and than a buffer of 64 KiB. */
    private static final String LONG = "x".repeat(70_000);

    /** Returns a line with its placeholders filled. */
    String fill(String line, Optional<Said> command) {
        return line.replace("{tag}", command.map(Said::tag).orElse("*"))
                .replace("{next}", command.map(Said::nextTag).orElse("*"))
                .replace("{token}", token)
                .replace("{user}", user)
                .replace("{attacker}", attacker)
                .replace("{name}", host)
                .replace("{long}", LONG)
                .replace("{cr}", "\r")
                .replace("{lf}", "\n")
                .replace("{nul}", "\0")
                .replace("{esc}", "\u001b");
    }
}
