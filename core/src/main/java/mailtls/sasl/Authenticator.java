package mailtls.sasl;

/** The user's side of a log-in. Safe for use by several threads; it must answer at once. */
public interface Authenticator {

    /** Returns whether the credentials are good: the account is there, the password is right, and it may act for whom it says. */
    boolean accepts(Credentials credentials);

    /**
     * Returns what SCRAM needs to know about an account (RFC 5802 section 3).
     *
     * @return for an account that is not there, keys that no password fits, the same ones each time: who asks learns nothing
     */
    ScramKeys scramKeys(String account);

    /** Returns the ways to log in. A house that knows tokens or certificates has others than those for passwords. */
    default Mechanisms mechanisms() {
        return Mechanisms.of(this);
    }
}
