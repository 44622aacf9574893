package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class EnginesTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final ServerIdentity ONE = identity("one.example", "*.wild.example");
    private static final ServerIdentity TWO = identity("two.example");

    private static ServerIdentity identity(String... names) {
        TestIdentity made = AUTHORITY.signs(names);
        return ServerIdentity.of(made.key(), List.of(made.certificate()));
    }

    private static Engines engines(TlsPolicy policy) {
        return new Engines(List.of(ONE, TWO), List.of(), policy);
    }

    @Test
    void theDefaultSpeaksNothingOlderThanTls12AndOnlyForwardSecrecy() {
        SSLEngine engine = engines(TlsPolicy.DEFAULT).server("imap");

        assertArrayEquals(new String[] {"TLSv1.2", "TLSv1.3"}, engine.getEnabledProtocols());
        assertTrue(Stream.of(engine.getEnabledCipherSuites())
                .allMatch(suite -> suite.matches("TLS_(AES|CHACHA20).*|TLS_ECDHE_.*_(GCM|CHACHA20)_.*")));
    }

    @Test
    void suitesCanBeChosen() {
        SSLEngine engine = engines(TlsPolicy.DEFAULT.withSuites(List.of("TLS_AES_256_GCM_SHA384")))
                .server("imap");

        assertArrayEquals(new String[] {"TLS_AES_256_GCM_SHA384"}, engine.getEnabledCipherSuites());
    }

    @Test
    void aSuiteThatIsNotThereIsNamed() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> engines(TlsPolicy.DEFAULT.withSuites(List.of("TLS_TYPO"))));

        assertTrue(refused.getMessage().contains("TLS_TYPO"));
    }

    @Test
    void groupsAreSetOrRefusedButNeverIgnored() {
        TlsPolicy policy = TlsPolicy.DEFAULT.withGroups(List.of("x25519"));

        if (Runtime.version().feature() >= 20) {
            SSLEngine server = engines(policy).server("");
            TestTls.handshake(AUTHORITY.clientContext().createSSLEngine("one.example", 0), server);
            assertTrue(server.getSession().isValid());
        } else {
            assertThrows(IllegalArgumentException.class, () -> engines(policy));
        }
    }

    @Test
    void clientCertificatesNeedAnAuthority() {
        TlsPolicy policy = TlsPolicy.DEFAULT.withClientCertificate(TlsPolicy.ClientCertificate.NEEDED);

        assertThrows(IllegalArgumentException.class, () -> engines(policy));
    }

    @Test
    void aServerNeedsAnIdentity() {
        assertThrows(IllegalArgumentException.class, () -> new Engines(List.of(), List.of(), TlsPolicy.DEFAULT));
    }

    @Test
    void theNameTheClientAsksForChoosesTheCertificate() {
        assertEquals("CN=one.example", shownTo("one.example"));
        assertEquals("CN=two.example", shownTo("two.example"));
        assertEquals("CN=one.example", shownTo("a.wild.example"));
    }

    @Test
    void aClientThatAsksForAnUnknownNameGetsTheDefault() {
        assertEquals("CN=one.example", shownTo("three.example"));
    }

    private static String shownTo(String name) {
        SSLEngine server = engines(TlsPolicy.DEFAULT).server("");
        SSLEngine client = AUTHORITY.clientContext().createSSLEngine(name, 0);
        TestTls.handshake(client, server);
        return ((java.security.cert.X509Certificate) server.getSession().getLocalCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }
}
