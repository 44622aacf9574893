package mailtls.conformance.suite;

import mailtls.conformance.peer.MailProtocol;

/** What stands behind the STARTTLS line; ⏎ for CRLF, and empty where a protocol has nothing of the kind. */
enum Suffix {
    // spotless:off
    //              IMAP                          POP3              SMTP
    COMMAND(        "{token} NOOP⏎",              "CAPA⏎",          "NOOP {token}⏎"),
    UNKNOWN_COMMAND("{token} X{token}⏎",          "X{token}⏎",      "X{token}⏎"),
    SAID_AGAIN(     "{token} STARTTLS⏎",          "STLS⏎",          "STARTTLS⏎"),
    IDENTIFICATION( "{token} CAPABILITY⏎",        "USER {token}⏎",  "EHLO {token}.example⏎"),
    RESET(          "",                           "RSET⏎",          "RSET⏎"),
    FRAGMENT(       "{token} ",                   "{token}",        "{token}"),
    BARE_LF(        "{token} NOOP\n",             "CAPA\n",         "NOOP {token}\n"),
    OPEN_LITERAL(   "{token} LOGIN {5}⏎",         "",               ""),
    OPEN_LITERAL_AT_ONCE("{token} LOGIN {200+}⏎", "",               ""),
    LONG_LINE(      "{long}⏎{token} NOOP⏎",       "{long}⏎CAPA⏎",   ""),
    OPEN_QUOTE(     "{token} LOGIN \"x",          "",               ""),
    NOISE(          "\0\u00ff{token}\r⏎",         "\0\u00ff{token}\r⏎", "\0\u00ff{token}\r⏎");
    // spotless:on

    private final String imap;
    private final String pop3;
    private final String smtp;

    Suffix(String imap, String pop3, String smtp) {
        this.imap = imap;
        this.pop3 = pop3;
        this.smtp = smtp;
    }

    String octets(MailProtocol protocol) {
        String octets = switch (protocol) {
            case IMAP -> imap;
            case POP3 -> pop3;
            case SMTP -> smtp;
        };
        return octets.replace("⏎", "\r\n");
    }
}
