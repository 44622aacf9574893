package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.MailServer;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.sasl.Credentials;
import mailtls.store.MailAccount;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeOptionsTest {

    @TempDir
    private Path temporary;

    @Test
    void portsAreAboveTheStandardOnesOnTheLoopbackAddress() {
        var options = CommandLine.populateCommand(new ListenerOptions());

        assertEquals(
                List.of(1143, 1993, 1110, 1995, 1025, 1587, 1465),
                Stream.of(Service.values())
                        .map(service -> options.addressOf(service).getPort())
                        .toList());
        assertTrue(options.address().isLoopbackAddress());
    }

    @Test
    void thePortBaseIsANumberOrEphemeral() {
        assertEquals(143, port("--port-base", "0"));
        assertEquals(64540 + 143, port("--port-base", "64540"));
        assertEquals(0, port("--port-base", "ephemeral"));
    }

    @Test
    void aPortBaseWithoutPortsIsRefused() {
        for (String base : List.of("64541", "-1", "many", "", "99999999999")) {
            assertUsage("--port-base", () -> port("--port-base", base));
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        var options = CommandLine.populateCommand(new ListenerOptions(), "--address", "no such host");

        assertUsage("--address: there is no “no such host”", options::address);
    }

    @Test
    void aliceIsThereUnlessSomebodyElseIsAskedFor() {
        assertTrue(accepts(house(), "alice", "secret"));
        assertFalse(accepts(house("--account", "bob:hunter2"), "alice", "secret"));
        assertTrue(accepts(house("--account", "bob:hunter2"), "bob", "hunter2"));
    }

    @Test
    void optionsOfDifferentSectionsMayBeMixed() {
        MailServer house =
                house("--account", "bob:b", "--max-mistakes", "7", "--account", "carol:c:with:colons", "--quiet");

        assertTrue(accepts(house, "bob", "b"));
        assertTrue(accepts(house, "carol", "c:with:colons"));
    }

    @Test
    void accountsCanComeFromAFile() throws Exception {
        Path file = Files.writeString(temporary.resolve("accounts"), "# people\n\nbob:b\ncarol:grün\n");

        MailServer house = house("--accounts", file.toString());

        assertTrue(accepts(house, "carol", "grün"));
        assertFalse(accepts(house, "alice", "secret"));
    }

    @Test
    void aFileWithoutAccountsIsRefused() throws Exception {
        Path empty = Files.writeString(temporary.resolve("empty"), "# nobody\n");
        Path missing = temporary.resolve("missing");
        Path odd = Files.write(temporary.resolve("odd"), new byte[] {(byte) 0xff, ':', 'x'});

        assertTrouble(ExitStatus.FILE, "no account in " + empty, () -> house("--accounts", empty.toString()));
        assertTrouble(ExitStatus.FILE, missing + ": no such file", () -> house("--accounts", missing.toString()));
        assertTrouble(ExitStatus.FILE, odd.toString(), () -> house("--accounts", odd.toString()));
    }

    @Test
    void whatIsWrongWithAnAccountIsSaidWithoutSayingThePassword() throws Exception {
        Path file = Files.writeString(temporary.resolve("accounts"), "bob:b\nnopassword\n");

        assertUsage("line 2 of " + file + " has no password", () -> house("--accounts", file.toString()));
        assertUsage("--account has no password", () -> house("--account", "hunter2"));
        assertUsage("--account: the name is not", () -> house("--account", "bob@example.org:hunter2"));
        assertUsage("SASLprep", () -> house("--account", "bob:hunter2\u0007"));
    }

    @Test
    void mailIsTakenForTheHostAndForFurtherDomains() {
        MailServer house = house("--host-name", "mail.example.org", "--domain", "example.org");

        assertEquals(Optional.of("alice"), house.store().userOf("alice@mail.example.org"));
        assertEquals(Optional.of("alice"), house.store().userOf("alice@Example.ORG"));
        assertEquals(Optional.empty(), house.store().userOf("alice@localhost"));
        assertEquals("mail.example.org", house.hostName());
    }

    @Test
    void aNameThatNoHostCanHaveIsRefused() {
        for (String name : List.of("", "two words", "a\r\nb", "-a", "a..b", "ü.example", "x".repeat(254))) {
            assertUsage("--host-name", () -> house("--host-name", name));
        }
    }

    @Test
    void mailboxesBeginWithMailOrEmpty() {
        assertEquals(3, inbox(house()));
        assertEquals(0, inbox(house("--no-sample-mail")));
    }

    @Test
    void limitsAreTheUsualOnesUnlessAskedFor() {
        assertEquals(
                Limits.DEFAULT, CommandLine.populateCommand(new LimitOptions()).limits());

        Limits limits = CommandLine.populateCommand(
                        new LimitOptions(),
                        "--max-message=1000",
                        "--max-mistakes=2",
                        "--max-failed-logins=1",
                        "--handshake-seconds=4",
                        "--login-seconds=5",
                        "--idle-seconds=6")
                .limits();

        assertEquals(
                Limits.DEFAULT
                        .withMessage(1000)
                        .withMistakes(2, 1)
                        .withTimes(
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                Limits.DEFAULT.linger()),
                limits);
    }

    @Test
    void aLimitThatLetsNothingThroughIsRefused() {
        var options = CommandLine.populateCommand(new LimitOptions(), "--idle-seconds=0");

        assertUsage("leaves no time", options::limits);
    }

    @Test
    void tlsIsTheRecommendedOneUnlessAskedFor() {
        assertEquals(
                TlsPolicy.DEFAULT, CommandLine.populateCommand(new TlsOptions()).policy());

        TlsPolicy policy = CommandLine.populateCommand(
                        new TlsOptions(),
                        "--tls-min=1.3",
                        "--tls-max=TLSv1.3",
                        "--suites=TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256",
                        "--groups=x25519",
                        "--alpn=lenient",
                        "--unknown-name=refuse",
                        "--client-certificate=want",
                        "--client-ca=ca.pem")
                .policy();

        assertEquals(
                new TlsPolicy(
                        TlsPolicy.Version.TLS_1_3,
                        TlsPolicy.Version.TLS_1_3,
                        List.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"),
                        List.of("x25519"),
                        TlsPolicy.ClientCertificate.WANTED,
                        TlsPolicy.Alpn.LENIENT,
                        TlsPolicy.UnknownName.IS_REFUSED),
                policy);
    }

    @Test
    void contradictionsInTlsAreRefused() {
        assertUsage("is above the highest", () -> tls("--tls-min=1.3", "--tls-max=1.2"));
        assertUsage("no authority", () -> tls("--client-certificate=need"));
        assertUsage("--client-ca has no use", () -> tls("--client-ca=ca.pem"));
    }

    @Test
    void certificateOptionsThatContradictEachOtherAreRefused() {
        assertUsage("need each other", () -> identity("--cert=a.pem"));
        assertUsage("need each other", () -> identity("--key=a.key"));
        assertUsage("both name a certificate", () -> identity("--cert=a.pem", "--key=a.key", "--pkcs12=a.p12"));
    }

    @Test
    void aKeyAndACertificateFromFilesAreUsedAsTheyAre() {
        var state = new StateDirectory(temporary.resolve("state"));
        var made = state.identity(Set.of("localhost"));

        var read = identity(
                "--cert=" + temporary.resolve("state/server.pem"), "--key=" + temporary.resolve("state/server.key"));

        assertEquals(made.chain(), read.server().chain());
        assertEquals(Optional.empty(), read.authority());
    }

    @Test
    void aFileThatIsNoKeyIsNamed() throws Exception {
        new StateDirectory(temporary).identity(Set.of("localhost"));
        Path certificate = temporary.resolve("server.pem");
        Path text = Files.writeString(temporary.resolve("text"), "text");
        Path missing = temporary.resolve("missing");
        Path another = temporary.resolve("ca.key");

        assertFile(text, () -> identity("--cert=" + certificate, "--key=" + text));
        assertFile(text, () -> identity("--cert=" + text, "--key=" + certificate));
        assertFile(missing, () -> identity("--cert=" + certificate, "--key=" + missing));
        assertFile(another, () -> identity("--cert=" + certificate, "--key=" + another));
        assertFile(temporary, () -> identity("--cert=" + certificate, "--key=" + temporary));
        assertFile(text, () -> identity("--pkcs12=" + text));
        assertFile(missing, () -> identity("--pkcs12=" + missing));
    }

    @Test
    void stateIsKeptWhereCachesAre() {
        Path home = Path.of(System.getProperty("user.home"));

        assertEquals(Path.of("/c/mailtls"), CertificateOptions.usualState(Map.of("XDG_CACHE_HOME", "/c")));
        assertEquals(home.resolve(".cache/mailtls"), CertificateOptions.usualState(Map.of("XDG_CACHE_HOME", "c")));
        assertEquals(home.resolve(".cache/mailtls"), CertificateOptions.usualState(Map.of()));
    }

    private static int port(String... arguments) {
        return CommandLine.populateCommand(new ListenerOptions(), arguments)
                .addressOf(Service.IMAP)
                .getPort();
    }

    private static MailServer house(String... arguments) {
        var serve = new Serve(new PrintWriter(new StringWriter()));
        new CommandLine(serve).parseArgs(arguments);
        return serve.house(Limits.DEFAULT);
    }

    private static TlsPolicy tls(String... arguments) {
        return CommandLine.populateCommand(new TlsOptions(), arguments).policy();
    }

    private static CertificateOptions.Identity identity(String... arguments) {
        return CommandLine.populateCommand(new CertificateOptions(), arguments).identity(Set.of("localhost"));
    }

    private static boolean accepts(MailServer house, String account, String password) {
        return house.authenticator().accepts(Credentials.of(account, password));
    }

    private static int inbox(MailServer house) {
        MailAccount alice = house.store().account("alice").orElseThrow();
        return alice.mailbox(MailAccount.INBOX).orElseThrow().messages().size();
    }

    private static void assertUsage(String because, Executable command) {
        assertTrouble(ExitStatus.USAGE, because, command);
    }

    private static void assertFile(Path file, Executable command) {
        assertTrouble(ExitStatus.FILE, file.toString(), command);
    }

    private static void assertTrouble(int status, String because, Executable command) {
        Trouble trouble = assertThrows(Trouble.class, command);

        assertTrue(trouble.getMessage().contains(because), trouble.getMessage());
        assertEquals(status, trouble.exitStatus());
        assertFalse(trouble.getMessage().contains("hunter2"), trouble.getMessage());
        assertEquals(1, trouble.getMessage().lines().count());
    }
}
