package mailtls;

import mailtls.sasl.Authenticator;
import mailtls.store.MailStore;
import mailtls.wire.Limits;

/**
 * What every protocol needs to know about the house.
 *
 * @param hostName the name it calls itself: in greetings, in {@code Received} fields
 * @param authenticator who may log in
 * @param store where mail is
 * @param limits how much is put up with
 */
public record MailServer(String hostName, Authenticator authenticator, MailStore store, Limits limits) {

    /** Returns this house with other limits. */
    public MailServer withLimits(Limits others) {
        return new MailServer(hostName, authenticator, store, others);
    }
}
