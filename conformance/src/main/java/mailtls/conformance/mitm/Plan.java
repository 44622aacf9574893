package mailtls.conformance.mitm;

import java.net.InetSocketAddress;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/**
 * What is done to whom.
 *
 * @param server where the server is
 * @param protocol what is spoken
 * @param mode how the client comes to TLS
 * @param attack what is done
 * @param words what {@link Attack#INJECT} says in the client's name, without the last line end
 * @param answer which answer over TLS is cut off by {@link Attack#TRUNCATE}, counted from 1
 * @param bounds what nobody gets more of
 */
record Plan(
        InetSocketAddress server,
        MailProtocol protocol,
        Mode mode,
        Attack attack,
        String words,
        int answer,
        Bounds bounds) {

    /** Returns it with another attack. */
    Plan with(Attack another) {
        return new Plan(server, protocol, mode, another, words, answer, bounds);
    }

    /** Returns whether the server is joined in clear, and says the first word. */
    boolean beginsInClear() {
        return mode == Mode.STARTTLS;
    }
}
