package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import mailtls.event.Event;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same hazards with Conscrypt's engines; what is another's with them is overridden, and told in {@code docs/limits.md}. */
class ConscryptHazardsTest extends TlsHazardsTest {

    private static final Provider CONSCRYPT = Conscrypt.newProvider();

    @Override
    Optional<Provider> provider() {
        return Optional.of(CONSCRYPT);
    }

    /** It has no delegated tasks: all is done where the octets arrive. */
    @Test
    @Override
    void aHandshakeThatNobodyHasTimeForFailsCleanly() throws Exception {
        restart(Optional.of(task -> {
            throw new RejectedExecutionException("full");
        }));
        try (WireClient client = server().implicit().handshake()) {
            assertEquals("hello over tls\r\n", client.line());
        }
    }

    /** It answers the peer's close_notify at once, in TLS 1.3 too: what is not a record by then is lost, and none is broken. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Override
    void repliesUnderWayArriveAfterThePeersCloseNotify(String version) throws Exception {
        try (WireClient client = server().implicit(TestServer.engine(version)).handshake()) {
            client.line();
            var together = new ByteArrayOutputStream();
            together.writeBytes(client.sealed("BULK 100000\r\n"));
            client.engine().closeOutbound();
            together.writeBytes(client.sealed(""));
            client.raw(together.toByteArray());

            client.rest();

            assertTrue(client.gotCloseNotify());
        }
        server().await(Event.Disconnected.class);
    }

    @Test
    void aFailureIsToldInOneLineWithoutAddresses() throws Exception {
        try (WireClient client = server().implicit()) {
            client.raw(new byte[] {22, 3, 1, 0, 5, 1, 127, 127, 127, 0}).rawRest();
        }

        assertEquals(
                "excessive message size",
                server().await(Event.HandshakeFailed.class).reason());
    }

    @Test
    void aRefusedProtocolIsToldWithItsAlertAndNothingElse() throws Exception {
        restart(new EchoProtocol("imap"), Limits.DEFAULT, TlsPolicy.DEFAULT, Optional.empty());
        try (WireClient client = server().implicit(offering("http/1.1"))) {
            byte[] answer = client.raw(client.handshakeRecords()).rawRest();

            assertEquals("\25\3\3\0\2\2x", Ascii.text(answer));
        }
        assertEquals(
                "no application protocol in common",
                server().await(Event.HandshakeFailed.class).reason());
    }
}
