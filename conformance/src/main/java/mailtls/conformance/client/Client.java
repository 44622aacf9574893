package mailtls.conformance.client;

import java.util.Optional;

/** A client that can be started: it comes to the server, does something that needs the account, and ends. */
@FunctionalInterface
public interface Client {

    /**
     * How a client has ended.
     *
     * @param works whether it says that all went well; nothing if it does not say, and the wire has to
     * @param how in words: {@code exit status 1}
     * @param said the last that it printed
     */
    record Outcome(Optional<Boolean> works, String how, String said) {

        /** What a shell makes of SIGILL, SIGABRT, SIGBUS, SIGFPE and SIGSEGV. */
        private static final String CRASH = "exit status (132|134|135|136|139)";

        /** Returns whether it did not end by itself. */
        boolean isCrash() {
            return how.matches(CRASH);
        }
    }

    /**
     * Starts it, and waits for its end.
     *
     * @return how it ended; nothing if it did not in time
     */
    Optional<Outcome> start(Invitation invitation) throws InterruptedException;

    /** Returns whether it comes once more when it is started once more. */
    default boolean canBeStartedAgain() {
        return true;
    }

    /** One of its connections has ended. */
    default void left() {}
}
