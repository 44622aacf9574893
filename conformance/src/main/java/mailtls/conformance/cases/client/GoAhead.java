package mailtls.conformance.cases.client;

import mailtls.conformance.peer.MailProtocol;

/** Pieces of scenarios that there are in each protocol. */
final class GoAhead {

    private GoAhead() {}

    /** Returns how TLS is agreed to. */
    static String of(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> "C: STARTTLS\nS: {tag} OK go ahead\n";
            case POP3 -> "C: STLS\nS: +OK go ahead\n";
            case SMTP -> "C: STARTTLS\nS: 220 2.0.0 go ahead\n";
        };
    }

    /** Returns a server that tempts a client to log in without TLS. */
    static String noStartTls(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> """
                    S: * OK ready
                    C: CAPABILITY
                    S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
                    S: {tag} OK done
                    C: STARTTLS
                    S: {tag} BAD unknown command
                    """;
            case POP3 -> """
                    S: +OK ready
                    C: CAPA
                    S& +OK
                    S& USER
                    S& SASL PLAIN
                    S: .
                    C: STLS
                    S: -ERR unknown command
                    """;
            case SMTP -> """
                    S: 220 {name} ready
                    C: EHLO
                    S& 250-{name}
                    S: 250 AUTH PLAIN LOGIN
                    C: STARTTLS
                    S: 502 5.5.1 unknown command
                    """;
        };
    }

    /** Returns a greeting. */
    static String greeting(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> "S: * OK ready\n";
            case POP3 -> "S: +OK ready\n";
            case SMTP -> "S: 220 {name} ready\n";
        };
    }
}
