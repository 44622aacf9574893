package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.serve.ReferenceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What went wrong with a server is saved and played again, to it and to a better one. */
class ReplayTest {

    private static final String CASE = "pop3.StlsCommand.REFUSES_AN_ARGUMENT";

    private final StringWriter out = new StringWriter();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    @TempDir
    private Path temporary;

    ReplayTest() throws IOException {}

    @BeforeEach
    void aServerThatSaysYesToEverything() {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket client = server.accept()) {
                        sayYes(client);
                    }
                }
            } catch (IOException closed) {
                // That is how it ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void sayYes(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        byte[] yes = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(yes);
        for (int octet = in.read(); octet >= 0 && octet != 22; octet = in.read()) {
            if (octet == '\n') {
                client.getOutputStream().write(yes);
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void whatWentWrongGoesWrongAgain() throws IOException {
        assertEquals(1, check());
        Path file = saved();

        assertEquals(1, replay(file, url()));

        assertTrue(out.toString().startsWith("FAIL " + CASE + ": the reply is “+OK”"), out.toString());
        assertTrue(out.toString().contains("C clear #1  STLS now"), out.toString());
    }

    @Test
    void aBetterServerPassesIt() throws Exception {
        check();

        try (var reference = ReferenceServer.start()) {
            String pop3 = reference.urls().stream()
                    .filter(url -> url.startsWith("pop3:"))
                    .findFirst()
                    .orElseThrow();

            assertEquals(0, replay(saved(), pop3, "--insecure"), out.toString());
        }
    }

    @Test
    void theFileNamesNoServerAndItsNameDoes() throws IOException {
        check();

        assertEquals(
                CASE + "@127.0.0.1-" + server.getLocalPort() + ".replay",
                saved().getFileName().toString());
        assertTrue(!Files.readString(saved()).contains("127.0.0.1"));
    }

    @Test
    void allThatWasSaidIsCaptured() throws IOException {
        Path pcap = temporary.resolve("x.pcap");

        check("--pcap", pcap.toString());

        assertTrue(Files.readString(pcap, StandardCharsets.ISO_8859_1).contains("STLS now\r\n"));
    }

    @Test
    void aFileThatIsNoneIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("x.replay"), "mailtls replay 1\nnonsense\n");

        assertEquals(66, replay(file, url()));
        assertEquals(66, replay(temporary.resolve("none"), url()));
    }

    @Test
    void aServerOfAnotherProtocolIsRefused() throws IOException {
        check();

        assertEquals(64, replay(saved(), url().replace("pop3", "imap")));
        assertEquals(64, replay(saved(), "http://localhost"));
    }

    private String url() {
        return "pop3://127.0.0.1:" + server.getLocalPort();
    }

    private Path saved() throws IOException {
        try (Stream<Path> files = Files.list(temporary.resolve("failures"))) {
            return files.findFirst().orElseThrow();
        }
    }

    private int check(String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "--case",
                                CASE,
                                "--save-failures",
                                temporary.resolve("failures").toString(),
                                url()),
                        Stream.of(more))
                .toList();
        return run(new Check(new PrintWriter(new StringWriter())), arguments);
    }

    private int replay(Path file, String url, String... more) {
        return run(
                new Replay(new PrintWriter(out, true)),
                Stream.concat(Stream.of(file.toString(), url), Stream.of(more)).toList());
    }

    private static int run(Object command, List<String> arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler(
                        (thrown, line, parsed) -> thrown instanceof Trouble trouble ? trouble.exitStatus() : 70)
                .execute(arguments.toArray(String[]::new));
    }
}
