package mailtls.conformance.suite;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/** The conversation that each server should be capable of. Where it fails, nothing can be said about anything else. */
final class Controls {

    private static final Dialogue IMAP = Dialogue.of("""
            S: * OK *
            C: a STARTTLS
            S: a OK *
            -- tls --
            C: b NOOP
            S: b OK *
            C: c LOGOUT
            S: c OK *
            """);

    private static final Dialogue IMAPS = Dialogue.of("""
            -- tls --
            S: * OK *
            C: b NOOP
            S: b OK *
            C: c LOGOUT
            S: c OK *
            """);

    private static final Dialogue POP3 = Dialogue.of("""
            S: +OK *
            C: STLS
            S: +OK *
            -- tls --
            C: CAPA
            S: +OK ...
            C: QUIT
            S: +OK *
            """);

    private static final Dialogue POP3S = Dialogue.of("""
            -- tls --
            S: +OK *
            C: CAPA
            S: +OK ...
            C: QUIT
            S: +OK *
            """);

    private static final Dialogue SMTP = Dialogue.of("""
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            C: QUIT
            S: 221 *
            """);

    private static final Dialogue SMTPS = Dialogue.of("""
            -- tls --
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: QUIT
            S: 221 *
            """);

    private Controls() {}

    /** Returns the benign conversation of a protocol and mode. */
    static Dialogue of(MailProtocol protocol, Mode mode) {
        boolean implicit = mode == Mode.IMPLICIT;
        return switch (protocol) {
            case IMAP -> implicit ? IMAPS : IMAP;
            case POP3 -> implicit ? POP3S : POP3;
            case SMTP -> implicit ? SMTPS : SMTP;
        };
    }
}
