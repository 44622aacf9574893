package mailtls.conformance.client;

import java.util.Arrays;
import java.util.Optional;

/** How a client should come out of a scenario. */
enum Expectation {
    /** Either way: what it says on the wire decides. */
    ANYHOW("anyhow"),
    /** It does what it was started for. */
    WORKS("works"),
    /** It does what it was started for; if it rather gives up, that is worth a warning. */
    SHOULD_WORK("should work"),
    /** It gives up, and says so; over TLS it says no more than what finds out about the server. */
    FAILS("fails"),
    /** It gives up; if it does what it was started for over TLS, that is worth a warning. */
    SHOULD_FAIL("should fail"),
    /** It says in the end that it did not do what it was started for; what it said before does not matter. */
    GIVES_UP("gives up"),
    /**
     * It gives up before it has said anything over TLS, or does what it was started for; what lies between would be a mixture of
     * cleartext and TLS.
     */
    WORKS_UNLESS_NO_TLS("works, or there is no tls"),
    /** It works or gives up, and does either in time: the server has done what there is for it to do. */
    ENDS("ends"),
    /** What matters is what its user is shown. */
    ONLY_SEEN_ON_A_SCREEN("only the screen tells");

    private final String words;

    Expectation(String words) {
        this.words = words;
    }

    static Optional<Expectation> of(String line) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(line))
                .findFirst();
    }

    /** Returns it as it stands in a scenario. */
    @Override
    public String toString() {
        return "-- " + words + " --";
    }
}
