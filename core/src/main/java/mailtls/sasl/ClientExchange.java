package mailtls.sasl;

import java.util.Optional;

/** The client's side of one log-in. */
public interface ClientExchange {

    /** Returns what the client says first. Asked once: it may be the beginning of a dialogue. */
    byte[] initialResponse();

    /**
     * Takes a challenge of the server; never throws, whatever the challenge.
     *
     * @return the response, or nothing to give up
     */
    Optional<byte[]> respond(byte[] challenge);

    /**
     * Returns whether the server has proved what the mechanism asks of it. If not, its yes is not to be believed: in SCRAM it
     * may be somebody who doesn't know the password (RFC 5802 section 3).
     */
    boolean isSatisfied();

    /** Returns what the server said of why it won't let us in, where the mechanism has a place for that; never our secret. */
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
