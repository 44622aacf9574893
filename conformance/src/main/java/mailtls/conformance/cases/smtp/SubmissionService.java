package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 6409 sections 3.1 and 4.3, mail submission on port 587, after STARTTLS. */
public enum SubmissionService implements Section {
    /** Whoever submits mail can log in. */
    OFFERS_AUTH("submission.auth-supported submission.port-587 smtp.auth.plain-over-tls-mti", """
            C: EHLO client.example
            S: 250 *
            has: AUTH
            """),

    /** Mail of strangers is not submitted (SS-26). */
    WANTS_A_LOGIN_BEFORE_MAIL("submission.auth-required-by-default", """
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<alice@client.example>
            S: 4.. | 5.. *
            """),

    /** And the reply says why (SS-26). */
    SAYS_THAT_A_LOGIN_IS_MISSING("smtp.auth.530-required", """
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<alice@client.example>
            S: 530 *
            """),

    /** Who has logged in is no stranger. */
    TAKES_MAIL_AFTER_A_LOGIN("submission.port-587 smtp.auth.235-on-success", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN {plain}
            S: 235 *
            C: MAIL FROM:<{recipient}>
            S: 250 *
            C: RSET
            S: 250 *
            """);

    private final Case test;

    SubmissionService(String requirements, String dialogue) {
        test = Way.OVER_STARTTLS.to(this, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
