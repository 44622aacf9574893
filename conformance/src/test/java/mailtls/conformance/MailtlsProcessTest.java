package mailtls.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mailtls.conformance.command.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
class MailtlsProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path state;

    @Test
    @Timeout(120)
    void askedToStopItSaysFarewellAndEndsWell() throws Exception {
        Process process = serve();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            List<String> lines = readUntil("ready", out);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(lines, "imap\tstarttls"));
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
                assertBegins("* OK", in.readLine());
                assumeTrue(process.supportsNormalTermination(), "this system has no SIGTERM");

                process.toHandle().destroy(); // Process.destroy() would close our end of its output, too

                assertBegins("* BYE", in.readLine());
            }
            List<String> events = readUntil("stopped", out);
            assertTrue(events.stream().anyMatch(line -> line.contains("\tfarewell\t")), events.toString());
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(ExitStatus.OK, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private Process serve() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mailtls.class.getName(),
                        "serve",
                        "--port-base",
                        "ephemeral",
                        "--state",
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> readUntil(String last, BufferedReader out) throws Exception {
        var lines = new ArrayList<String>();
        String line = out.readLine();
        while (line != null && !line.equals(last)) {
            lines.add(line);
            line = out.readLine();
        }
        assertEquals(last, line, () -> "instead: " + lines);
        return lines;
    }

    private static void assertBegins(String beginning, String line) {
        assertTrue(String.valueOf(line).startsWith(beginning), line);
    }

    private static int port(List<String> lines, String listener) {
        return lines.stream()
                .filter(line -> line.startsWith("listening\t" + listener + "\t"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }
}
