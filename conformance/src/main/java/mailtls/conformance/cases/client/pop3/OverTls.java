package mailtls.conformance.cases.client.pop3;

import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** What a client makes of what goes wrong over TLS: answers that are cut off, words in clear between its records. */
public enum OverTls implements Section {
    /** A line in clear where a record should be. */
    CLEARTEXT_BETWEEN_RECORDS("tls13.fatal-alert-close", """
            -- tls --
            C: *
            X: +OK injected
            -- as usual --
            -- gives up --
            """),
    /** TLS is ended, and a moment later the answer comes in clear: only who waits for it can take it for one. */
    CLEARTEXT_AFTER_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            C: *
            -- close_notify --
            -- nothing --
            X: +OK done
            X: .
            -- withhold --
            -- gives up --
            """),
    /** The connection ends in a message, and TLS does not. */
    A_MESSAGE_CUT_OFF("tls13.truncation", """
            -- tls --
            C: RETR
            S& +OK
            S& Subject: cut off
            S&
            S: and then
            -- cut --
            -- gives up --
            """),
    /** The name is refused: the password stays at home, where nobody said that it might be sent without waiting. */
    USER_REFUSED("pop3.pipelining.client-match", """
            C: CAPA
            S& +OK
            S& STLS
            S& USER
            S: .
            C: STLS
            S: +OK go ahead
            -- tls --
            C: CAPA
            S: -ERR unknown command
            C: USER
            S: -ERR no such user
            never: PASS
            """),
    /** The exchange of a mechanism begins with what it can not. */
    A_CHALLENGE_THAT_IS_NO_BASE64("pop3.auth.client-verifies-cert", """
            -- tls --
            C: AUTH
            S: + ===not base64
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
        return ClientCase.twin(this, MailProtocol.POP3, mode, requirements, scenario);
    }
}
