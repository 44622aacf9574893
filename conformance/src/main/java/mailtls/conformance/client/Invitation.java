package mailtls.conformance.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a client is told when it is started.
 *
 * @param host the server's name
 * @param port its port
 * @param user who logs in
 * @param password with what
 * @param authority the file with the authority to trust, PEM
 * @param token a word that may go into a mail, and must not be seen in clear
 * @param patience how long it may take
 */
public record Invitation(
        String host, int port, String user, String password, Path authority, String token, Duration patience) {

    /** Returns a text in which {@code {host}} and the like are filled in. */
    public String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words().entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private Map<String, String> words() {
        return Map.of(
                "host",
                host,
                "port",
                Integer.toString(port),
                "user",
                user,
                "password",
                password,
                "ca",
                authority.toString(),
                "token",
                token,
                "recipient",
                user + "@" + host);
    }

    @Override
    public String toString() {
        return user + " at " + host + ":" + port;
    }
}
