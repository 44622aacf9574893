package mailtls.sasl;

import java.util.Optional;

/**
 * What a client shows to log in with a password.
 *
 * @param account whose password it is (SASL's authentication identity)
 * @param password the password
 * @param actingFor whom the client wants to act for (SASL's authorization identity), if not itself
 */
public record Credentials(String account, Secret password, Optional<String> actingFor) {

    /** Returns credentials of somebody who acts for itself. */
    public static Credentials of(String account, String password) {
        return new Credentials(account, new Secret(password), Optional.empty());
    }
}
