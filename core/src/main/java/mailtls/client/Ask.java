package mailtls.client;

import mailtls.machine.Reply;

/**
 * Something a user wants of a server: one command, or a few that belong together, and what the answers mean.
 *
 * @param <H> the replies of the protocol
 * @param <T> what comes of it
 */
public interface Ask<H, T> {

    /** Returns what to say first. */
    Reply first();

    /** Takes a reply of the server; never throws, whatever the reply. */
    Outcome<T> hear(H reply);

    /** What a reply leads to. */
    sealed interface Outcome<T> {

        /** There is more to say. */
        record Say<T>(Reply more) implements Outcome<T> {}

        /** There is more to hear. */
        record Listen<T>() implements Outcome<T> {}

        /** It is done. */
        record Done<T>(T answer) implements Outcome<T> {}

        /** It is done, and with it the conversation: the answer to LOGOUT or QUIT. */
        record Last<T>(T answer) implements Outcome<T> {}

        /** It failed; the conversation goes on. */
        record Failed<T>(Failure failure, String detail) implements Outcome<T> {}

        /** The server breaks a rule; the conversation ends. */
        record Broken<T>(Failure failure, String detail) implements Outcome<T> {}
    }
}
