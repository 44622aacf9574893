package mailtls.conformance.suite;

/** What is said of a case in the end, the gravest last. */
public enum Verdict {
    /** The server does what is asked for. */
    PASS,
    /** It does something worth knowing that nobody forbids. */
    INFO,
    /** The case does not apply to this server, or needs something that was not given. */
    SKIP,
    /** The server never comes to where it could be seen: it has no such version of TLS, or no session to take up again. */
    NOT_OBSERVABLE,
    /** It does not do what it should; there may be reasons. */
    WARN,
    /** Nothing can be said: the conversation did not get far enough, though it should have. */
    INCONCLUSIVE,
    /** A fault of the suite's own. */
    ERROR,
    /** It does what it must not, or does not what it must. */
    FAIL;

    /** Returns whether it tells what the server does. */
    public boolean isDecision() {
        return switch (this) {
            case PASS, INFO, WARN, FAIL -> true;
            case SKIP, NOT_OBSERVABLE, INCONCLUSIVE, ERROR -> false;
        };
    }
}
