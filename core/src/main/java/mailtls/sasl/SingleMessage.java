package mailtls.sasl;

import java.util.Optional;

/** A log-in of one message, which proves nothing about the server. To a challenge behind it there is nothing to say. */
record SingleMessage(byte[] initialResponse) implements ClientExchange {

    @Override
    public Optional<byte[]> respond(byte[] challenge) {
        return Optional.empty();
    }

    @Override
    public boolean isSatisfied() {
        return true;
    }
}
