package mailtls.conformance.suite;

import java.io.IOException;
import mailtls.conformance.peer.Peer;

/** Opens connections to a server under test. */
@FunctionalInterface
public interface Connector {

    /**
     * Opens one more.
     *
     * @throws IOException if nobody answers
     */
    Peer connect() throws IOException;
}
