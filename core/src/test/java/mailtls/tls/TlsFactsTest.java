package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class TlsFactsTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity SERVER = AUTHORITY.signs("mail.example.org");

    private final SSLEngine server = SERVER.contextTrusting(AUTHORITY).createSSLEngine();
    private final SSLEngine client = AUTHORITY.clientContext().createSSLEngine("mail.example.org", 0);

    @Test
    void factsAreOnlyMadeOfAHandshakeThatIsDone() {
        assertThrows(IllegalStateException.class, () -> TlsFacts.of(server, Instant.now()));
        TestTls.handshake(client, server);

        TlsFacts facts = TlsFacts.of(server, Instant.now().minusSeconds(60));

        assertEquals(Optional.of("mail.example.org"), facts.serverName());
        assertEquals(Optional.empty(), facts.applicationProtocol());
        assertEquals(Optional.empty(), facts.peerName());
        assertFalse(facts.isResumed());
        assertTrue(facts.toString().startsWith("TLSv1.3 TLS_"));
    }

    @Test
    void aSessionThatIsNotValidAnyMoreHasNoFacts() {
        SSLSession session = mock(SSLSession.class);
        when(session.getProtocol()).thenReturn("TLSv1.3");
        SSLEngine engine = mock(SSLEngine.class);
        when(engine.getSession()).thenReturn(session);

        assertThrows(IllegalStateException.class, () -> TlsFacts.of(engine, Instant.now()));
    }

    @Test
    void aSessionThatWasNeverNegotiatedHasNoFacts() {
        SSLSession session = mock(SSLSession.class);
        when(session.isValid()).thenReturn(true);
        when(session.getProtocol()).thenReturn("NONE");
        SSLEngine engine = mock(SSLEngine.class);
        when(engine.getSession()).thenReturn(session);

        assertThrows(IllegalStateException.class, () -> TlsFacts.of(engine, Instant.now()));
    }

    @Test
    void aSessionThatBeganBeforeItsHandshakeWasResumed() {
        TestTls.handshake(client, server);

        assertTrue(TlsFacts.of(server, Instant.now().plusSeconds(60)).isResumed());
    }

    @Test
    void whoShowsACertificateHasAName() {
        SSLEngine named =
                AUTHORITY.signs("client.example.org").contextTrusting(AUTHORITY).createSSLEngine("mail.example.org", 0);
        server.setNeedClientAuth(true);
        TestTls.handshake(named, server);

        TlsFacts facts = TlsFacts.of(server, Instant.now());

        assertEquals(Optional.of("CN=client.example.org"), facts.peerName());
        assertEquals(1, facts.peerCertificates().size());
    }
}
