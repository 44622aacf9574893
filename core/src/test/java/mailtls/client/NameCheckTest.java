package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.client.ReferenceId.DnsId;
import mailtls.client.ReferenceId.SrvId;
import mailtls.tls.TestIdentity;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9525 and RFC 7817, with certificates made for the purpose. */
class NameCheckTest {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final ASN1ObjectIdentifier SRV_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.7");
    private static final ASN1ObjectIdentifier XMPP_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.5");

    private static X509Certificate certificate(GeneralName... names) {
        return AUTHORITY.signs("mail.example", names).certificate();
    }

    private static X509Certificate forHosts(String... hosts) {
        return certificate(Stream.of(hosts)
                .map(host -> new GeneralName(GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    private static GeneralName otherName(ASN1ObjectIdentifier type, ASN1Encodable name) {
        return new GeneralName(
                GeneralName.otherName, new DERSequence(new ASN1Encodable[] {type, new DERTaggedObject(true, 0, name)}));
    }

    private static boolean isFor(X509Certificate certificate, ReferenceId... wanted) {
        try {
            NameCheck.check(certificate, Set.of(wanted));
            return true;
        } catch (CertificateException isNot) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example, mail.example, true",
        "MAIL.Example, mail.EXAMPLE, true",
        "mail.example, mail.example., true",
        "mail.example, mail.example.org, false",
        "mail.example, example, false",
        "mail.example, xmail.example, false",
        "*.example.org, mail.example.org, true",
        "*.example.org, example.org, false",
        "*.example.org, a.mail.example.org, false",
        "*.org, example.org, false",
        "*, localhost, false",
        "m*.example.org, mail.example.org, false",
        "*l.example.org, mail.example.org, false",
        "mail.*.org, mail.example.org, false",
        "*.*.org, mail.example.org, false",
        "xn--mller-kva.example, müller.example, true",
        "xn--mller-kva.example, xn--mller-kva.example, true",
        "*.example, xn--mller-kva.example, false"
    })
    void aHostIsCompared(String presented, String wanted, boolean fits) {
        assertEquals(fits, isFor(forHosts(presented), new DnsId(wanted)));
    }

    @Test
    void anyOfSeveralNamesIsEnough() {
        X509Certificate certificate = forHosts("a.example", "b.example");

        assertTrue(isFor(certificate, new DnsId("b.example")));
        assertTrue(isFor(certificate, new DnsId("x.example"), new DnsId("a.example")));
    }

    @Test
    void theCommonNameIsNotLookedAt() {
        assertTrue(!isFor(certificate(), new DnsId("mail.example")));
        assertTrue(!isFor(forHosts("other.example"), new DnsId("mail.example")));
    }

    @Test
    void anAddressIsComparedAsAnAddress() {
        X509Certificate certificate = certificate(
                new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
                new GeneralName(GeneralName.iPAddress, "2001:db8::1"));

        assertTrue(isFor(certificate, ReferenceId.of("192.0.2.1")));
        assertTrue(isFor(certificate, ReferenceId.of("[2001:db8:0:0::1]")));
        assertTrue(!isFor(certificate, ReferenceId.of("192.0.2.2")));
        assertTrue(!isFor(forHosts("192.0.2.1"), ReferenceId.of("192.0.2.1")));
        assertTrue(!isFor(certificate, new DnsId("mail.example")));
    }

    @Test
    void aServiceOfADomainIsCompared() {
        X509Certificate certificate = certificate(
                new GeneralName(GeneralName.rfc822Name, "a@b.example"),
                otherName(XMPP_NAME, new DERUTF8String("_imaps.example.org")),
                otherName(SRV_NAME, new DERIA5String("_IMAPS.Example.net")));

        assertTrue(isFor(certificate, new SrvId("imaps", "example.net")));
        assertTrue(!isFor(certificate, new SrvId("imap", "example.net")));
        assertTrue(!isFor(certificate, new SrvId("imaps", "example.org")));
        assertTrue(!isFor(certificate, new DnsId("example.net")));
        assertTrue(!isFor(forHosts("_imaps.example.net"), new SrvId("imaps", "example.net")));
    }

    @Test
    void aServiceNameThatIsNoTextIsNone() {
        assertTrue(!isFor(
                certificate(otherName(SRV_NAME, new DERUTF8String("_imaps.example.net"))),
                new SrvId("imaps", "example.net")));
    }

    @Test
    void theMessageSaysWhichNamesThereAre() {
        var wrong = assertThrows(
                CertificateException.class,
                () -> NameCheck.check(forHosts("a.example", "b.example"), Set.of(new DnsId("c.example"))));
        var none = assertThrows(
                CertificateException.class, () -> NameCheck.check(certificate(), Set.of(new DnsId("c.example"))));

        String message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains("c.example") && message.contains("a.example, b.example"), message);
        assertTrue(String.valueOf(none.getMessage()).contains("any name"));
        assertDoesNotThrow(() -> NameCheck.check(forHosts("c.example"), Set.of(new DnsId("c.example"))));
    }
}
