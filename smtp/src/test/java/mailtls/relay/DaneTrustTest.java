package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import mailtls.client.ReferenceId;
import mailtls.tls.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaneTrustTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final X509Certificate SERVER =
            AUTHORITY.signs("mail.example.test").certificate();
    private static final X509Certificate OTHER =
            AUTHORITY.signs("other.example.test").certificate();

    private static Tlsa record(int usage, int selector, int matching, X509Certificate certificate)
            throws GeneralSecurityException {
        byte[] selected = selector == 1 ? certificate.getPublicKey().getEncoded() : certificate.getEncoded();
        return new Tlsa(
                usage,
                selector,
                matching,
                matching == 0
                        ? selected
                        : MessageDigest.getInstance(matching == 1 ? "SHA-256" : "SHA-512")
                                .digest(selected));
    }

    private static void check(String host, Tlsa record, X509Certificate... chain) throws CertificateException {
        new DaneTrust(List.of(record))
                .checking(Set.of(new ReferenceId.DnsId(host)))
                .checkServerTrusted(chain, "ECDHE_ECDSA", mock(SSLEngine.class));
    }

    @ParameterizedTest
    @CsvSource({"3,0,0", "3,0,1", "3,0,2", "3,1,0", "3,1,1", "3,1,2"})
    void theServersOwnCertificateIsEnough(int usage, int selector, int matching) throws GeneralSecurityException {
        Tlsa record = record(usage, selector, matching, SERVER);

        assertDoesNotThrow(() -> check("mail.example.test", record, SERVER));
    }

    @Test
    void theNameOfTheServersOwnCertificateDoesNotCount() throws GeneralSecurityException {
        Tlsa record = record(3, 1, 1, SERVER);

        assertDoesNotThrow(() -> check("another.test", record, SERVER));
    }

    @Test
    void anotherKeyIsNotBelieved() throws GeneralSecurityException {
        Tlsa record = record(3, 1, 1, OTHER);

        assertThrows(CertificateException.class, () -> check("mail.example.test", record, SERVER));
    }

    @Test
    void anAuthorityMayVouchForAName() throws GeneralSecurityException {
        Tlsa record = record(2, 1, 1, AUTHORITY.certificate());

        assertDoesNotThrow(() -> check("mail.example.test", record, SERVER, AUTHORITY.certificate()));
    }

    @Test
    void anAuthorityVouchesForNoOtherName() throws GeneralSecurityException {
        Tlsa record = record(2, 1, 1, AUTHORITY.certificate());

        assertThrows(CertificateException.class, () -> check("another.test", record, SERVER, AUTHORITY.certificate()));
    }

    @Test
    void anAuthorityThatIsNotSentCantVouch() throws GeneralSecurityException {
        Tlsa record = record(2, 1, 1, AUTHORITY.certificate());

        assertThrows(CertificateException.class, () -> check("mail.example.test", record, SERVER));
    }

    @Test
    void anAuthorityVouchesForNobodyItDidNotSign() throws GeneralSecurityException {
        TestIdentity stranger = TestIdentity.authority();
        Tlsa record = record(2, 1, 1, stranger.certificate());

        assertThrows(
                CertificateException.class, () -> check("mail.example.test", record, SERVER, stranger.certificate()));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 32, true",
        "2, 0, 2, 64, true",
        "3, 0, 0, 5,  true",
        "0, 1, 1, 32, false",
        "1, 1, 1, 32, false",
        "4, 1, 1, 32, false",
        "3, 2, 1, 32, false",
        "3, 1, 3, 32, false",
        "3, 1, 1, 31, false",
        "3, 1, 0, 0,  false"
    })
    void notEveryRecordCanBeUsed(int usage, int selector, int matching, int length, boolean usable) {
        assertEquals(usable, new Tlsa(usage, selector, matching, new byte[length]).isUsable());
    }

    @Test
    void aRecordLooksAsInAZoneFile() {
        assertEquals("3 1 1 0aff", new Tlsa(3, 1, 1, new byte[] {10, -1}).toString());
    }

    @Test
    void recordsAreComparedByWhatTheySay() {
        assertTrue(new Tlsa(3, 1, 1, new byte[32]).equals(new Tlsa(3, 1, 1, new byte[32])));
        assertFalse(new Tlsa(3, 1, 1, new byte[32]).equals(new Tlsa(2, 1, 1, new byte[32])));
    }
}
