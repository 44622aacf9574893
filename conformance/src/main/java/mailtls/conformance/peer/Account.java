package mailtls.conformance.peer;

/**
 * Somebody who may log in. The password does not print.
 *
 * @param user the name
 * @param password the password
 */
public record Account(String user, String password) {

    @Override
    public String toString() {
        return user + ":••••••";
    }
}
