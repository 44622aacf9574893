package mailtls.conformance.suite;

import java.time.Duration;

/**
 * What came of a case.
 *
 * @param test the case
 * @param verdict what is said of the server
 * @param reason why, in a line
 * @param evidence what that rests on
 * @param took how long it took, waiting included
 */
public record Result(Case test, Verdict verdict, String reason, Evidence evidence, Duration took) {

    public Result {
        // Words of a server may be in it, and must not move the cursor of whoever reads it.
        reason = reason.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    /** Returns the same with another verdict. */
    public Result as(Verdict another, String because) {
        return new Result(test, another, because, evidence, took);
    }

    /** Returns the same, when it took so long. */
    Result after(Duration time) {
        return new Result(test, verdict, reason, evidence, time);
    }
}
