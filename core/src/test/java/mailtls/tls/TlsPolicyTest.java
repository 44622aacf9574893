package mailtls.tls;

import static mailtls.tls.TlsPolicy.Version.TLS_1_0;
import static mailtls.tls.TlsPolicy.Version.TLS_1_2;
import static mailtls.tls.TlsPolicy.Version.TLS_1_3;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import mailtls.tls.TlsPolicy.Alpn;
import mailtls.tls.TlsPolicy.ClientCertificate;
import mailtls.tls.TlsPolicy.UnknownName;
import mailtls.tls.TlsPolicy.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsPolicyTest {

    @Test
    void theDefaultIsWhatRfc9325Recommends() {
        TlsPolicy policy = TlsPolicy.DEFAULT;

        assertEquals(List.of("TLSv1.2", "TLSv1.3"), policy.versions());
        assertEquals(List.of(), policy.suites());
        assertEquals(Alpn.STRICT, policy.alpn());
        assertEquals(UnknownName.GETS_THE_DEFAULT, policy.unknownName());
        assertEquals(ClientCertificate.NOT_ASKED, policy.clientCertificate());
    }

    @Test
    void versionsGoFromTheLowestToTheHighest() {
        assertEquals(
                List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"),
                TlsPolicy.DEFAULT.withVersions(TLS_1_0, TLS_1_3).versions());
        assertEquals(
                List.of("TLSv1.3"),
                TlsPolicy.DEFAULT.withVersions(TLS_1_3, TLS_1_3).versions());
        assertThrows(IllegalArgumentException.class, () -> TlsPolicy.DEFAULT.withVersions(TLS_1_3, TLS_1_2));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2,     TLS_1_2",
        "TLSv1.2, TLS_1_2",
        "TLS 1.2, TLS_1_2",
        "tls1.3,  TLS_1_3",
        "TLSv1,   TLS_1_0",
        "1.0,     TLS_1_0",
        "tlsv1.1, TLS_1_1"
    })
    void aVersionHasManyNames(String name, Version version) {
        assertEquals(version, Version.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSLv3", "1.4", "1", "2", "x1.2", "1.2x", "TLSv1.2 or 1.3"})
    void anotherNameIsNotGuessed(String name) {
        assertThrows(IllegalArgumentException.class, () -> Version.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256,                        true",
        "TLS_AES_256_GCM_SHA384,                        true",
        "TLS_CHACHA20_POLY1305_SHA256,                  true",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,       true",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,   true",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,         false",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,           false",
        "TLS_RSA_WITH_AES_128_GCM_SHA256,               false",
        "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256,          false",
        "TLS_AES_128_CCM_SHA256,                        false"
    })
    void aSuiteIsRecommendedForForwardSecrecyAndAuthenticatedEncryption(String suite, boolean recommended) {
        assertEquals(recommended, TlsPolicy.isRecommended(suite));
    }

    @Test
    void eachRuleCanBeChangedAndNoOtherChangesWithIt() {
        TlsPolicy all = TlsPolicy.DEFAULT
                .withSuites(List.of("s"))
                .withGroups(List.of("g"))
                .withClientCertificate(ClientCertificate.NEEDED)
                .withAlpn(Alpn.OFF)
                .withUnknownName(UnknownName.IS_REFUSED)
                .withVersions(TLS_1_2, TLS_1_2);

        assertEquals(
                new TlsPolicy(
                        TLS_1_2,
                        TLS_1_2,
                        List.of("s"),
                        List.of("g"),
                        ClientCertificate.NEEDED,
                        Alpn.OFF,
                        UnknownName.IS_REFUSED),
                all);
    }

    @Test
    void whatWasGivenIsCopied() {
        var suites = new ArrayList<>(List.of("a"));
        TlsPolicy policy = TlsPolicy.DEFAULT.withSuites(suites);

        suites.add("b");

        assertEquals(List.of("a"), policy.suites());
    }
}
