package mailtls.conformance.suite;

import java.io.IOException;

/** Something to play with a server. */
interface Script {

    /**
     * Plays it.
     *
     * @throws IOException if the server can't be reached
     */
    Finding play(Stage stage) throws IOException;

    /** Returns whether it can be played only by somebody with an account. */
    boolean needsAccount();

    /** Returns whether it sends mail to somebody. */
    default boolean needsRecipient() {
        return false;
    }
}
