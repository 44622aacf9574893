package mailtls.conformance.suite;

/** What a case plays: with a server a {@link Script}, with a client something that a server says. It prints as a person reads it. */
public interface Played {

    /** Returns whether it can be played only by somebody with an account. */
    default boolean needsAccount() {
        return false;
    }

    /** Returns whether it sends mail to somebody. */
    default boolean needsRecipient() {
        return false;
    }
}
