package mailtls.conformance.cases.smtp;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 sections 3 and 4, the STARTTLS command. */
public enum StartTlsCommand implements Section {
    /** To list it is to be capable of it. */
    WORKS_WHERE_IT_IS_LISTED("smtp.starttls.advertise-means-able mail.server.no-failing-starttls", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: STARTTLS
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /** What works is listed. */
    IS_REFUSED_WHERE_IT_IS_NOT_LISTED("smtp.ehlo.lists-all-commands", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            without: STARTTLS
            C: STARTTLS
            S: 4.. | 5.. *
            """),

    /** With an argument it is a syntax error, and the cleartext conversation goes on. */
    REFUSES_AN_ARGUMENT("smtp.starttls.args-501", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS now
            S: 501 | 421 | close *
            C: NOOP
            S: 250 | 421 | close *
            """),

    /** Whatever the reply to an argument is, it is no go-ahead. */
    STARTS_NO_TLS_ON_AN_ARGUMENT("smtp.starttls.reply-codes", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS now
            S: 4.. | 5.. *
            """),

    /** Verbs are the same in capitals and in small letters. */
    IS_KNOWN_IN_SMALL_LETTERS("smtp.cmd.case-insensitive", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: starttls
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /** A verb is a whole word. */
    IS_NOT_TAKEN_FOR_A_LONGER_WORD("smtp.starttls.reply-codes", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLSNOW
            S: 5.. *
            C: NOOP
            S: 250 *
            """),

    /** It is listed, so it can be said whenever no mail is under way. */
    FOLLOWS_OTHER_COMMANDS("smtp.starttls.advertise-means-able", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: NOOP
            S: 250 *
            C: RSET
            S: 250 | 530 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /** Commands before it in the same segment are answered first, in clear. */
    ENDS_A_GROUP_OF_COMMANDS("smtp.pipelining.server-in-order smtp.pipelining.flush-when-input-empty", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: PIPELINING
            C& NOOP
            C& NOOP
            C: STARTTLS
            S: 250 *
            S: 250 *
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            """),

    /** A ClientHello in the segment of the command is no injected command: it is served, or dropped, or the connection ends; but nothing is said in clear. */
    TAKES_A_CLIENT_HELLO_AT_ONCE("smtp.starttls.reply-codes", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C& STARTTLS
            -- hello --
            S? 220 *
            -- tls or not --
            C: EHLO client.example
            S: 250 *
            """),

    /** After the go-ahead a command in clear is no handshake: there is an alert or nothing, and the end. */
    ENDS_WHEN_NO_TLS_COMES("tls13.fatal-alert-close", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            X: NOOP {token}
            -- close --
            """),

    /** In an exchange of AUTH it is data, and starts no TLS. */
    IS_NO_RESPONSE_OF_SASL("smtp.auth.commands-inside-exchange", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            C: STARTTLS
            S: 4.. | 5.. *
            """);

    private final Case test;

    StartTlsCommand(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
