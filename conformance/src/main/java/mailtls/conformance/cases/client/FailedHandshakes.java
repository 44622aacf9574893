package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 8446 section 6.2, RFC 8314 section 5.2: the handshake comes to nothing, and so does the session; neither on this connection nor
 * on the next one is anything said in clear.
 */
public enum FailedHandshakes implements Section {
    /** The server does not want to. */
    ALERT("alert instead of tls", "mail.mua.no-operation-below-level"),
    /** The server goes away. */
    HANGS_UP("hang up instead of tls", "mail.mua.no-operation-below-level"),
    /** The server says nothing. */
    STALLS("stall instead of tls", "mail.mua.no-operation-below-level"),
    /** The server goes on in clear. */
    CLEARTEXT("clear instead of tls", "mail.mua.no-operation-below-level"),
    /** The server knows TLS 1.0 only (RFC 8996). */
    TLS_1_0("tls 1.0", "mail.mua.tls12"),
    /** The server knows TLS 1.1 only (RFC 8996). */
    TLS_1_1("tls 1.1", "mail.mua.tls12");

    private final String event;
    private final String requirements;

    FailedHandshakes(String event, String requirements) {
        this.event = event;
        this.requirements = requirements;
    }

    @Override
    public Case test() {
        return test(MailProtocol.IMAP, Mode.STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        return Arrays.stream(MailProtocol.values())
                .flatMap(protocol -> Arrays.stream(Mode.values()).map(mode -> test(protocol, mode)));
    }

    private Case test(MailProtocol protocol, Mode mode) {
        String begin = mode == Mode.IMPLICIT ? "" : GoAhead.of(protocol);
        String again = mode == Mode.IMPLICIT ? "" : "-- connect again --\n" + GoAhead.noStartTls(protocol);
        return ClientCase.twin(
                this, protocol, mode, requirements, begin + "-- " + event + " --\n" + again + "-- fails --");
    }
}
