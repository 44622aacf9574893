package mailtls.conformance.suite;

import java.util.Optional;

/**
 * What playing a case has shown, before a profile makes a verdict of it.
 *
 * @param kind what was found
 * @param reason why, in a line
 * @param expected what was expected when it came otherwise, as it stands in the case
 * @param isOfAbsence whether it rests on something that did not come, and not on something wrong that came
 */
public record Finding(Kind kind, String reason, Optional<String> expected, boolean isOfAbsence) {

    /** What was found. */
    public enum Kind {
        /** The requirement is kept. */
        KEPT,
        /** It is not. */
        BROKEN,
        /** The server does not do what the case is about. */
        NOT_APPLICABLE,
        /** It did not come to the question. */
        UNDECIDED
    }

    static Finding kept(String reason) {
        return new Finding(Kind.KEPT, reason, Optional.empty(), false);
    }

    static Finding broken(String reason, String expected) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), false);
    }

    /** Something had to come, and did not. */
    static Finding absent(String reason, String expected) {
        return new Finding(Kind.BROKEN, reason, Optional.of(expected), true);
    }

    static Finding notApplicable(String reason) {
        return new Finding(Kind.NOT_APPLICABLE, reason, Optional.empty(), false);
    }

    static Finding undecided(String reason) {
        return new Finding(Kind.UNDECIDED, reason, Optional.empty(), true);
    }

    /** We have waited as long as we wait, and would again. */
    static Finding undecidedForSilence(String reason) {
        return new Finding(Kind.UNDECIDED, reason, Optional.empty(), false);
    }
}
