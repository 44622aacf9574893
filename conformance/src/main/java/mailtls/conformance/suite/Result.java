package mailtls.conformance.suite;

/**
 * What came of a case.
 *
 * @param test the case
 * @param verdict what is said of the server
 * @param reason why, in a line
 * @param evidence what that rests on
 */
public record Result(Case test, Verdict verdict, String reason, Evidence evidence) {

    public Result {
        // Words of a server may be in it, and must not move the cursor of whoever reads it.
        reason = reason.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
