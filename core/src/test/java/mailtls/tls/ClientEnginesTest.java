package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import mailtls.client.Expected;
import mailtls.client.Trust;
import org.junit.jupiter.api.Test;

class ClientEnginesTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity SERVER = AUTHORITY.signs("mail.example");
    private static final Expected EXPECTED =
            Expected.host("mail.example", Trust.authorities(List.of(AUTHORITY.certificate())));

    private static SSLEngine client(TlsPolicy policy, Optional<ServerIdentity> identity) {
        return new ClientEngines(policy, identity).client(EXPECTED.serverName(), "imap", EXPECTED.check());
    }

    private static SSLEngine client() {
        return client(TlsPolicy.DEFAULT, Optional.empty());
    }

    private static SSLEngine server(TlsPolicy.ClientCertificate certificate) {
        return engines(certificate).server("imap");
    }

    private static Engines engines(TlsPolicy.ClientCertificate certificate) {
        TlsPolicy usual = TlsPolicy.DEFAULT;
        var policy = new TlsPolicy(
                usual.floor(),
                usual.ceiling(),
                usual.suites(),
                usual.groups(),
                certificate,
                usual.alpn(),
                usual.unknownName());
        var identity = ServerIdentity.of(SERVER.key(), List.of(SERVER.certificate()));
        return new Engines(List.of(identity), List.of(AUTHORITY.certificate()), policy);
    }

    @Test
    void theServersNameAndTheProtocolAreSaid() {
        SSLEngine server = server(TlsPolicy.ClientCertificate.NOT_ASKED);

        TestTls.handshake(client(), server);

        TlsFacts facts = TlsFacts.of(server, Instant.now());
        assertEquals(Optional.of("mail.example"), facts.serverName());
        assertEquals(Optional.of("imap"), facts.applicationProtocol());
        assertEquals(Optional.empty(), facts.peerName());
    }

    @Test
    void aCertificateIsShownToAServerThatAsks() {
        TestIdentity own = AUTHORITY.signs("client");
        SSLEngine server = server(TlsPolicy.ClientCertificate.NEEDED);

        TestTls.handshake(
                client(TlsPolicy.DEFAULT, Optional.of(ServerIdentity.of(own.key(), List.of(own.certificate())))),
                server);

        assertTrue(TlsFacts.of(server, Instant.now()).peerName().orElseThrow().contains("client"));
    }

    @Test
    void nothingOlderThanTls12IsOfferedAndOnlyForwardSecrecy() {
        assertArrayEquals(new String[] {"TLSv1.2", "TLSv1.3"}, client().getEnabledProtocols());
        assertTrue(Stream.of(client().getEnabledCipherSuites())
                .allMatch(suite -> suite.matches("TLS_(AES|CHACHA20).*|TLS_ECDHE_.*_(GCM|CHACHA20)_.*|TLS_EMPTY.*")));
    }

    @Test
    void noSessionIsEverResumed() {
        var clients = new ClientEngines(TlsPolicy.DEFAULT, Optional.empty());
        Engines servers = engines(TlsPolicy.ClientCertificate.NOT_ASKED);
        for (int i = 0; i < 2; i++) {
            Instant began = Instant.now();
            SSLEngine server = servers.server("imap");
            TestTls.handshake(clients.client(EXPECTED.serverName(), "imap", EXPECTED.check()), server);

            assertFalse(TlsFacts.of(server, began).isResumed());
        }
    }

    @Test
    void anAddressIsNotSaidAsAName() {
        Expected address = Expected.host("192.0.2.1", Trust.anybody());
        SSLEngine engine = new ClientEngines(TlsPolicy.DEFAULT, Optional.empty())
                .client(address.serverName(), "", address.check());

        assertTrue(Optional.ofNullable(engine.getSSLParameters().getServerNames())
                .orElse(List.of())
                .isEmpty());
        assertEquals(0, engine.getSSLParameters().getApplicationProtocols().length);
    }

    @Test
    void groupsAreSetOrRefusedButNeverIgnored() {
        TlsPolicy policy = TlsPolicy.DEFAULT.withGroups(List.of("x25519"));

        if (Runtime.version().feature() < 20) {
            assertThrows(RuntimeException.class, () -> client(policy, Optional.empty()));
            return;
        }
        SSLEngine server = server(TlsPolicy.ClientCertificate.NOT_ASKED);
        TestTls.handshake(client(policy, Optional.empty()), server);
        assertTrue(server.getSession().isValid());
    }
}
