package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8689 section 2, the extension REQUIRETLS: mail that is to travel over TLS only. */
public enum RequireTls implements Section {
    /** What counts is the list over TLS; a server that lists it before has to list it there, too. */
    IS_LISTED_OVER_TLS("requiretls.advertised-after-starttls", """
            given: REQUIRETLS
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            has: REQUIRETLS
            """),

    /** In clear it can't be promised any more. */
    IS_REFUSED_IN_CLEAR("requiretls.only-over-tls", """
            C: MAIL FROM:<> REQUIRETLS
            S: 4.. | 5.. *
            """);

    private final Case test;

    RequireTls(String requirements, String dialogue) {
        test = Way.IN_CLEAR.to(this, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
