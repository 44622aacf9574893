package mailtls.conformance.suite;

import java.util.Optional;
import mailtls.conformance.spec.Requirement.Phase;

/**
 * What playing a case has shown, before a profile makes a verdict of it.
 *
 * @param kind what was found
 * @param reason why, in a line
 * @param expected what was expected when it came otherwise, as it stands in the case
 * @param where where in the connection that was, if that is known
 */
public record Finding(Kind kind, String reason, Optional<String> expected, Optional<Phase> where) {

    /** What was found. */
    public enum Kind {
        /** The requirement is kept. */
        KEPT,
        /** It is not. */
        BROKEN,
        /** The server does not do what the case is about. */
        NOT_APPLICABLE,
        /** The server never comes to where it could be seen. */
        NOT_OBSERVABLE,
        /** It did not come to the question. */
        UNDECIDED
    }

    static Finding kept(String reason) {
        return new Finding(Kind.KEPT, reason, Optional.empty(), Optional.empty());
    }

    static Finding broken(String reason, String expected) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), Optional.empty());
    }

    static Finding broken(String reason, String expected, Phase where) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), Optional.of(where));
    }

    static Finding notApplicable(String reason) {
        return new Finding(Kind.NOT_APPLICABLE, reason, Optional.empty(), Optional.empty());
    }

    static Finding notObservable(String reason) {
        return new Finding(Kind.NOT_OBSERVABLE, reason, Optional.empty(), Optional.empty());
    }

    static Finding undecided(String reason) {
        return new Finding(Kind.UNDECIDED, reason, Optional.empty(), Optional.empty());
    }
}
