package mailtls.sasl;

/** The server's side of one log-in. */
public interface Exchange {

    /** Returns what to say to a client that sent no initial response: nothing, where the client speaks first. */
    byte[] firstChallenge();

    /** Takes a response of the client and returns what it leads to; never throws, whatever the response. */
    Outcome respond(byte[] response);

    /** What a response leads to. */
    sealed interface Outcome {

        /** The server asks on. */
        record Ask(byte[] challenge) implements Outcome {}

        /** The client is who it says. */
        record Granted(String account) implements Outcome {}

        /**
         * The client is not let in.
         *
         * @param account whom it claimed to be, as far as it said
         */
        record Denied(String account) implements Outcome {}

        /** The response is not of the mechanism's form. */
        record Malformed() implements Outcome {}
    }
}
