package mailtls.conformance.suite.mutants;

import java.io.IOException;

/** A server that listens on loopback until it is closed. */
interface Running extends AutoCloseable {

    /** Returns its port. */
    int port();

    @Override
    void close() throws IOException;
}
