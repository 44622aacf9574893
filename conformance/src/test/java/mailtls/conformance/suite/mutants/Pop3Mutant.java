package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.POP3;
import static mailtls.conformance.peer.Scheme.POP3S;
import static mailtls.conformance.suite.mutants.Faults.ANYTHING;
import static mailtls.conformance.suite.mutants.Faults.HALF_A_LINE;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.answersSince;
import static mailtls.conformance.suite.mutants.Faults.completesWhatWasCutOff;
import static mailtls.conformance.suite.mutants.Faults.hears;
import static mailtls.conformance.suite.mutants.Faults.keeps;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.conformance.suite.mutants.Faults.saysWhenTheHandshakeFails;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;

import mailtls.MailServer;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.pop3.Pop3Tables;
import mailtls.tls.ListenerPolicy;

/** Servers of POP3 that are wrong. */
enum Pop3Mutant implements Mutant {
    // What crosses the border

    /** Serves over TLS what was buffered in clear, as in CVE-2011-0411. */
    KEEPS_BUFFERED_CLEARTEXT("pop3.stls.no-plaintext-injection", inClear().that(keeps("STLS", ANYTHING))),
    /** Keeps only half a line, which swallows the first command over TLS. */
    KEEPS_HALF_A_LINE("pop3.stls.no-plaintext-injection", inClear().that(keeps("STLS", HALF_A_LINE))),
    /** Reads cleartext until there is a ClientHello. */
    KEEPS_WHAT_COMES_BEFORE_THE_HELLO(
            "pop3.stls.no-plaintext-injection", inClear().that(WireFault.KEEPS_WHAT_COMES_BEFORE_THE_HELLO)),
    /** Lines by the stock codec, TLS by the stock filter. */
    IS_BUILT_LIKE_THE_TEXTBOOK("pop3.stls.no-plaintext-injection", inClear().likeTheTextbook()),
    /** Says its greeting again over TLS. */
    GREETS_AGAIN("pop3.stls.no-second-greeting", inClear().that(GreetsAgain::new)),
    /** Takes PASS over TLS for the name that was said in clear. */
    REMEMBERS_THE_NAME(
            "pop3.stls.user-state-dropped", careless().that(answersSince("USER ", TLS, "PASS .*", "+OK yours"))),
    /** Answers STLS, and forgets what came before it in the same segment. */
    FORGETS_WHAT_CAME_BEFORE_STLS(
            "pop3.pipelining.process-in-turn", inClear().that(hears(CLEARTEXT, "(?s)\\A.*\r\n(STLS\r\n)", "$1"))),
    /** Answers in clear a ClientHello that comes with the command. */
    ANSWERS_AN_EARLY_HELLO_IN_CLEAR(
            "pop3.stls.begin-after-ok", inClear().that(WireFault.ANSWERS_AN_EARLY_HELLO_IN_CLEAR)),

    // The command and its list

    /** Has STLS, and no CAPA to find it with. */
    HAS_NO_CAPA("pop3.stls.requires-capa", inClear().that(answers(CLEARTEXT, "CAPA", "-ERR what"))),
    /** Lists STLS, and has no certificate. */
    LISTS_WHAT_FAILS("mail.server.no-failing-starttls", inClear().that(answers(CLEARTEXT, "STLS", "-ERR no key"))),
    /** Has STLS and does not list it. */
    LISTS_NO_STLS("pop3.stls.capability-current-state", inClear().that(says(CLEARTEXT, "STLS\r\n", ""))),
    /** A changed row: STLS is listed and taken over TLS. */
    TAKES_STLS_OVER_TLS("pop3.stls.capability-current-state", Broken.of(POP3, Pop3Tables::stlsOverTls)),
    /** The same with TLS from the beginning. */
    TAKES_STLS_OVER_IMPLICIT_TLS("pop3.stls.err-when-active", Broken.of(POP3S, Pop3Tables::stlsOverTls)),
    /** Says OK to the second STLS. */
    SAYS_OK_TO_A_SECOND_STLS("pop3.stls.err-when-active", inClear().that(answers(TLS, "STLS", "+OK again"))),
    /** A changed row: STLS is taken in TRANSACTION. */
    TAKES_STLS_AFTER_A_LOGIN("pop3.stls.authorization-only", Broken.of(POP3, Pop3Tables::stlsAfterALogin)),
    /** Takes STLS whatever stands behind it. */
    IGNORES_ARGUMENTS("pop3.stls.no-arguments", inClear().that(hears(CLEARTEXT, "STLS [a-z]+", "STLS"))),
    /** Knows STLS in capitals only. */
    KNOWS_ONLY_CAPITALS("pop3.command.case-insensitive", inClear().that(hears(CLEARTEXT, "stls", "what"))),

    // States and passwords

    /** TLS is as good as a password. */
    LETS_ANYBODY_COUNT("pop3.stls.stays-authorization", inClear().that(answers(TLS, "STAT", "+OK 0 0"))),
    /** The same with TLS from the beginning. */
    LETS_ANYBODY_COUNT_OVER_IMPLICIT_TLS(
            "pop3.implicit.authorization-state", implicit().that(answers(TLS, "STAT", "+OK 0 0"))),
    /** Where exchanges are allowed in clear, STLS in the middle of one starts TLS. */
    OBEYS_STLS_IN_AN_EXCHANGE(
            "pop3.auth.stls-inside-exchange", careless().that(answersSince("AUTH", CLEARTEXT, "STLS", "+OK go"))),

    /** Whatever is refused is said to be done. */
    SAYS_OK_FOR_ERR("pop3.command.wrong-state-err", inClear().that(says(EITHER, "(?m)^-ERR", "+OK"))),
    /** The same with TLS from the beginning. */
    SAYS_OK_FOR_ERR_OVER_IMPLICIT_TLS(
            "pop3.command.wrong-state-err", implicit().that(says(EITHER, "(?m)^-ERR", "+OK"))),
    /** Does what it is told and says that it doesn't. */
    SAYS_ERR_FOR_OK_OVER_TLS("pop3.auth.plain-over-tls-mti", inClear().that(says(TLS, "(?m)^\\+OK", "-ERR"))),
    /** The same with TLS from the beginning, but for the greeting. */
    SAYS_ERR_FOR_OK_OVER_IMPLICIT_TLS(
            "pop3.auth.plain-over-tls-mti", implicit().that(says(TLS, "\\A\\+OK (?!localhost speaks)", "-ERR "))),
    /** Knows its commands in capitals only, once there is TLS. */
    KNOWS_ONLY_CAPITALS_OVER_TLS("pop3.command.case-insensitive", inClear().that(answers(TLS, "[a-z]+", "-ERR what"))),
    /** The same with TLS from the beginning. */
    KNOWS_ONLY_CAPITALS_OVER_IMPLICIT_TLS(
            "pop3.command.case-insensitive", implicit().that(answers(TLS, "[a-z]+", "-ERR what"))),
    /** Lists no way to log in. */
    LISTS_NO_SASL_OVER_TLS("pop3.auth.plain-over-tls-mti", inClear().that(says(TLS, "SASL [^\r]*", "SASL X-NONE"))),
    /** The same with TLS from the beginning. */
    LISTS_NO_SASL_OVER_IMPLICIT_TLS(
            "pop3.auth.plain-over-tls-mti", implicit().that(says(TLS, "SASL [^\r]*", "SASL X-NONE"))),
    /** Lists STLS wherever it is. */
    LISTS_STLS_EVERYWHERE(
            "pop3.stls.capability-current-state", inClear().that(says(TLS, "TOP\r\n", "TOP\r\nSTLS\r\n"))),
    /** The same with TLS from the beginning. */
    LISTS_STLS_OVER_IMPLICIT_TLS(
            "pop3.stls.capability-current-state", implicit().that(says(TLS, "TOP\r\n", "TOP\r\nSTLS\r\n"))),
    /** Obeys one command of those that come together. */
    OBEYS_ONE_COMMAND_IN_A_SEGMENT(
            "pop3.pipelining.process-in-turn",
            inClear().that(hears(EITHER, "(?s)\\A(.*?\r\n).*", "$1")).mute()),
    /** The same with TLS from the beginning. */
    OBEYS_ONE_COMMAND_IN_A_RECORD(
            "pop3.pipelining.process-in-turn",
            implicit().that(hears(EITHER, "(?s)\\A(.*?\r\n).*", "$1")).mute()),

    /** Lists nothing to those who have logged in. */
    HAS_NO_CAPA_AFTER_A_LOGIN(
            "pop3.capa.both-states", inClear().that(answersSince("PASS |AUTH ", TLS, "CAPA", "-ERR what"))),
    /** The same with TLS from the beginning. */
    HAS_NO_CAPA_AFTER_A_LOGIN_ON_THE_IMPLICIT_PORT(
            "pop3.capa.both-states", implicit().that(answersSince("PASS |AUTH ", TLS, "CAPA", "-ERR what"))),
    /** Lists no mechanism to those who have logged in. */
    LISTS_ANOTHER_SASL_AFTER_A_LOGIN(
            "pop3.auth.sasl-stays-announced", inClear().that(says(TLS, "SASL [^\r]*\r\n((?s).*IMPLEMENTATION)", "$1"))),
    /** The same with TLS from the beginning. */
    LISTS_ANOTHER_SASL_AFTER_A_LOGIN_ON_THE_IMPLICIT_PORT(
            "pop3.auth.sasl-stays-announced",
            implicit().that(says(TLS, "SASL [^\r]*\r\n((?s).*IMPLEMENTATION)", "$1"))),
    /** Takes the end of the connection for QUIT. */
    DELETES_WHEN_THE_CONNECTION_ENDS(
            "pop3.quit.update-only-from-transaction", inClear().that(completesWhatWasCutOff("QUIT\r\n"))),
    /** The same with TLS from the beginning. */
    DELETES_WHEN_THE_CONNECTION_ENDS_ON_THE_IMPLICIT_PORT(
            "pop3.quit.update-only-from-transaction", implicit().that(completesWhatWasCutOff("QUIT\r\n"))),
    /** Asks for a response with half of what it should say. */
    CHALLENGES_WITHOUT_A_SPACE("pop3.auth.challenge-format", inClear().that(says(TLS, "\\A\\+ ", "+"))),
    /** The same with TLS from the beginning. */
    CHALLENGES_WITHOUT_A_SPACE_ON_THE_IMPLICIT_PORT(
            "pop3.auth.challenge-format", implicit().that(says(TLS, "\\A\\+ ", "+"))),
    /** Has APOP, and one timestamp for all. */
    HAS_ONE_TIMESTAMP(
            "pop3.apop.timestamp-unique", inClear().that(says(CLEARTEXT, "speaks POP3", "speaks <1.2@mailtls>"))),
    /** The same with TLS from the beginning. */
    HAS_ONE_TIMESTAMP_ON_THE_IMPLICIT_PORT(
            "pop3.apop.timestamp-unique", implicit().that(says(TLS, "speaks POP3", "speaks <1.2@mailtls>"))),
    /** Is not to be persuaded. */
    REFUSES_ALL_PASSWORDS_ON_THE_IMPLICIT_PORT(
            "pop3.pass-after-user", implicit().that(answers(TLS, "PASS .*", "-ERR no"))),

    // Octets and records

    /** Goes on in clear where the handshake fails. */
    GOES_ON_IN_CLEAR_AFTER_A_FAILURE(
            "tls13.fatal-alert-close", inClear().that(WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE)),
    /** Says in clear that the handshake has failed. */
    SAYS_IN_CLEAR_THAT_TLS_FAILED("pop3.stls.begin-after-ok", inClear().that(saysWhenTheHandshakeFails("-ERR no TLS"))),
    /** Obeys cleartext behind close_notify. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY(
            "tls13.data-after-close", inClear().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** The same on the other port. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY_OF_IMPLICIT_TLS(
            "tls13.data-after-close", implicit().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** Ends the connection, and not TLS. */
    SAYS_NO_CLOSE_NOTIFY_OVER_IMPLICIT_TLS(
            "mail.implicit.close-alerts", implicit().that(WireFault.SAYS_NO_CLOSE_NOTIFY)),
    /** Throws away what comes with the last flight of the handshake. */
    LOSES_WHAT_COMES_FIRST_OVER_TLS(
            "pop3.stls.begin-after-ok",
            inClear().that(WireFault.LOSES_WHAT_COMES_FIRST).mute()),
    /** The same on the other port. */
    LOSES_WHAT_COMES_FIRST_OVER_IMPLICIT_TLS(
            "pop3.implicit.tls-at-once",
            implicit().that(WireFault.LOSES_WHAT_COMES_FIRST).mute()),
    /** Says its greeting before there is TLS. */
    GREETS_IN_CLEAR_ON_THE_IMPLICIT_PORT("pop3.implicit.tls-at-once", implicit().that(WireFault.GREETS_IN_CLEAR));

    private final String requirement;
    private final Broken server;

    Pop3Mutant(String requirement, Broken server) {
        this.requirement = requirement;
        this.server = server;
    }

    @Override
    public String requirement() {
        return requirement;
    }

    @Override
    public Broken server() {
        return server;
    }

    private static Broken inClear() {
        return Broken.of(POP3, Pop3Mutant::rules);
    }

    private static Broken careless() {
        return Broken.of(POP3, Pop3Tables::careless);
    }

    private static Broken implicit() {
        return Broken.of(POP3S, house -> Pop3.server(house, ListenerPolicy.IMPLICIT));
    }

    private static Protocol rules(MailServer house) {
        return Pop3.server(house, ListenerPolicy.STARTTLS_REQUIRED);
    }
}
