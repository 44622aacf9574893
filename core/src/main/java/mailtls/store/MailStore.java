package mailtls.store;

import java.util.Optional;

/** The user's side of the three protocols: where mail is. Safe for use by several threads. */
public interface MailStore {

    /** Returns the mail of a user, by the name it logs in with. */
    Optional<MailAccount> account(String user);

    /**
     * Returns whose mail an address is.
     *
     * @param address local part and domain: “alice@example.org”
     * @return the user; nothing if mail to this address isn't taken here
     */
    Optional<String> userOf(String address);

    /** Returns whether a domain's mail is taken here: then an address without a user is a mistake, not a wish for relaying. */
    boolean takesMailFor(String domain);
}
