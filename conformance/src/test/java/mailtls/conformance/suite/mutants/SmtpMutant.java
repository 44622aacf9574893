package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SMTP;
import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.ANYTHING;
import static mailtls.conformance.suite.mutants.Faults.HALF_A_LINE;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.answersBefore;
import static mailtls.conformance.suite.mutants.Faults.answersSince;
import static mailtls.conformance.suite.mutants.Faults.hears;
import static mailtls.conformance.suite.mutants.Faults.keeps;
import static mailtls.conformance.suite.mutants.Faults.keepsBehindCr;
import static mailtls.conformance.suite.mutants.Faults.remembers;
import static mailtls.conformance.suite.mutants.Faults.remembersAfter;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.conformance.suite.mutants.Faults.saysWhenTheHandshakeFails;
import static mailtls.conformance.suite.mutants.SmtpPorts.mx;
import static mailtls.conformance.suite.mutants.SmtpPorts.submission;
import static mailtls.conformance.suite.mutants.SmtpPorts.submissions;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;

import mailtls.smtp.Smtp;
import mailtls.smtp.SmtpTables;
import mailtls.tls.ListenerPolicy;

/** Servers of SMTP that are wrong. */
enum SmtpMutant implements Mutant {
    // What crosses the border

    /** Serves over TLS what was buffered in clear, as in CVE-2011-0411. */
    KEEPS_BUFFERED_CLEARTEXT(
            "smtp.starttls.no-plaintext-injection", submission().that(keeps("STARTTLS", ANYTHING))),
    /** Keeps only half a line, which swallows the first command over TLS. */
    KEEPS_HALF_A_LINE("smtp.starttls.no-plaintext-injection", submission().that(keeps("STARTTLS", HALF_A_LINE))),
    /** Reads cleartext until there is a ClientHello. */
    KEEPS_WHAT_COMES_BEFORE_THE_HELLO(
            "smtp.starttls.no-plaintext-injection", submission().that(WireFault.KEEPS_WHAT_COMES_BEFORE_THE_HELLO)),
    /** Lines by the stock codec, TLS by the stock filter. */
    IS_BUILT_LIKE_THE_TEXTBOOK(
            "smtp.starttls.no-plaintext-injection", submission().likeTheTextbook()),
    /** Takes CR for the end of the command, and serves over TLS what stands behind it. */
    KEEPS_WHAT_STANDS_BEHIND_A_CR(
            "smtp.starttls.no-plaintext-injection", submission().that(keepsBehindCr("STARTTLS"))),
    /** Says its greeting again over TLS. */
    GREETS_AGAIN("smtp.starttls.no-second-greeting", submission().that(GreetsAgain::new)),
    /** Takes the EHLO of before for one over TLS. */
    REMEMBERS_THE_EHLO("smtp.starttls.discard-knowledge.server", mx().that(remembers("EHLO "))),
    /** Takes HELO over TLS for the EHLO of before. */
    REMEMBERS_THE_EXTENSIONS("smtp.starttls.discard-knowledge.server", mx().that(remembersAfter("HELO ", "EHLO "))),
    /** Takes up over TLS the mail transaction of before. */
    REMEMBERS_THE_SENDER("smtp.starttls.discard-knowledge.server", mindful("MAIL |RCPT ")),
    /** Takes up over TLS the chunks of before. */
    REMEMBERS_CHUNKS("smtp.bdat.dropped-at-starttls", mindful("MAIL |RCPT |BDAT ")),
    /** Answers STARTTLS, and forgets what came before it in the same segment. */
    FORGETS_WHAT_CAME_BEFORE_STARTTLS(
            "smtp.pipelining.server-in-order",
            submission().that(hears(CLEARTEXT, "(?s)\\A.*\r\n(STARTTLS\r\n)", "$1"))),
    /** Answers in clear a ClientHello that comes with the command. */
    ANSWERS_AN_EARLY_HELLO_IN_CLEAR(
            "smtp.starttls.reply-codes", submission().that(WireFault.ANSWERS_AN_EARLY_HELLO_IN_CLEAR)),

    // The command and its list

    /** Lists STARTTLS, and has no certificate. */
    LISTS_WHAT_FAILS(
            "mail.server.no-failing-starttls", submission().that(answers(CLEARTEXT, "STARTTLS", "454 no key"))),
    /** Has STARTTLS and does not list it. */
    LISTS_NO_STARTTLS(
            "smtp.ehlo.lists-all-commands", submission().that(says(CLEARTEXT, "250([- ])STARTTLS", "250$1X"))),
    /** Lists STARTTLS over TLS. */
    LISTS_STARTTLS_OVER_TLS(
            "smtp.starttls.server-not-advertised-after-tls",
            submission().that(says(TLS, "250-PIPELINING", "250-STARTTLS\r\n250-PIPELINING"))),
    /** Lists STARTTLS with TLS from the beginning. */
    LISTS_STARTTLS_OVER_IMPLICIT_TLS(
            "smtp.starttls.server-not-advertised-after-tls",
            submissions().that(says(TLS, "250-PIPELINING", "250-STARTTLS\r\n250-PIPELINING"))),
    /** A changed row: STARTTLS is listed and taken over TLS. */
    TAKES_STARTTLS_OVER_TLS(
            "smtp.starttls.second-starttls-refused", Broken.of(SUBMISSION, SmtpTables::startTlsOverTls)),
    /** The same with TLS from the beginning. */
    TAKES_STARTTLS_OVER_IMPLICIT_TLS(
            "smtp.starttls.second-starttls-refused", Broken.of(SUBMISSIONS, SmtpTables::startTlsOverTls)),
    /** Takes STARTTLS whatever stands behind it. */
    IGNORES_ARGUMENTS("smtp.starttls.args-501", submission().that(hears(CLEARTEXT, "STARTTLS [a-z]+", "STARTTLS"))),
    /** Has another number for an argument. */
    SAYS_502_TO_ARGUMENTS("smtp.starttls.args-501", submission().that(answers(CLEARTEXT, "STARTTLS .*", "502 what"))),
    /** Knows STARTTLS in capitals only. */
    KNOWS_ONLY_CAPITALS("smtp.cmd.case-insensitive", submission().that(hears(CLEARTEXT, "starttls", "what"))),
    /** Compares the first eight letters. */
    TAKES_A_LONGER_WORD_FOR_STARTTLS(
            "smtp.starttls.reply-codes", submission().that(hears(CLEARTEXT, "STARTTLS\\w+", "STARTTLS"))),
    /** Takes STARTTLS only at once. */
    TAKES_STARTTLS_ONLY_FIRST(
            "smtp.starttls.advertise-means-able",
            submission().that(answersSince("NOOP", CLEARTEXT, "STARTTLS", "503 too late"))),
    /** Gives the go-ahead before EHLO, and does not go ahead. */
    SAYS_GO_BEFORE_EHLO_AND_STAYS_IN_CLEAR(
            "smtp.starttls.reply-codes", submission().that(answersBefore("EHLO ", CLEARTEXT, "STARTTLS", "220 go"))),
    /** The same after HELO. */
    SAYS_GO_AFTER_HELO_AND_STAYS_IN_CLEAR(
            "smtp.starttls.reply-codes", mx().that(answersSince("HELO ", CLEARTEXT, "STARTTLS", "220 go"))),
    /** Refuses STARTTLS in a transaction, which is over then. */
    FORGETS_THE_TRANSACTION_AT_A_REFUSED_STARTTLS(
            "smtp.seq.503-out-of-order", mx().that(answersSince("STARTTLS", CLEARTEXT, "RCPT .*", "503 MAIL first"))),
    /** Says goodbye and stays. */
    STAYS(
            "smtp.quit.server-221",
            submission().that(answers(EITHER, "QUIT", "221 goodbye")).mute()),

    // What is demanded before it

    /** Demands TLS, and takes mail without. */
    TAKES_A_SENDER_IN_CLEAR("smtp.starttls.private-530", submission().that(answers(CLEARTEXT, "MAIL .*", "250 fine"))),
    /** Demands TLS, and tells that there is something else wrong. */
    KNOWS_AN_ORDER_IN_CLEAR(
            "smtp.starttls.private-530", submission().that(answers(CLEARTEXT, "RCPT .*", "503 MAIL first"))),
    /** Demands TLS, and tells whom it knows without. */
    ANSWERS_VRFY_IN_CLEAR("smtp.starttls.private-530", submission().that(answers(CLEARTEXT, "VRFY .*", "252 maybe"))),
    /** Demands TLS, and has another number for a password without. */
    SAYS_504_TO_AUTH_IN_CLEAR(
            "smtp.starttls.private-530", submission().that(answers(CLEARTEXT, "AUTH .*", "504 not here"))),
    /** A public MX that demands TLS. */
    DEMANDS_TLS_OF_ANYBODY(
            "smtp.starttls.public-mx-not-required",
            Broken.of(SMTP, house -> Smtp.mx(house, ListenerPolicy.STARTTLS_REQUIRED))),
    /** A public MX that demands TLS once it knows for whom the mail is. */
    DEMANDS_TLS_FOR_A_RECIPIENT(
            "smtp.starttls.public-mx-not-required", mx().that(answers(CLEARTEXT, "RCPT .*", "530 STARTTLS first"))),
    /** Where exchanges are allowed in clear, STARTTLS in the middle of one starts TLS. */
    OBEYS_STARTTLS_IN_AN_EXCHANGE(
            "smtp.auth.commands-inside-exchange",
            Broken.of(SUBMISSION, SmtpTables::careless).that(answersSince("AUTH", CLEARTEXT, "STARTTLS", "220 go"))),

    // Octets and records

    /** Goes on in clear where the handshake fails. */
    GOES_ON_IN_CLEAR_AFTER_A_FAILURE(
            "tls13.fatal-alert-close", submission().that(WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE)),
    /** Says in clear that the handshake has failed. */
    SAYS_IN_CLEAR_THAT_TLS_FAILED(
            "tls13.fatal-alert-close", submission().that(saysWhenTheHandshakeFails("550 no TLS"))),
    /** Obeys cleartext behind close_notify. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY(
            "tls13.data-after-close", submission().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** The same on the other port. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY_OF_IMPLICIT_TLS(
            "tls13.data-after-close", submissions().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** Ends the connection, and not TLS. */
    SAYS_NO_CLOSE_NOTIFY("mail.implicit.close-alerts", submission().that(WireFault.SAYS_NO_CLOSE_NOTIFY)),
    /** The same on the other port. */
    SAYS_NO_CLOSE_NOTIFY_OVER_IMPLICIT_TLS(
            "mail.implicit.close-alerts", submissions().that(WireFault.SAYS_NO_CLOSE_NOTIFY)),
    /** Who comes with the TLS session of a user is that user. */
    TAKES_A_SESSION_FOR_A_LOGIN(
            "smtp.starttls.reset-initial-state", submission().that(WireFault.TAKES_A_SESSION_FOR_A_LOGIN)),
    /** The same on the other port. */
    TAKES_A_SESSION_OF_IMPLICIT_TLS_FOR_A_LOGIN(
            "smtp.auth.only-once", submissions().that(WireFault.TAKES_A_SESSION_FOR_A_LOGIN)),
    /** Throws away what comes with the last flight of the handshake. */
    LOSES_WHAT_COMES_FIRST_OVER_TLS(
            "smtp.pipelining.no-input-flush",
            submission().that(WireFault.LOSES_WHAT_COMES_FIRST).mute()),
    /** Says its greeting before there is TLS. */
    GREETS_IN_CLEAR_ON_THE_IMPLICIT_PORT(
            "mail.implicit.submissions-465", submissions().that(WireFault.GREETS_IN_CLEAR));

    private final String requirement;
    private final Broken server;

    SmtpMutant(String requirement, Broken server) {
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

    /** Has STARTTLS in the middle of a transaction, and takes up some of it behind the next EHLO. */
    private static Broken mindful(String remembered) {
        return Broken.of(SMTP, SmtpTables::startTlsInATransaction).that(remembersAfter("EHLO ", remembered));
    }
}
