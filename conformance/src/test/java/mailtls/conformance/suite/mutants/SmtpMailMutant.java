package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.acceptsWhatWasCutOff;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.answersBefore;
import static mailtls.conformance.suite.mutants.Faults.answersSince;
import static mailtls.conformance.suite.mutants.Faults.hangsUp;
import static mailtls.conformance.suite.mutants.Faults.hears;
import static mailtls.conformance.suite.mutants.SmtpPorts.everywhere;
import static mailtls.conformance.suite.mutants.SmtpPorts.forStrangers;
import static mailtls.conformance.suite.mutants.SmtpPorts.forUsers;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;

import java.util.List;
import mailtls.smtp.SmtpTables;

/** What is wrong with servers of SMTP when mail comes: RFC 5321, with the groups of RFC 2920 and the chunks of RFC 3030. */
enum SmtpMailMutant implements Fault {
    // Lines, and the text of a message

    /** LF alone ends a line. */
    TAKES_LF_FOR_CRLF("smtp.line.crlf-only", everywhere(hears(EITHER, "(?<!\r)\n", "\r\n"))),
    /** CR alone ends a line. */
    TAKES_CR_FOR_CRLF("smtp.line.crlf-only", everywhere(hears(EITHER, "\r(?!\n)", "\r\n"))),
    /** Reads text with care, but for its end: LF, point, CRLF, by which mail was smuggled. */
    ENDS_A_TEXT_AT_LF_POINT_CRLF(
            "smtp.data.end-crlf-dot-crlf", everywhere(hears(EITHER, "(?<!\r)\n\\.\r\n", "\r\n.\r\n"))),
    /** The same with CRLF, point, LF. */
    ENDS_A_TEXT_AT_CRLF_POINT_LF("smtp.data.end-crlf-dot-crlf", everywhere(hears(EITHER, "\r\n\\.\n", "\r\n.\r\n"))),
    /** The same with LF, point, LF. */
    ENDS_A_TEXT_AT_LF_POINT_LF("smtp.data.end-crlf-dot-crlf", everywhere(hears(EITHER, "(?<!\r)\n\\.\n", "\r\n.\r\n"))),
    /** The same with CR, point, CR. */
    ENDS_A_TEXT_AT_CR_POINT_CR("smtp.data.end-crlf-dot-crlf", everywhere(hears(EITHER, "\r\\.\r(?!\n)", "\r\n.\r\n"))),
    /** The same with CRLF, point, CR. */
    ENDS_A_TEXT_AT_CRLF_POINT_CR(
            "smtp.data.end-crlf-dot-crlf", everywhere(hears(EITHER, "\r\n\\.\r(?!\n)", "\r\n.\r\n"))),
    /** Takes the end of the connection for the end of the text. */
    ENDS_A_TEXT_WITH_THE_CONNECTION(
            "smtp.quit.premature-close-server", everywhere(acceptsWhatWasCutOff("From: ", "\r\n.\r\n"))),
    /** Looks for STARTTLS in the lines of a text. */
    OBEYS_STARTTLS_IN_A_TEXT(
            "smtp.seq.one-reply-per-command",
            everywhere(hears(EITHER, "(?s)(From: .*\r\n)(STARTTLS\r\n)", "$1.\r\n$2"))),

    // A session and its order

    /** A changed row: MAIL is taken before EHLO. */
    TAKES_MAIL_BEFORE_EHLO(
            "smtp.ehlo.mail-without-ehlo-refused", List.of(Broken.of(SUBMISSIONS, SmtpTables::mailBeforeEhlo))),
    /** Takes HELO for EHLO. */
    LISTS_EXTENSIONS_AFTER_HELO("smtp.ehlo.helo-plain-response", forUsers(hears(TLS, "\\AHELO ", "EHLO "))),
    /** Lists AUTH, and does not know it. */
    LISTS_WHAT_IT_HAS_NOT("smtp.ehlo.no-unimplemented-keywords", forUsers(answers(TLS, "AUTH PLAIN.*", "502 what"))),
    /** EHLO does not end a transaction. */
    KEEPS_THE_TRANSACTION_AT_EHLO(
            "smtp.ehlo.mid-session-reset", everywhere(answersSince("MAIL ", EITHER, "EHLO .*", "250 localhost"))),
    /** RSET does not end a transaction. */
    KEEPS_THE_TRANSACTION_AT_RSET("smtp.rset.250", everywhere(answersSince("MAIL ", EITHER, "RSET", "250 done"))),
    /** There is nothing to reset before EHLO. */
    WANTS_EHLO_BEFORE_RSET("smtp.rset.250", forUsers(answersBefore("EHLO ", EITHER, "RSET", "503 EHLO first"))),
    /** Takes a recipient before there is a sender. */
    TAKES_RCPT_BEFORE_MAIL(
            "smtp.seq.503-out-of-order", forUsers(answersBefore("MAIL ", EITHER, "RCPT .*", "250 fine"))),
    /** Takes a text before there is a recipient. */
    TAKES_DATA_BEFORE_RCPT(
            "smtp.seq.503-out-of-order", everywhere(answersBefore("RCPT ", EITHER, "DATA", "354 go on"))),
    /** Ends the session at a command that it does not know. */
    HANGS_UP_ON_AN_UNKNOWN_COMMAND("smtp.cmd.unknown-tolerated", forUsers(hangsUp("X\\w+", "500 what"))),
    /** Takes a client of another protocol for an attack. */
    HANGS_UP_ON_A_LINE_OF_IMAP("smtp.cmd.unknown-tolerated", forUsers(hangsUp("a CAPABILITY", "500 what"))),
    /** A command that it does not know ends a transaction. */
    FORGETS_THE_TRANSACTION_AT_AN_UNKNOWN_COMMAND(
            "smtp.cmd.unknown-tolerated", everywhere(answersSince("X\\w+", EITHER, "RCPT .*", "503 MAIL first"))),
    /** Takes mail of anybody for anybody. */
    IS_AN_OPEN_RELAY(
            "submission.no-open-relay",
            forStrangers(hears(EITHER, "RCPT TO:<[^>]*>", "RCPT TO:<" + Broken.RECIPIENT + ">"))),

    // Groups of commands

    /** What is refused is answered last. */
    ANSWERS_REFUSALS_LAST("smtp.pipelining.server-in-order", forUsers(AnswersRefusalsLast::new)),
    /** QUIT overtakes what stands before it. */
    OBEYS_QUIT_FIRST("smtp.pipelining.server-in-order", forUsers(hears(EITHER, "(?s)\\A.*\r\n(QUIT\r\n)", "$1"))),
    /** Has enough of a group, and throws away the rest of it. */
    DROPS_THE_REST_OF_A_LONG_GROUP(
            "smtp.pipelining.no-input-flush", forUsers(hears(EITHER, "(?s)\\A((?:\\w+\r\n){5}).+", "$1QUIT\r\n"))),

    // Chunks

    /** Refuses a chunk by its command alone, and takes its octets for commands. */
    REFUSES_A_CHUNK_UNREAD(
            "smtp.bdat.accept-and-discard", everywhere(hears(EITHER, "BDAT \\d+( LAST)?\r\n", "BDAT\r\n"))),
    /** Takes for a chunk what comes with its command, and does not wait for more. */
    WAITS_FOR_NO_CHUNK(
            "smtp.bdat.length-framing", forUsers(hears(EITHER, "\\ABDAT \\d+( LAST)?\r\n\\z", "BDAT 0$1\r\n"))),
    /** Counts the end of a line in a chunk as one octet. */
    COUNTS_CRLF_AS_ONE_OCTET("smtp.bdat.length-framing", forUsers(hears(EITHER, "BDAT 6", "BDAT 5")));

    private final String requirement;
    private final List<Broken> servers;

    SmtpMailMutant(String requirement, List<Broken> servers) {
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
}
