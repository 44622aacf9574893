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
 * @param isOfAbsence whether it rests on something that did not come, and not on something wrong that came
 */
public record Finding(Kind kind, String reason, Optional<String> expected, Optional<Phase> where, boolean isOfAbsence) {

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
        return of(Kind.KEPT, reason);
    }

    static Finding broken(String reason, String expected) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), Optional.empty(), false);
    }

    /** Something had to come, and did not. */
    static Finding absent(String reason, String expected) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), Optional.empty(), true);
    }

    static Finding notApplicable(String reason) {
        return of(Kind.NOT_APPLICABLE, reason);
    }

    static Finding notObservable(String reason) {
        return of(Kind.NOT_OBSERVABLE, reason);
    }

    static Finding undecided(String reason) {
        return new Finding(Kind.UNDECIDED, reason, Optional.empty(), Optional.empty(), true);
    }

    /** We have waited as long as we wait, and would again. */
    static Finding undecidedForSilence(String reason) {
        return of(Kind.UNDECIDED, reason);
    }

    private static Finding of(Kind kind, String reason) {
        return new Finding(kind, reason, Optional.empty(), Optional.empty(), false);
    }

    /** Returns the same, with the place in the connection. */
    Finding at(Phase phase) {
        return new Finding(kind, reason, expected, Optional.of(phase), isOfAbsence);
    }
}
