package mailtls.conformance.suite;

import java.io.IOException;

/** Something to play with a server. */
interface Script extends Played {

    /**
     * Plays it.
     *
     * @throws IOException if the server can't be reached
     */
    Finding play(Stage stage) throws IOException;
}
