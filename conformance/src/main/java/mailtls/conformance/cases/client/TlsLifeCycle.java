package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8446 section 4.6, and RFC 5246 section 7.4: what TLS says beside the words of the protocol, and between them. */
public enum TlsLifeCycle implements Section {
    /** The server's Finished of TLS 1.2 and its greeting come in one segment: neither may be lost. */
    A_GREETING_WITH_FINISHED("mail.mua.tls12", Set.of(Mode.IMPLICIT), """
            -- tls 1.2 at once --
            -- works --
            """),
    /** The tickets of TLS 1.3 come in one segment with the first words of the server's. */
    TICKETS_WITH_THE_FIRST_WORDS("mail.mua.tls12", Set.of(Mode.values()), """
            -- tls at once --
            -- works --
            """),
    /** Before each answer the server asks for new keys, in one segment with it. */
    KEY_UPDATES("tls13.key-update-answer", Set.of(Mode.values()), """
            -- tls --
            C: *
            -- key update --
            -- as usual --
            -- works --
            """),
    /** Before an answer the server asks for another handshake, in one segment with it: the client may do it, refuse it or go. */
    A_HELLO_REQUEST("tls13.fatal-alert-close", Set.of(Mode.values()), """
            -- tls 1.2 --
            C: *
            -- hello request --
            -- as usual --
            -- ends --
            """);

    private final String requirements;
    private final Set<Mode> modes;
    private final String scenario;

    TlsLifeCycle(String requirements, Set<Mode> modes, String scenario) {
        this.requirements = requirements;
        this.modes = modes;
        this.scenario = scenario;
    }

    @Override
    public Case test() {
        return test(MailProtocol.IMAP, Mode.IMPLICIT);
    }

    @Override
    public Stream<Case> tests() {
        return Arrays.stream(MailProtocol.values())
                .flatMap(protocol ->
                        Arrays.stream(Mode.values()).filter(modes::contains).map(mode -> test(protocol, mode)));
    }

    private Case test(MailProtocol protocol, Mode mode) {
        return ClientCase.twin(this, protocol, mode, requirements, scenario);
    }
}
