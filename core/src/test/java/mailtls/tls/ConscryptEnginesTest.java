package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Engines} promise has to hold with another provider's engines. The clients are the JDK's, as a second opinion. */
class ConscryptEnginesTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final int PORT = 993;

    private final SSLContext clients = AUTHORITY.clientContext();

    private static Engines engines(TlsPolicy policy) {
        List<ServerIdentity> identities = Stream.of("one.example", "two.example")
                .map(AUTHORITY::signs)
                .map(made -> ServerIdentity.of(made.key(), List.of(made.certificate())))
                .toList();
        return new Engines(identities, List.of(), policy, Optional.of(Conscrypt.newProvider()));
    }

    @Test
    void theDefaultHasOnlySuitesThatRfc9325Recommends() {
        SSLEngine engine = engines(TlsPolicy.DEFAULT).server("imap");

        assertArrayEquals(new String[] {"TLSv1.2", "TLSv1.3"}, engine.getEnabledProtocols());
        assertTrue(Stream.of(engine.getEnabledCipherSuites())
                .allMatch(suite -> suite.matches("TLS_(AES|CHACHA20).*|TLS_ECDHE_(ECDSA|RSA)_.*_(GCM|CHACHA20)_.*")));
    }

    @Test
    void theNameTheClientAsksForChoosesTheCertificate() {
        Engines servers = engines(TlsPolicy.DEFAULT);
        for (String name : List.of("one.example", "two.example")) {
            SSLEngine server = servers.server("");
            TestTls.handshake(clients.createSSLEngine(name, 0), server);

            X509Certificate shown = (X509Certificate) server.getSession().getLocalCertificates()[0];
            assertEquals("CN=" + name, shown.getSubjectX500Principal().getName());
            assertEquals(Optional.of(name), TlsFacts.of(server, Instant.now()).serverName());
        }
    }

    /** It has one on every JDK; the client is its own, since the JDK's has none before 25. */
    @Test
    void bothEndsExportTheSame() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", Conscrypt.newProvider());
        context.init(null, trust(), null);
        SSLEngine client = context.createSSLEngine("one.example", PORT);
        SSLEngine server = engines(TlsPolicy.DEFAULT).server("");
        TestTls.handshake(client, server);

        ChannelBindings bindings = ChannelBindings.of(server);

        assertEquals(Set.of(ChannelBindings.EXPORTER, ChannelBindings.SERVER_END_POINT), bindings.types());
        assertArrayEquals(
                Conscrypt.exportKeyingMaterial(client, "EXPORTER-Channel-Binding", new byte[0], 32),
                bindings.of(ChannelBindings.EXPORTER).orElseThrow());
    }

    private static TrustManager[] trust() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(
                "PKIX", Conscrypt.newProviderBuilder().provideTrustManager(true).build());
        factory.init(AUTHORITY.trusted());
        return factory.getTrustManagers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatComesAgainResumesItsSession(String version) throws Exception {
        Engines servers = engines(TlsPolicy.DEFAULT);
        long first = session(servers, version).getSession().getCreationTime();

        SSLEngine again = session(servers, version);

        assertEquals(first, again.getSession().getCreationTime());
    }

    /** A ticket comes with what the server says first. */
    private SSLEngine session(Engines servers, String version) throws SSLException {
        SSLEngine client = clients.createSSLEngine("one.example", PORT);
        client.setUseClientMode(true);
        client.setEnabledProtocols(new String[] {version});
        SSLEngine server = servers.server("");
        TestTls.handshake(client, server);
        ByteBuffer records = ByteBuffer.allocate(1 << 16);
        server.wrap(ByteBuffer.wrap(new byte[1]), records);
        records.flip();
        while (records.hasRemaining()) {
            client.unwrap(records, ByteBuffer.allocate(1 << 15));
        }
        return client;
    }

    @Test
    void aNewSessionIsNotTakenForAResumedOne() {
        SSLEngine server = engines(TlsPolicy.DEFAULT).server("");
        Instant began = Instant.now();
        TestTls.handshake(clients.createSSLEngine("one.example", 0), server);

        assertFalse(TlsFacts.of(server, began).isResumed());
    }

    @Test
    void groupsAreSetOrRefusedButNeverIgnored() {
        TlsPolicy policy = TlsPolicy.DEFAULT.withGroups(List.of("secp384r1"));

        if (Runtime.version().feature() >= 20) {
            SSLEngine server = engines(policy).server("");
            TestTls.handshake(clients.createSSLEngine("one.example", 0), server);
            assertEquals("P-384", Conscrypt.getGroupName(server));
        } else {
            assertThrows(IllegalArgumentException.class, () -> engines(policy));
        }
    }

    @Test
    void aProtocolThatIsNotOursEndsTheHandshakeBeforeItHasBegun() throws Exception {
        SSLEngine client = clients.createSSLEngine("one.example", 0);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        client.setSSLParameters(parameters);
        SSLEngine server = engines(TlsPolicy.DEFAULT).server("imap");

        assertThrows(NoCommonProtocol.class, () -> TestTls.handshake(client, server));
    }
}
