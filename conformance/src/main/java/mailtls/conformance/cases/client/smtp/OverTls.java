package mailtls.conformance.cases.client.smtp;

import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** What a client makes of what goes wrong over TLS: words in clear between its records, another server to go to. */
public enum OverTls implements Section {
    /** A line in clear where a record should be. */
    CLEARTEXT_BETWEEN_RECORDS("tls13.fatal-alert-close", """
            -- tls --
            C: *
            X: 250 injected
            -- as usual --
            -- gives up --
            """),
    /** TLS is ended, and a moment later the answer comes in clear: only who waits for it can take it for one. */
    CLEARTEXT_AFTER_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            C: *
            -- close_notify --
            -- nothing --
            X: 250 {name}
            -- withhold --
            -- gives up --
            """),
    /** The recipient is to be had elsewhere. */
    ANOTHER_SERVER("submission.no-cleartext-credentials smtp.reply.first-digit", """
            -- tls --
            C: RCPT
            S: 551 5.7.1 try <{user}@{attacker}>
            -- gives up --
            """),
    /** The exchange of a mechanism begins with what it can not. */
    A_CHALLENGE_THAT_IS_NO_BASE64("smtp.reply.first-digit", """
            -- tls --
            C: AUTH
            S: 334 ===not base64
            """);

    private final String requirements;
    private final String scenario;

    OverTls(String requirements, String scenario) {
        this.requirements = requirements;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return test(Mode.STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        return Stream.of(Mode.values()).map(this::test);
    }

    private Case test(Mode mode) {
        return ClientCase.twin(this, MailProtocol.SMTP, mode, requirements, scenario);
    }
}
