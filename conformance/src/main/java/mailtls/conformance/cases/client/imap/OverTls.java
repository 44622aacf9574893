package mailtls.conformance.cases.client.imap;

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
            X: * OK injected
            -- as usual --
            -- gives up --
            """),
    /** TLS is ended, and a moment later the answer comes in clear: only who waits for it can take it for one. */
    CLEARTEXT_AFTER_CLOSE_NOTIFY("tls13.data-after-close", """
            -- tls --
            C: *
            -- close_notify --
            -- nothing --
            X: {tag} OK done
            -- withhold --
            -- gives up --
            """),
    /** The connection ends in a literal, and TLS does not. */
    A_MESSAGE_CUT_OFF("tls13.truncation", """
            -- tls --
            C: FETCH | UID FETCH
            S~ * 1 FETCH (UID 1 RFC822.SIZE 5000 BODY[] {5000}{cr}{lf}Subject: cut off{cr}{lf}{cr}{lf}and then
            -- cut --
            -- gives up --
            """),
    /** The exchange of a mechanism begins with what it can not. */
    A_CHALLENGE_THAT_IS_NO_BASE64("imap.auth.ir-base64", """
            -- tls --
            C: AUTHENTICATE
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
        return ClientCase.twin(this, MailProtocol.IMAP, mode, requirements, scenario);
    }
}
