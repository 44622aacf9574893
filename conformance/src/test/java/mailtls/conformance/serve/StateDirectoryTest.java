package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1");

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void choosesADirectoryThatIsNotThere() {
        directory = temporary.resolve("cache").resolve("mailtls");
    }

    @Test
    void theCertificateIsForTheNamesAndSignedByTheAuthority() throws Exception {
        X509Certificate server = certificate(NOW, Set.of("Mail.Example.org", "127.0.0.1", "::1"));

        server.verify(authority().getPublicKey());
        assertEquals(
                Set.of(SubjectName.of("mail.example.org"), SubjectName.of("127.0.0.1"), SubjectName.of("::1")),
                SubjectName.of(server));
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), server.getExtendedKeyUsage());
        assertEquals(-1, server.getBasicConstraints());
        assertEquals(0, authority().getBasicConstraints());
    }

    @Test
    void whatIsGoodIsUsedAgain() throws Exception {
        X509Certificate first = certificate(NOW, NAMES);
        X509Certificate authority = authority();

        X509Certificate second = certificate(NOW.plus(Duration.ofDays(59)), NAMES);

        assertEquals(first, second);
        assertEquals(authority, authority());
    }

    @Test
    void aCertificateNearItsEndIsRenewedUnderTheSameAuthority() throws Exception {
        X509Certificate first = certificate(NOW, NAMES);
        X509Certificate authority = authority();

        X509Certificate second = certificate(NOW.plus(Duration.ofDays(61)), NAMES);

        assertNotEquals(first, second);
        assertEquals(authority, authority());
        second.verify(authority.getPublicKey());
    }

    @Test
    void aCertificateFromTheFutureIsReplaced() throws Exception {
        X509Certificate first = certificate(NOW.plus(Duration.ofDays(1)), NAMES);

        X509Certificate second = certificate(NOW, NAMES);

        assertNotEquals(first, second);
        second.checkValidity(Date.from(NOW));
        authority().checkValidity(Date.from(NOW));
    }

    @Test
    void otherNamesNeedAnotherCertificate() throws Exception {
        X509Certificate first = certificate(NOW, NAMES);
        X509Certificate authority = authority();

        X509Certificate second = certificate(NOW, Set.of("mail.example.org"));

        assertNotEquals(first, second);
        assertEquals(authority, authority());
    }

    @Test
    void anAuthorityNearItsEndIsReplacedAndSignsAnew() throws Exception {
        certificate(NOW, NAMES);
        X509Certificate authority = authority();

        X509Certificate second = certificate(
                NOW.plus(Authority.LIFE).minus(Authority.SERVER_LIFE).plusSeconds(1), NAMES);

        assertNotEquals(authority, authority());
        second.verify(authority().getPublicKey());
    }

    @Test
    void keysAreForTheOwnerAlone() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));

        certificate(NOW, NAMES);

        assertEquals("rwx------", permissions(directory));
        assertEquals("rw-------", permissions(directory.resolve("ca.key")));
        assertEquals("rw-------", permissions(directory.resolve("server.key")));
        assertEquals("rw-r--r--", permissions(directory.resolve("ca.pem")));
    }

    @Test
    void nothingElseIsLeftBehind() throws Exception {
        certificate(NOW, NAMES);

        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("ca.key", "ca.pem", "lock", "server.key", "server.pem"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aKeyWithoutACertificateIsWhatRemainsOfAnInterruptedStart() throws Exception {
        certificate(NOW, NAMES);
        Files.delete(directory.resolve("ca.pem"));

        X509Certificate server = certificate(NOW, NAMES);

        server.verify(authority().getPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.pem", "ca.key", "server.pem", "server.key"})
    void aFileThatIsNotWhatItShouldBeIsNamed(String name) throws Exception {
        certificate(NOW, NAMES);
        Path file = Files.writeString(directory.resolve(name), "not what it should be\n");

        assertTroubleWith(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.key", "server.key"})
    void aKeyThatIsGoneIsNamed(String name) throws Exception {
        certificate(NOW, NAMES);
        Path file = directory.resolve(name);
        Files.delete(file);

        assertTroubleWith(file);
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws Exception {
        certificate(NOW, NAMES);
        Path file = directory.resolve("server.key");
        Files.copy(directory.resolve("ca.key"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertTroubleWith(file);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws Exception {
        directory = Files.writeString(temporary.resolve("file"), "").resolve("mailtls");

        assertTroubleWith(directory);
    }

    private void assertTroubleWith(Path file) {
        Trouble trouble = assertThrows(Trouble.class, () -> certificate(NOW, NAMES));

        assertEquals(ExitStatus.FILE, trouble.exitStatus());
        assertTrue(trouble.getMessage().contains(file.toString()), trouble.getMessage());
        assertEquals(1, trouble.getMessage().lines().count());
    }

    private X509Certificate certificate(Instant now, Set<String> names) {
        var state = new StateDirectory(directory, Clock.fixed(now, ZoneOffset.UTC));
        return state.identity(names).chain().get(0);
    }

    private X509Certificate authority() {
        return Pem.certificates(directory.resolve("ca.pem")).get(0);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
