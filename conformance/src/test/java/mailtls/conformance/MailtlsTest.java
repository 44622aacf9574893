package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mailtls.conformance.command.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailtlsTest {

    private static final int IMAP = 143;
    private static final int HIGHEST_BASE = 65_535 - 995;

    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void itTellsItsVersion() {
        assertEquals(ExitStatus.OK, run("--version"));
        assertTrue(out.toString().startsWith("mailtls "), out.toString());
    }

    @Test
    void itHelps() {
        for (List<String> help : List.of(List.of("help"), List.of("--help"))) {
            assertEquals(ExitStatus.OK, run(help.toArray(String[]::new)));
            assertTrue(out.toString().contains("serve "), out.toString());
        }
    }

    @Test
    void itHelpsWithEachCommand() {
        for (List<String> help : List.of(List.of("help", "serve"), List.of("serve", "--help"))) {
            assertEquals(ExitStatus.OK, run(help.toArray(String[]::new)));
            assertTrue(out.toString().contains("--disable-plaintext-auth=WORD"), out.toString());
            assertTrue(out.toString().contains("Exit status"), out.toString());
        }
    }

    @Test
    void itTellsHowItEnds() {
        var statuses = new TreeMap<>(Mailtls.commandLine(new PrintWriter(out), new PrintWriter(err))
                .getCommandSpec()
                .usageMessage()
                .exitCodeList());

        assertEquals(
                List.of(ExitStatus.OK, ExitStatus.USAGE, ExitStatus.FILE, ExitStatus.UNAVAILABLE, ExitStatus.FAULT),
                statuses.keySet().stream().map(Integer::parseInt).toList());
    }

    @Test
    void aCommandLineThatIsWrongIsRefusedInOneLine() {
        Map<List<String>, String> wrong = Map.of(
                List.of(), "mailtls: Missing required subcommand; see mailtls --help",
                List.of("surf"), "mailtls: Unmatched argument at index 0: 'surf'; see mailtls --help",
                List.of("serve", "--surf"), "mailtls: Unknown option: '--surf'; see mailtls serve --help",
                List.of("serve", "--alpn", "maybe"),
                        "mailtls: Invalid value for option '--alpn': “maybe” is none of strict, lenient, off;"
                                + " see mailtls serve --help",
                List.of("serve", "--ssl", "yes", "--tls", "starttls-offered"),
                        "mailtls: --tls and --passwords say the same as --ssl and --disable-plaintext-auth"
                                + " in other words; use one pair or the other");

        wrong.forEach((arguments, said) -> assertRefused(ExitStatus.USAGE, said, arguments.toArray(String[]::new)));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = someTakenPort()) {
            String base = String.valueOf(taken.getLocalPort() - IMAP);

            assertEquals(ExitStatus.UNAVAILABLE, run("serve", "--port-base", base, "--state", temporary.toString()));

            assertEquals("", out.toString());
            assertEquals(1, err.toString().lines().count());
            assertTrue(err.toString().startsWith("mailtls: can't listen on 127.0.0.1:"), err.toString());
            assertTrue(err.toString().contains("in use"), err.toString());
        }
    }

    /** 192.0.2.1 is for documentation (RFC 5737): nobody has it. */
    @Test
    void anAddressOfSomebodyElseIsNamed() {
        assertEquals(ExitStatus.UNAVAILABLE, run("serve", "--address", "192.0.2.1", "--state", temporary.toString()));

        assertTrue(err.toString().startsWith("mailtls: can't listen on 192.0.2.1:1143"), err.toString());
        assertTrue(err.toString().contains("give --address one that this machine has"), err.toString());
    }

    @Test
    void aKeyThatCannotBeReadIsNamed() throws Exception {
        Path certificate = Files.writeString(temporary.resolve("own.pem"), "nothing");
        Path key = temporary.resolve("own.key");

        assertEquals(ExitStatus.FILE, run("serve", "--cert", certificate.toString(), "--key", key.toString()));

        assertTrue(err.toString().startsWith("mailtls: can't read certificates from " + certificate), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void whatTheEngineDoesNotHaveIsNamed() {
        assertEquals(
                ExitStatus.USAGE,
                run("serve", "--suites", "TLS_ROT13", "--state", temporary.toString(), "--port-base", "ephemeral"));

        assertTrue(err.toString().startsWith("mailtls: this engine has no cipher suite TLS_ROT13"), err.toString());
        assertEquals(1, err.toString().lines().count());
    }

    private void assertRefused(int status, String said, String... arguments) {
        assertEquals(status, run(arguments));
        assertEquals(said, err.toString().strip());
        assertEquals("", out.toString());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Mailtls.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    /** A port that can be had by a port base: the highest that a system may give are above those. */
    private static ServerSocket someTakenPort() throws Exception {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        while (socket.getLocalPort() > HIGHEST_BASE + IMAP) {
            socket.close();
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
        return socket;
    }
}
