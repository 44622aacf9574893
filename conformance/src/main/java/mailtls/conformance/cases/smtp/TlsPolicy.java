package mailtls.conformance.cases.smtp;

import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4, what may be demanded of a client that has not said STARTTLS. */
public enum TlsPolicy implements Section {
    /** Where TLS is demanded, mail has to wait for it (SS-15). A server that lists AUTH in clear does not demand it. */
    WANTS_TLS_BEFORE_MAIL("smtp.starttls.private-530", """
            without: AUTH
            C: MAIL FROM:<alice@client.example>
            S: 530 *
            """),

    /** The rest of it has to wait, too. */
    WANTS_TLS_FOR_ALL_OF_THE_MAIL("smtp.starttls.private-530", """
            without: AUTH
            C: MAIL FROM:<alice@client.example>
            S? 530 *
            C: RCPT TO:<bob@client.example>
            S: 530 *
            C: DATA
            S: 530 *
            """),

    /** And so does any other command that might tell something. */
    WANTS_TLS_BEFORE_VRFY("smtp.starttls.private-530", """
            without: AUTH
            C: MAIL FROM:<alice@client.example>
            S? 530 *
            C: VRFY {token}
            S: 530 *
            """),

    /** A password has to wait, too. */
    WANTS_TLS_BEFORE_AUTH("smtp.starttls.private-530", """
            without: AUTH
            C: MAIL FROM:<alice@client.example>
            S? 530 *
            C: AUTH PLAIN
            S: 530 *
            """),

    /** NOOP and QUIT are always possible, as EHLO and STARTTLS are. */
    LETS_THE_CLIENT_COME_TO_TLS("smtp.starttls.private-530 smtp.quit.server-221", """
            C: NOOP
            S: 250 *
            C: QUIT
            S: 221 *
            -- close --
            """),

    /** A public MX takes mail without TLS (SS-16); it may have other reasons to refuse this sender. */
    TAKES_A_SENDER_WITHOUT_TLS("smtp.starttls.public-mx-not-required", """
            C: MAIL FROM:<>
            S: 250 | 4.. | 50. | 52. | 54. | 55. *
            """),

    /** The same for mail to somebody who is known there. */
    TAKES_A_RECIPIENT_WITHOUT_TLS("smtp.starttls.public-mx-not-required", """
            C: MAIL FROM:<>
            S: 250 | 4.. | 50. | 52. | 54. | 55. *
            C: RCPT TO:<{recipient}>
            S: 250 | 251 | 4.. | 50. | 52. | 54. | 55. *
            """);

    private final Case test;

    TlsPolicy(String requirements, String dialogue) {
        test = Way.IN_CLEAR.to(this, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
