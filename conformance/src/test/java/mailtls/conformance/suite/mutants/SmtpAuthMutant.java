package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.answersSince;
import static mailtls.conformance.suite.mutants.Faults.hears;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.conformance.suite.mutants.SmtpPorts.everywhere;
import static mailtls.conformance.suite.mutants.SmtpPorts.forUsers;
import static mailtls.conformance.suite.mutants.SmtpPorts.submission;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.TLS;

import java.util.List;
import java.util.function.UnaryOperator;
import mailtls.connection.Endpoint;
import mailtls.smtp.SmtpTables;

/** What is wrong with servers of SMTP when users log in: RFC 4954, and RFC 6409 for mail submission. */
enum SmtpAuthMutant implements Fault {
    // Over TLS

    /** Has no way to log in. */
    OFFERS_NO_AUTH("smtp.auth.plain-over-tls-mti", forUsers(says(TLS, "AUTH ", "XAUTH "))),
    /** Is not to be persuaded. */
    REFUSES_PLAIN("smtp.auth.235-on-success", forUsers(answers(TLS, "AUTH PLAIN.*", "535 no"))),
    /** Is persuaded by anything. */
    LETS_ANYBODY_IN("smtp.auth.235-on-success", forUsers(answers(TLS, "AUTH PLAIN \\S+", "235 welcome"))),
    /** Lets one log in again. */
    TAKES_A_SECOND_AUTH("smtp.auth.only-once", forUsers(answersSince("AUTH ", TLS, "AUTH PLAIN.*", "235 again"))),
    /** RSET makes a stranger of the user. */
    FORGETS_THE_USER_AT_RSET("smtp.auth.only-once", forUsers(answersSince("RSET", TLS, "AUTH PLAIN .*", "235 again"))),
    /** Takes AUTH in the middle of a transaction. */
    TAKES_AUTH_IN_A_TRANSACTION(
            "smtp.auth.not-in-transaction", everywhere(answersSince("MAIL ", TLS, "AUTH PLAIN.*", "334 "))),
    /** Has another number for a wrong password. */
    SAYS_550_FOR_535("smtp.auth.535-on-failure", forUsers(says(TLS, "\\A535", "550"))),
    /** Has another number for a mechanism that it does not know. */
    SAYS_501_FOR_504("smtp.auth.unusable-mechanism-504", forUsers(says(TLS, "\\A504", "501"))),
    /** Asks for a response, and takes what comes for a command. */
    FORGETS_THAT_IT_ASKED("smtp.auth.commands-inside-exchange", forUsers(answers(TLS, "AUTH PLAIN", "334 "))),
    /** Takes an asterisk for a response. */
    TAKES_AN_ASTERISK_FOR_A_RESPONSE("smtp.auth.cancel-501", forUsers(hearsAStranger("\\*"))),
    /** Skips what is not base64 in a response. */
    SKIPS_WHAT_IS_NOT_BASE64("smtp.auth.bad-base64-501", forUsers(hearsAStranger("\\?!\\w+"))),
    /** Reads a response up to the NUL that should not be there. */
    STOPS_AT_A_NUL("sasl.plain.no-nul", forUsers(answers(TLS, "AUTH PLAIN AG5vYm9keQBtYWlsAHRscw==", "235 in"))),
    /** Has no more room for a response than for any command. */
    HAS_NO_ROOM_FOR_LONG_RESPONSES("smtp.auth.long-responses", forUsers(answers(TLS, "\\S{511,}", "500 too long"))),
    /** Believes in whom nobody vouches for. */
    WANTS_NO_CERTIFICATE_FOR_EXTERNAL(
            "sasl.external.identity", forUsers(answers(TLS, "AUTH EXTERNAL =", "235 whoever"))),

    // Mail of users

    /** A changed role: takes mail of anybody, where only users should submit some. */
    TAKES_MAIL_WITHOUT_A_LOGIN(
            "submission.auth-required-by-default", List.of(Broken.of(SUBMISSION, SmtpTables::withoutALogin))),
    /** Has another number for a missing log-in. */
    SAYS_550_FOR_530("smtp.auth.530-required", List.of(submission().that(says(TLS, "\\A530", "550")))),
    /** Takes mail of nobody. */
    TAKES_NO_MAIL_AFTER_A_LOGIN("submission.port-587", List.of(submission().that(answers(TLS, "MAIL .*", "550 no")))),

    // In clear

    /** Offers in clear to know the client by its certificate. */
    LISTS_EXTERNAL_IN_CLEAR("sasl.negotiation.not-protected", listsInClear("AUTH EXTERNAL")),
    /** Promises in clear that there will be TLS. */
    LISTS_REQUIRETLS_IN_CLEAR("requiretls.advertised-after-starttls", listsInClear("REQUIRETLS")),
    /** Changed rows: does not list AUTH in clear, and takes it all the same. */
    TAKES_AN_UNLISTED_PASSWORD_IN_CLEAR(
            "sasl.plain.default-only-protected",
            List.of(Broken.of(SUBMISSION, SmtpTables::passwordsInClear)
                    .that(says(CLEARTEXT, "(?m)^250([- ])AUTH [^\r]*", "250$1X")))),
    /** Lets nobody in in clear, and tells all the same that a password is wrong. */
    IS_AN_ORACLE_IN_CLEAR(
            "sasl.plain.default-only-protected",
            List.of(submission().that(answers(CLEARTEXT, "AUTH PLAIN \\S+", "535 wrong"))));

    private final String requirement;
    private final List<Broken> servers;

    SmtpAuthMutant(String requirement, List<Broken> servers) {
        this.requirement = requirement;
        this.servers = servers;
    }

    @Override
    public String requirement() {
        return requirement;
    }

    @Override
    public List<Broken> servers() {
        return servers;
    }

    /** Hears a response of somebody who is not known instead of what a line really is. */
    private static UnaryOperator<Endpoint> hearsAStranger(String line) {
        return hears(TLS, "\\A" + line + "\r\n", "AG5vYm9keQBtYWlsdGxz\r\n");
    }

    private static List<Broken> listsInClear(String keyword) {
        return List.of(submission().that(says(CLEARTEXT, "250-PIPELINING", "250-" + keyword + "\r\n250-PIPELINING")));
    }
}
