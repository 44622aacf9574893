package mailtls.conformance.peer;

/**
 * What came of a handshake.
 *
 * @param outcome how it went
 * @param detail more about it, for a person: the version and suite, the alert, the octets that were no record
 */
public record Handshake(Outcome outcome, String detail) {

    /** How a handshake went. */
    public enum Outcome {
        DONE,
        /** The server sent an alert. */
        ALERT,
        /** The server closed the connection. */
        CLOSED,
        /** The server did not go on in time. */
        SILENCE,
        /** The server said something that is no TLS record. */
        CLEARTEXT,
        /** We do not trust the server's certificate. */
        UNTRUSTED,
        /** The server's records make no sense to us. */
        FAILED
    }

    /** Returns whether there is TLS now. */
    public boolean isDone() {
        return outcome == Outcome.DONE;
    }
}
