package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 4954 sections 4 and 6, the AUTH command before there is TLS. */
public enum AuthInClear implements Section {
    /** No password is asked for where anybody can read it. */
    LISTS_NO_PASSWORD_MECHANISM("sasl.plain.default-only-protected smtp.auth.site-no-plaintext", """
            lacks: AUTH PLAIN
            """),

    /** LOGIN says the password in the same way. */
    LISTS_NO_LOGIN("sasl.negotiation.not-protected", """
            lacks: AUTH LOGIN
            """),

    /** There is no certificate yet that somebody could be known by. */
    LISTS_NO_EXTERNAL("sasl.negotiation.not-protected", """
            lacks: AUTH EXTERNAL
            """),

    /** Where PLAIN is not listed it is refused before a password is on its way: there is no challenge (SS-17). */
    ASKS_FOR_NO_PASSWORD("sasl.plain.default-only-protected smtp.auth.unusable-mechanism-504", """
            without: AUTH PLAIN
            C: AUTH PLAIN
            S: 500 | 502 | 503 | 504 | 530 | 534 | 538 | 55. *
            C: NOOP
            S: 250 *
            """),

    /** And a password that comes unasked is not looked at: it would be wrong (SS-17). */
    CHECKS_NO_PASSWORD("sasl.plain.default-only-protected smtp.auth.unusable-mechanism-504", """
            without: AUTH PLAIN
            C: AUTH PLAIN AG5vYm9keQBtYWlsdGxz
            S: 500 | 502 | 503 | 504 | 530 | 534 | 538 | 55. *
            C: NOOP
            S: 250 *
            """);

    private final Case test;

    AuthInClear(String requirements, String dialogue) {
        test = Way.IN_CLEAR.to(this, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
