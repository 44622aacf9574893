package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.IMAP;
import static mailtls.conformance.peer.Scheme.IMAPS;
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
import mailtls.imap.Imap;
import mailtls.imap.ImapTables;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/** Servers of IMAP that are wrong. */
enum ImapMutant implements Mutant {
    // What crosses the border

    /** Serves over TLS what was buffered in clear, as in CVE-2011-0411. */
    KEEPS_BUFFERED_CLEARTEXT("imap.starttls.extra-data", inClear().that(keeps("STARTTLS", ANYTHING))),
    /** Keeps only half a line, which swallows the first command over TLS. */
    KEEPS_HALF_A_LINE("imap.starttls.extra-data", inClear().that(keeps("STARTTLS", HALF_A_LINE))),
    /** Reads cleartext until there is a ClientHello, and has a tag even for noise. */
    KEEPS_WHAT_COMES_BEFORE_THE_HELLO(
            "imap.starttls.extra-data",
            inClear()
                    .that(answers(TLS, "[^\\w]+(\\w+)\r", "$1 BAD what"))
                    .that(WireFault.KEEPS_WHAT_COMES_BEFORE_THE_HELLO)),
    /** Lines by the stock codec, TLS by the stock filter. */
    IS_BUILT_LIKE_THE_TEXTBOOK("imap.starttls.extra-data", inClear().likeTheTextbook()),
    /** Remembers what the client called itself in clear. */
    REMEMBERS_THE_CLIENT("imap.id.no-operational-use", inClear().that(RemembersTheClient::new)),
    /** Says its greeting again over TLS. */
    GREETS_AGAIN("imap.starttls.no-second-greeting", inClear().that(GreetsAgain::new)),
    /** Answers STARTTLS, and forgets what came before it in the same segment. */
    FORGETS_WHAT_CAME_BEFORE_STARTTLS(
            "imap.pipelining.ambiguity", inClear().that(hears(CLEARTEXT, "(?s)\\A.*\r\n(\\w+ STARTTLS\r\n)", "$1"))),
    /** Obeys one command of those that come together. */
    OBEYS_ONE_COMMAND_IN_A_SEGMENT(
            "imap.pipelining.ambiguity",
            inClear().that(hears(EITHER, "(?s)\\A(.*?\r\n).*", "$1")).mute()),
    /** The same with TLS from the beginning. */
    OBEYS_ONE_COMMAND_IN_A_RECORD(
            "imap.pipelining.ambiguity",
            implicit().that(hears(EITHER, "(?s)\\A(.*?\r\n).*", "$1")).mute()),

    // The command and its list

    /** Takes STARTTLS whatever stands behind it. */
    IGNORES_ARGUMENTS("imap.starttls.results", inClear().that(hears(CLEARTEXT, "STARTTLS [a-z]+", "STARTTLS"))),
    /** Knows STARTTLS in capitals only. */
    KNOWS_ONLY_CAPITALS("imap.starttls.results", inClear().that(hears(CLEARTEXT, "starttls", "what"))),
    /** Says OK to STARTTLS with a literal. */
    TAKES_A_LITERAL_WITH_STARTTLS(
            "imap.starttls.results", inClear().that(answers(CLEARTEXT, "(\\w+) STARTTLS \\{6}", "$1 OK go"))),
    /** Has STARTTLS and does not list it. */
    LISTS_NO_STARTTLS("imap.starttls.mti", inClear().that(says(CLEARTEXT, " STARTTLS", ""))),
    /** Lists STARTTLS, and has no certificate. */
    LISTS_WHAT_FAILS(
            "mail.server.no-failing-starttls", inClear().that(answers(CLEARTEXT, "(\\w+) STARTTLS", "$1 NO no key"))),
    /** Refuses LOGIN and does not say so before. */
    HIDES_LOGINDISABLED("imap.starttls.mti", inClear().that(says(CLEARTEXT, " LOGINDISABLED", ""))),
    /** A changed row: STARTTLS is listed and taken over TLS. */
    TAKES_STARTTLS_OVER_TLS("imap.starttls.not-advertised-after-tls", Broken.of(IMAP, ImapTables::startTlsOverTls)),
    /** Lists STARTTLS when somebody has logged in. */
    LISTS_STARTTLS_AFTER_A_LOGIN(
            "imap.starttls.not-advertised-after-tls", inClear().that(says(TLS, " IDLE", " IDLE STARTTLS"))),
    /** Says OK to the second STARTTLS. */
    SAYS_OK_TO_A_SECOND_STARTTLS(
            "imap.starttls.second-bad", inClear().that(answers(TLS, "(\\w+) STARTTLS", "$1 OK again"))),
    /** Takes one STARTTLS in IDLE. */
    OBEYS_IN_IDLE(
            "imap.starttls.second-bad", inClear().that(hears(TLS, "(?s)\\A(\\w+ STARTTLS\r\n)DONE", "DONE\r\n$1"))),
    /** With implicit TLS it says NO for BAD. */
    SAYS_NO_ON_THE_IMPLICIT_PORT(
            "imap.starttls.implicit-port-bad",
            implicit().that(answers(TLS, "(\\w+) STARTTLS( now)?", "$1 NO wrong port"))),
    /** With implicit TLS it lists STARTTLS. */
    LISTS_STARTTLS_ON_THE_IMPLICIT_PORT(
            "imap.starttls.cleartext-only", implicit().that(says(TLS, " ID ", " ID STARTTLS "))),
    /** A refused STARTTLS is the last. */
    SULKS_AFTER_A_REFUSAL(
            "imap.state.rejected-no-change",
            inClear().that(answersSince("\\w+ (STARTTLS now|SELECT)", CLEARTEXT, "(\\w+) STARTTLS", "$1 BAD no"))),
    /** A changed row: STARTTLS is taken from somebody who has logged in. */
    TAKES_STARTTLS_AFTER_A_LOGIN("imap.state.wrong-state-rejected", Broken.of(IMAP, ImapTables::startTlsAfterALogin)),

    // States, words, literals

    /** Greets as if somebody had logged in. */
    GREETS_WITH_PREAUTH("imap.preauth.only-protected", inClear().that(says(CLEARTEXT, "\\A\\* OK ", "* PREAUTH "))),
    /** TLS is as good as a password. */
    LETS_ANYBODY_SELECT(
            "imap.starttls.stays-not-authenticated",
            inClear().that(answers(TLS, "(\\w+) (SELECT|LIST) .*", "$1 OK yours"))),
    /** The same with TLS from the beginning. */
    LETS_ANYBODY_SELECT_OVER_IMPLICIT_TLS(
            "imap.implicit.preauth", implicit().that(answers(TLS, "(\\w+) (SELECT|LIST) .*", "$1 OK yours"))),
    /** Whatever is refused is said to be done. */
    SAYS_OK_FOR_BAD("imap.state.wrong-state-rejected", inClear().that(says(EITHER, "(?m)^(\\w+) (NO|BAD) ", "$1 OK "))),
    /** The same with TLS from the beginning. */
    SAYS_OK_FOR_BAD_OVER_IMPLICIT_TLS(
            "imap.auth.starttls-inside-exchange", implicit().that(says(EITHER, "(?m)^(\\w+) (NO|BAD) ", "$1 OK "))),
    /** Enables extensions for users to come. */
    ENABLES_FOR_ANYBODY(
            "imap.state.wrong-state-rejected",
            inClear().that(answers(CLEARTEXT, "(\\w+) ENABLE (\\w+)", "* ENABLED $2\r\n$1 OK"))),
    /** Takes for enabled over TLS what was refused in clear; and has CONDSTORE. */
    REMEMBERS_WHAT_WAS_ENABLED(
            "imap.state.wrong-state-rejected",
            inClear()
                    .that(answers(TLS, "(\\w+) ENABLE CONDSTORE", "* ENABLED CONDSTORE\r\n$1 OK"))
                    .that(answersSince("\\w+ ENABLE", TLS, "(\\w+) ENABLE .*", "* ENABLED\r\n$1 OK"))),
    /** Refuses malformed exchanges with NO. */
    SAYS_NO_FOR_BAD("imap.auth.cancel-bad", inClear().that(says(TLS, "(?m)^(\\w+) BAD ", "$1 NO "))),
    /** The same with TLS from the beginning. */
    SAYS_NO_FOR_BAD_OVER_IMPLICIT_TLS("imap.auth.cancel-bad", implicit().that(says(TLS, "(?m)^(\\w+) BAD ", "$1 NO "))),
    /** Calls a mechanism that it doesn't know a syntax error. */
    SAYS_BAD_FOR_NO("imap.auth.unsupported-mechanism-no", inClear().that(says(TLS, "(?m)^(\\w+) NO ", "$1 BAD "))),
    /** Knows no literals: their octets are commands. */
    KNOWS_NO_LITERALS("imap.literal.check-every-line", inClear().that(hears(EITHER, " \\{\\d+\\+?}\r\n", "\r\n"))),
    /** The same with TLS from the beginning. */
    KNOWS_NO_LITERALS_OVER_IMPLICIT_TLS(
            "imap.literal.same-command", implicit().that(hears(EITHER, " \\{\\d+\\+?}\r\n", "\r\n"))),
    /** Obeys a command in a message. */
    OBEYS_IN_A_MESSAGE(
            "imap.literal.same-command",
            inClear().that(hears(TLS, "\\Ae STARTTLS\r\n", "0123456789\r\ne STARTTLS\r\n"))),
    /** Answers CAPABILITY without a list. */
    LISTS_NOTHING("imap.capability.untagged-before-ok", inClear().that(says(EITHER, "\\* CAPABILITY .*\r\n", ""))),
    /** The same with TLS from the beginning. */
    LISTS_NOTHING_OVER_IMPLICIT_TLS(
            "imap.capability.untagged-before-ok", implicit().that(says(EITHER, "\\* CAPABILITY .*\r\n", ""))),
    /** Ends without BYE. */
    SAYS_NO_BYE("imap.logout.bye-then-ok", inClear().that(says(EITHER, "\\* BYE .*\r\n", ""))),
    /** The same with TLS from the beginning. */
    SAYS_NO_BYE_OVER_IMPLICIT_TLS("imap.logout.bye-then-ok", implicit().that(says(EITHER, "\\* BYE .*\r\n", ""))),
    /** Stays when it should go. */
    STAYS(
            "imap.logout.bye-then-ok",
            inClear().that(hears(EITHER, "(\\w+) LOGOUT", "$1 NOOP")).mute()),

    // Passwords

    /** A changed row: LOGIN is taken in clear, though LOGINDISABLED is listed. */
    TAKES_LOGIN_IN_CLEAR(
            "imap.logindisabled.server-no",
            Broken.of(IMAP, ImapTables::loginInClear).that(says(CLEARTEXT, " STARTTLS", " STARTTLS LOGINDISABLED"))),
    /** Says OK to a password in clear, whichever it is. */
    SAYS_OK_TO_ANY_PASSWORD_IN_CLEAR(
            "imap.logindisabled.server-no", inClear().that(answers(CLEARTEXT, "(\\w+) LOGIN .*", "$1 OK"))),
    /** Tells in clear whether a password is right, though LOGIN is refused. */
    IS_AN_ORACLE_IN_CLEAR(
            "mail.server.no-oracle-after-revocation",
            inClear().that(answers(CLEARTEXT, "(\\w+) LOGIN alice secret", "$1 OK but not here"))),
    /** A changed row: AUTHENTICATE PLAIN is taken in clear, though LOGINDISABLED is listed. */
    TAKES_PLAIN_IN_CLEAR("sasl.plain.default-only-protected", Broken.of(IMAP, ImapTables::plainInClear)),
    /** Lists in clear what it does not have, or should not say. */
    LISTS_TOO_MUCH_IN_CLEAR(
            "sasl.plain.default-only-protected",
            inClear().that(says(CLEARTEXT, " ID ", " ID AUTH=PLAIN AUTH=LOGIN AUTH=SCRAM-SHA-256-PLUS "))),
    /** Has no mechanism that everybody has. */
    OFFERS_NO_PLAIN("imap.auth.plain-mti", inClear().that(says(TLS, " AUTH=PLAIN", ""))),
    /** The same with TLS from the beginning. */
    OFFERS_NO_PLAIN_OVER_IMPLICIT_TLS("imap.auth.plain-mti", implicit().that(says(TLS, " AUTH=PLAIN", ""))),
    /** Lists PLAIN, and refuses it. */
    REFUSES_PLAIN("imap.auth.plain-mti", inClear().that(answers(TLS, "(\\w+) (AUTHENTICATE|LOGIN) .*", "$1 NO"))),
    /** The same with TLS from the beginning. */
    REFUSES_PLAIN_OVER_IMPLICIT_TLS(
            "imap.auth.plain-mti", implicit().that(answers(TLS, "(\\w+) AUTHENTICATE .*", "$1 NO"))),
    /** Takes the word of anybody who says EXTERNAL. */
    TAKES_EXTERNAL_FOR_A_CERTIFICATE(
            "sasl.external.identity", implicit().that(answers(TLS, "(\\w+) AUTHENTICATE EXTERNAL =", "$1 OK"))),
    /** Where exchanges are allowed in clear, STARTTLS in the middle of one starts TLS. */
    OBEYS_STARTTLS_IN_AN_EXCHANGE(
            "imap.auth.starttls-inside-exchange",
            Broken.of(IMAP, ImapTables::careless)
                    .that(answersSince("\\w+ AUTHENTICATE", CLEARTEXT, "(\\w+) STARTTLS", "$1 OK go"))),
    /** Where there are log-ins in clear, STARTTLS in IDLE is obeyed. */
    OBEYS_STARTTLS_IN_IDLE_IN_CLEAR(
            "imap.state.wrong-state-rejected",
            Broken.of(IMAP, ImapTables::careless)
                    .that(hears(CLEARTEXT, "(?s)\\A(\\w+) STARTTLS\r\nDONE\r\n", "DONE\r\n$1 NOOP\r\n"))),

    /** Has UNAUTHENTICATE, and forgets TLS with the user. */
    FORGETS_TLS_WITH_THE_USER(
            "imap.unauthenticate.keeps-tls",
            inClear()
                    .that(says(TLS, " IDLE", " IDLE UNAUTHENTICATE"))
                    .that(answers(TLS, "(\\w+) UNAUTHENTICATE", "$1 OK"))
                    .that(answersSince("\\w+ UNAUTHENTICATE", TLS, "(\\w+) STARTTLS", "$1 OK go"))
                    .that(answersSince("\\w+ UNAUTHENTICATE", TLS, "(\\w+) SELECT .*", "$1 NO"))),

    // Octets and records

    /** Goes on in clear where the handshake fails. */
    GOES_ON_IN_CLEAR_AFTER_A_FAILURE(
            "tls13.fatal-alert-close", inClear().that(WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE)),
    /** The same on the other port. */
    GOES_ON_IN_CLEAR_WHERE_IMPLICIT_TLS_FAILS(
            "tls13.fatal-alert-close", implicit().that(WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE)),
    /** Says in clear that the handshake has failed. */
    SAYS_IN_CLEAR_THAT_TLS_FAILED(
            "imap.starttls.begin-after-ok", inClear().that(saysWhenTheHandshakeFails("* BAD no TLS"))),
    /** Obeys cleartext behind close_notify. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY(
            "tls13.data-after-close", inClear().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** The same on the other port. */
    OBEYS_CLEARTEXT_BEHIND_CLOSE_NOTIFY_OF_IMPLICIT_TLS(
            "tls13.data-after-close", implicit().that(WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY)),
    /** Ends the connection, and not TLS. */
    SAYS_NO_CLOSE_NOTIFY("mail.implicit.close-alerts", inClear().that(WireFault.SAYS_NO_CLOSE_NOTIFY)),
    /** The same on the other port. */
    SAYS_NO_CLOSE_NOTIFY_OVER_IMPLICIT_TLS(
            "mail.implicit.close-alerts", implicit().that(WireFault.SAYS_NO_CLOSE_NOTIFY)),
    /** Takes the end of the connection for the end of a message. */
    STORES_WHAT_WAS_CUT_OFF("tls13.truncation", inClear().that(completesWhatWasCutOff("\r\n".repeat(1000)))),
    /** Throws away what comes with the last flight of the handshake. */
    LOSES_WHAT_COMES_FIRST_OVER_TLS(
            "imap.starttls.begin-after-ok",
            inClear().that(WireFault.LOSES_WHAT_COMES_FIRST).mute()),
    /** The same on the other port. */
    LOSES_WHAT_COMES_FIRST_OVER_IMPLICIT_TLS(
            "imap.implicit.tls-at-once",
            implicit().that(WireFault.LOSES_WHAT_COMES_FIRST).mute()),
    /** Says its greeting before there is TLS. */
    GREETS_IN_CLEAR_ON_THE_IMPLICIT_PORT("imap.implicit.tls-at-once", implicit().that(WireFault.GREETS_IN_CLEAR)),
    /** Expects STARTTLS on the port for implicit TLS. */
    SPEAKS_IN_CLEAR_ON_THE_IMPLICIT_PORT(
            "imap.starttls.cleartext-only", Broken.of(IMAPS, ImapMutant::rules).that(WireFault.SPEAKS_IN_CLEAR));

    private final String requirement;
    private final Broken server;

    ImapMutant(String requirement, Broken server) {
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
        return Broken.of(IMAP, ImapMutant::rules);
    }

    private static Broken implicit() {
        return Broken.of(IMAPS, house -> Imap.server(house, ListenerPolicy.IMPLICIT));
    }

    private static Protocol rules(MailServer house) {
        return Imap.server(house, ListenerPolicy.STARTTLS_REQUIRED);
    }
}
