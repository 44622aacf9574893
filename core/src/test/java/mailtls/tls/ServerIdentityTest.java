package mailtls.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Base64;
import java.util.List;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerIdentityTest {

    private static final TestIdentity MADE =
            TestIdentity.authority().signs("Mail.example", "*.wild.example", "imap.example");

    @TempDir
    Path folder;

    @Test
    void pemFilesAreRead() throws Exception {
        Path chain = pem("CERTIFICATE", MADE.certificate().getEncoded());
        Path key = pem("PRIVATE KEY", MADE.key().getEncoded());

        ServerIdentity identity = ServerIdentity.fromPem(chain, key);

        assertEquals(List.of(MADE.certificate()), identity.chain());
        assertEquals(MADE.key(), identity.key());
    }

    @Test
    void pkcs12FilesAreRead() throws Exception {
        Path file = folder.resolve("own.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own", MADE.key(), "changeit".toCharArray(), new java.security.cert.Certificate[] {MADE.certificate()});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }

        assertEquals(
                MADE.key(),
                ServerIdentity.fromPkcs12(file, "changeit".toCharArray()).key());
        assertThrows(IOException.class, () -> ServerIdentity.fromPkcs12(file, "wrong".toCharArray()));
    }

    @Test
    void aProviderHoldsTheKeyInItsOwnForm() {
        ServerIdentity identity = ServerIdentity.of(MADE.key(), List.of(MADE.certificate()));

        PrivateKey held = identity.heldBy(Conscrypt.newProvider()).key();

        assertTrue(held.getClass().getName().startsWith("org.conscrypt."), held.getClass()::getName);
        assertArrayEquals(MADE.key().getEncoded(), held.getEncoded());
    }

    @Test
    void aProviderThatHasNoFormForTheKeyTakesItAsItIs() {
        ServerIdentity identity = ServerIdentity.of(MADE.key(), List.of(MADE.certificate()));

        assertSame(identity, identity.heldBy(new Provider("nothing", "1", "has no key factories") {}));
    }

    @Test
    void aFileThatHoldsNoKeyIsNamed() throws Exception {
        Path chain = pem("CERTIFICATE", MADE.certificate().getEncoded());

        var refused = assertThrows(GeneralSecurityException.class, () -> ServerIdentity.fromPem(chain, chain));

        assertTrue(refused.getMessage().contains(chain.toString()));
    }

    @Test
    void aKeyThatIsNoKeyIsNamed() throws Exception {
        Path chain = pem("CERTIFICATE", MADE.certificate().getEncoded());
        Path key = pem("PRIVATE KEY", new byte[] {1, 2, 3});

        var refused = assertThrows(GeneralSecurityException.class, () -> ServerIdentity.fromPem(chain, key));

        assertTrue(refused.getMessage().contains(key.toString()));
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        ServerIdentity identity = ServerIdentity.of(MADE.key(), List.of(MADE.certificate()));

        assertTrue(identity.isFor("mail.EXAMPLE"));
        assertFalse(identity.isFor("example"));
    }

    @Test
    void aWildcardStandsForOneLabel() {
        ServerIdentity identity = ServerIdentity.of(MADE.key(), List.of(MADE.certificate()));

        assertTrue(identity.isFor("a.wild.example"));
        assertFalse(identity.isFor("a.b.wild.example"));
        assertFalse(identity.isFor("wild.example"));
    }

    @Test
    void thereIsNoIdentityWithoutACertificate() {
        assertThrows(IllegalArgumentException.class, () -> ServerIdentity.of(MADE.key(), List.of()));
    }

    @Test
    void aKeyOfAnotherCertificateIsNoIdentity() throws Exception {
        TestIdentity other = TestIdentity.authority().signs("other.example");
        Path chain = pem("CERTIFICATE", MADE.certificate().getEncoded());
        Path key = pem("PRIVATE KEY", other.key().getEncoded());

        var refused = assertThrows(GeneralSecurityException.class, () -> ServerIdentity.fromPem(chain, key));

        assertTrue(refused.getMessage().contains(key.toString()));
        assertThrows(IllegalArgumentException.class, () -> ServerIdentity.of(other.key(), List.of(MADE.certificate())));
    }

    private Path pem(String what, byte[] der) throws IOException {
        Path file = folder.resolve(what.replace(' ', '-') + der.length + ".pem");
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }
}
