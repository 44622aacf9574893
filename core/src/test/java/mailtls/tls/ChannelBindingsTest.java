package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelBindingsTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity SERVER = AUTHORITY.signs("mail.example.org");

    private final SSLEngine server = SERVER.contextTrusting(AUTHORITY).createSSLEngine();
    private final SSLEngine client = AUTHORITY.clientContext().createSSLEngine("mail.example.org", 0);

    /** The client sees the certificate in the handshake and hashes it by itself. */
    @Test
    void theServerEndPointIsTheHashOfTheCertificateThatTheClientSees() throws Exception {
        TestTls.handshake(client, server);
        Certificate seen = client.getSession().getPeerCertificates()[0];

        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(seen.getEncoded()),
                ChannelBindings.of(server).of(ChannelBindings.SERVER_END_POINT).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "MD5withRSA,       SHA-256",
        "SHA1withRSA,      SHA-256",
        "SHA1withECDSA,    SHA-256",
        "SHA224withRSA,    SHA-224",
        "SHA256withECDSA,  SHA-256",
        "SHA384withECDSA,  SHA-384",
        "SHA512withRSA,    SHA-512",
        "SHA3-256withRSA,  SHA3-256"
    })
    void theHashIsThatOfTheSignatureButNeverABrokenOne(String signature, String hash) throws Exception {
        ChannelBindings bindings = bindingsOf(session("TLSv1.2", certificate(signature)));

        assertArrayEquals(
                MessageDigest.getInstance(hash).digest(new byte[] {1, 2, 3}),
                bindings.of(ChannelBindings.SERVER_END_POINT).orElseThrow());
    }

    /** Such a signature has no hash of its own, or several: RFC 5929 section 4.1 leaves the type undefined. */
    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSASSA-PSS"})
    void aSignatureWithoutOneHashOffersNothing(String signature) throws Exception {
        assertEquals(
                Set.of(), bindingsOf(session("TLSv1.2", certificate(signature))).types());
    }

    @Test
    void whoShowsNoCertificateOffersNothing() {
        assertEquals(Set.of(), bindingsOf(session("TLSv1.2")).types());
        assertEquals(
                Set.of(),
                bindingsOf(session("TLSv1.2", mock(Certificate.class))).types());
    }

    @Test
    void aCertificateThatCannotBeEncodedOffersNothing() throws Exception {
        X509Certificate broken = mock(X509Certificate.class);
        when(broken.getSigAlgName()).thenReturn("SHA256withRSA");
        when(broken.getEncoded()).thenThrow(new CertificateEncodingException());

        assertEquals(Set.of(), bindingsOf(session("TLSv1.2", broken)).types());
    }

    /** RFC 9266 section 4.2: for TLS 1.2 only with the extended master secret, which JSSE does not tell. */
    @Test
    void theExporterIsForTls13Alone() {
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        TestTls.handshake(client, server);

        assertEquals(
                Set.of(ChannelBindings.SERVER_END_POINT),
                ChannelBindings.of(server).types());
    }

    @Test
    void theExporterIsOfferedWhereTheJdkHasItAndIsTheBest() {
        TestTls.handshake(client, server);
        List<String> types = List.copyOf(ChannelBindings.of(server).types());

        assertEquals(
                jdkHasTheExporter()
                        ? List.of(ChannelBindings.EXPORTER, ChannelBindings.SERVER_END_POINT)
                        : List.of(ChannelBindings.SERVER_END_POINT),
                types);
    }

    @Test
    void bothEndsOfASessionExportTheSameAndNoOtherSessionDoes() {
        TestTls.handshake(client, server);
        Optional<byte[]> ours = ChannelBindings.of(server).of(ChannelBindings.EXPORTER);
        Optional<byte[]> theirs = ChannelBindings.of(client).of(ChannelBindings.EXPORTER);
        Optional<byte[]> others = TestTls.facts().channelBindings().of(ChannelBindings.EXPORTER);

        assertEquals(jdkHasTheExporter(), ours.isPresent());
        assertArrayEquals(ours.orElse(new byte[0]), theirs.orElse(new byte[0]));
        ours.ifPresent(data -> assertEquals(32, data.length));
        ours.ifPresent(data -> assertFalse(MessageDigest.isEqual(data, others.orElseThrow())));
    }

    @Test
    void aSessionThatIsNotExtendedExportsNothing() {
        SSLSession plain = mock(SSLSession.class);
        when(plain.getProtocol()).thenReturn("TLSv1.3");

        assertEquals(Set.of(), bindingsOf(plain).types());
    }

    @Test
    void whoReadsTheDataCannotChangeIt() {
        ChannelBindings bindings = TestTls.facts().channelBindings();
        byte[] data = bindings.of(ChannelBindings.SERVER_END_POINT).orElseThrow();
        data[0]++;

        assertFalse(MessageDigest.isEqual(
                data, bindings.of(ChannelBindings.SERVER_END_POINT).orElseThrow()));
        assertThrows(UnsupportedOperationException.class, () -> bindings.types().clear());
    }

    @Test
    void anUnknownTypeHasNoData() {
        assertEquals(Optional.empty(), TestTls.facts().channelBindings().of("tls-unique"));
    }

    private static boolean jdkHasTheExporter() {
        return Runtime.version().feature() >= 25;
    }

    private static ChannelBindings bindingsOf(SSLSession session) {
        SSLEngine engine = mock(SSLEngine.class);
        when(engine.getSession()).thenReturn(session);
        return ChannelBindings.of(engine);
    }

    private static SSLSession session(String version, Certificate... own) {
        SSLSession session = mock(ExtendedSSLSession.class);
        when(session.getProtocol()).thenReturn(version);
        when(session.getLocalCertificates()).thenReturn(own.length == 0 ? null : own);
        return session;
    }

    private static X509Certificate certificate(String signature) throws CertificateEncodingException {
        X509Certificate certificate = mock(X509Certificate.class);
        when(certificate.getSigAlgName()).thenReturn(signature);
        when(certificate.getEncoded()).thenReturn(new byte[] {1, 2, 3});
        return certificate;
    }
}
