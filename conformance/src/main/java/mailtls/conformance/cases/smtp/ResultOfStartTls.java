package mailtls.conformance.cases.smtp;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3207 section 4.2, the result of the STARTTLS command. */
public enum ResultOfStartTls implements Section {
    /** The greeting is not said again: the client speaks first. */
    SAYS_NOTHING_AFTER_THE_HANDSHAKE("smtp.starttls.no-second-greeting", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            -- silence --
            C: EHLO client.example
            S: 250 *
            """),

    /** A server that wants EHLO before MAIL wants it again. */
    FORGETS_THE_EHLO("smtp.starttls.discard-knowledge.server smtp.starttls.reset-initial-state", """
            S: 220 *
            C: MAIL FROM:<alice@client.example>
            S? 503 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: MAIL FROM:<alice@client.example>
            S: 4.. | 5.. *
            C: EHLO client.example
            S: 250 *
            """),

    /** A transaction does not cross the border. */
    FORGETS_THE_SENDER("smtp.starttls.discard-knowledge.server smtp.starttls.reset-initial-state", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: MAIL FROM:<alice@client.example>
            S? 250 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            C: RCPT TO:<postmaster>
            S: 503 | 5.. *
            """),

    /** Nor do chunks of a message. */
    FORGETS_CHUNKS("smtp.bdat.dropped-at-starttls", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            C: MAIL FROM:<alice@client.example>
            S? 250 *
            C: RCPT TO:<postmaster>
            S? 250 *
            C& BDAT 6
            C: abcd
            S? 250 *
            C: STARTTLS
            S? 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            C: BDAT 0 LAST
            S: 5.. *
            """),

    /** There is TLS already. */
    LISTS_STARTTLS_NO_MORE("smtp.starttls.server-not-advertised-after-tls", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            lacks: STARTTLS
            """),

    /** One layer of TLS is enough, and the refusal does not end it. */
    REFUSES_A_SECOND_STARTTLS("smtp.starttls.second-starttls-refused", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 4.. | 5.. *
            C: NOOP
            S: 250 *
            """),

    /** A command in the segment of the handshake's last flight is not lost. */
    TAKES_A_COMMAND_WITH_THE_LAST_FLIGHT("smtp.pipelining.no-input-flush", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls& --
            C: EHLO client.example
            S: 250 *
            """),

    /** QUIT is answered over TLS before the connection ends. */
    ENDS_WITH_A_REPLY("smtp.quit.server-221", """
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
            -- close --
            """),

    /** Who closes says close_notify first. */
    ENDS_TLS_BEFORE_THE_CONNECTION("mail.implicit.close-alerts", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: QUIT
            S: 221 *
            -- server close_notify --
            """),

    /** What comes in clear when TLS has ended is not a command. */
    IGNORES_CLEARTEXT_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            C: STARTTLS
            S: 220 *
            -- tls --
            C: EHLO client.example
            S: 250 *
            -- close_notify --
            X: NOOP {token}
            -- close --
            never: {token}
            """);

    private final Case test;

    ResultOfStartTls(String requirements, String dialogue) {
        test = Case.of(this, MailProtocol.SMTP, Mode.STARTTLS, requirements, dialogue);
    }

    @Override
    public Case test() {
        return test;
    }
}
