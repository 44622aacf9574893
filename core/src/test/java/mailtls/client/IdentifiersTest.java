package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import mailtls.client.ReferenceId.DnsId;
import mailtls.client.ReferenceId.IpId;
import mailtls.client.ReferenceId.SrvId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a server must prove to be, from what a user typed. */
class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "[2001:db8::1]", "::1"})
    void whatLooksLikeAnAddressIsOne(String typed) {
        assertInstanceOf(IpId.class, ReferenceId.of(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a b", "1.2.3.4.5", "a..b", "a\r\nb", "a_b.example", "[::1", "::g"})
    void whatIsNeitherIsRefused(String typed) {
        assertThrows(IllegalArgumentException.class, () -> ReferenceId.of(typed));
    }

    @Test
    void namesAreHeldAsCertificatesHaveThem() {
        assertEquals(new DnsId("xn--mller-kva.example"), ReferenceId.of("Müller.Example."));
        assertEquals(new SrvId("imaps", "xn--mller-kva.example"), new SrvId("IMAPS", "müller.example"));
    }

    @Test
    void aServerNameIsAskedForUnlessItIsAnAddress() {
        Trust trust = Trust.system();

        assertEquals(
                Optional.of("mail.example"),
                Expected.host("mail.example", trust).serverName());
        assertEquals(Optional.empty(), Expected.host("192.0.2.1", trust).serverName());
        assertEquals(
                Optional.of("example.org"),
                Expected.service("imaps", "example.org", trust).serverName());
    }

    @Test
    void aServiceIsProvedByItsNameOrTheDomains() {
        assertEquals(
                Set.of(new DnsId("example.org"), new SrvId("imaps", "example.org")),
                Expected.service("imaps", "example.org", Trust.system()).identifiers());
    }

    @Test
    void thereMustBeANameToProve() {
        assertThrows(IllegalArgumentException.class, () -> new Expected(Set.of(), Trust.system()));
    }

    @Test
    void eachModeSaysItsWord() {
        Expected server = Expected.host("mail.example", Trust.system());

        assertEquals("implicit", new TlsMode.ImplicitTls(server).word());
        assertEquals("starttls", new TlsMode.StartTlsRequired(server).word());
        assertEquals("starttls if offered", new TlsMode.StartTlsOpportunistic(server).word());
        assertEquals("cleartext", new TlsMode.Cleartext().word());
        assertEquals(Optional.empty(), new TlsMode.Cleartext().expected());
        assertEquals(Optional.of(server), new TlsMode.StartTlsOpportunistic(server).expected());
    }
}
