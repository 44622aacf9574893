package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import mailtls.client.ReferenceId.DnsId;
import mailtls.tls.TestIdentity;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final X509Certificate[] CHAIN = {
        AUTHORITY.signs("mail.example").certificate()
    };
    private static final SSLEngine ENGINE = inHandshake();

    private static SSLEngine inHandshake() {
        SSLSession session = mock(SSLSession.class);
        when(session.getProtocol()).thenReturn("TLSv1.2");
        SSLEngine engine = mock(SSLEngine.class);
        when(engine.getHandshakeSession()).thenReturn(session);
        when(engine.getSSLParameters()).thenReturn(new SSLParameters());
        return engine;
    }

    private static X509ExtendedTrustManager of(Trust trust, String host) {
        return trust.checking(Set.of(new DnsId(host)));
    }

    @Test
    void anAuthorityIsBelievedForTheNamesItVouchesFor() {
        Trust trust = Trust.authorities(List.of(AUTHORITY.certificate()));

        assertDoesNotThrow(() -> of(trust, "mail.example").checkServerTrusted(CHAIN, "ECDHE_ECDSA", ENGINE));
        assertThrows(
                CertificateException.class,
                () -> of(trust, "other.example").checkServerTrusted(CHAIN, "ECDHE_ECDSA", ENGINE));
    }

    @Test
    void otherAuthoritiesAreNotBelieved() {
        Trust other = Trust.authorities(List.of(TestIdentity.authority().certificate()));

        for (Trust trust : List.of(other, Trust.system())) {
            assertThrows(
                    CertificateException.class,
                    () -> of(trust, "mail.example").checkServerTrusted(CHAIN, "ECDHE_ECDSA", ENGINE));
        }
    }

    @Test
    void anybodyIsBelievedWhereSomebodyHasWrittenTheWord() {
        assertDoesNotThrow(() -> of(Trust.anybody(), "other.example").checkServerTrusted(CHAIN, "ECDHE_ECDSA", ENGINE));
    }

    @Test
    void onlyServersAreCheckedAndOnlyWithEngines() {
        X509ExtendedTrustManager check = of(Trust.anybody(), "mail.example");

        assertThrows(CertificateException.class, () -> check.checkServerTrusted(CHAIN, "x", new Socket()));
        assertThrows(CertificateException.class, () -> check.checkServerTrusted(CHAIN, "x"));
        assertThrows(CertificateException.class, () -> check.checkClientTrusted(CHAIN, "x", ENGINE));
        assertThrows(CertificateException.class, () -> check.checkClientTrusted(CHAIN, "x", new Socket()));
        assertThrows(CertificateException.class, () -> check.checkClientTrusted(CHAIN, "x"));
        assertEquals(0, check.getAcceptedIssuers().length);
    }
}
