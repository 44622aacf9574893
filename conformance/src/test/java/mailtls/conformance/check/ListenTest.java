package mailtls.conformance.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mailtls.conformance.Mailtls;
import mailtls.conformance.client.Invitation;
import mailtls.conformance.client.TestClients;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that somebody else starts come to a mailtls that is a process of its own. */
class ListenTest {

    private static final String FIRST = "client.pop3.MissingStls.NOT_LISTED";
    private static final String SECOND = "client.pop3.MissingStls.REFUSED";

    @Test
    @Timeout(120)
    void itEndsWithAReportWhenEachPortHasBeenVisited() throws Exception {
        Process process = listen();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            List<String> told = readUntil(SECOND, out);
            visit(port(told, FIRST), told);
            visit(port(told, SECOND), told);

            String rest = rest(out);
            assertTrue(rest.contains("2 PASS in "), rest);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Timeout(120)
    void itEndsWithAReportWhenSomebodyEndsIt() throws Exception {
        Process process = listen();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assumeTrue(process.supportsNormalTermination(), "this system has no SIGTERM");
            List<String> told = readUntil(SECOND, out);
            visit(port(told, FIRST), told);

            process.toHandle().destroy(); // Process.destroy() would close our end of its output, too

            String rest = rest(out);
            assertTrue(rest.contains("1 PASS, 1 INCONCLUSIVE in "), rest);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process listen() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Mailtls.class.getName(),
                        "check-client",
                        "--listen",
                        "--protocol",
                        "pop3",
                        "--mode",
                        "starttls",
                        "--port-base",
                        "ephemeral",
                        "--case",
                        FIRST,
                        "--case",
                        SECOND)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void visit(int port, List<String> told) throws InterruptedException {
        Path authority = Path.of(value(told, "trusting"));
        var invitation = new Invitation(
                "localhost",
                port,
                value(told, "user"),
                value(told, "password"),
                authority,
                "a-token",
                Duration.ofSeconds(20));
        TestClients.right(MailProtocol.POP3, Mode.STARTTLS).start(invitation);
    }

    private static String value(List<String> told, String name) {
        return told.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static int port(List<String> told, String id) {
        return told.stream()
                .map(String::strip)
                .filter(line -> line.endsWith(" " + id))
                .map(line -> Integer.parseInt(line.split(" +")[0]))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> readUntil(String end, BufferedReader out) throws IOException {
        var lines = new ArrayList<String>();
        String line = out.readLine();
        while (line != null) {
            lines.add(line);
            if (line.endsWith(end)) {
                return lines;
            }
            line = out.readLine();
        }
        throw new AssertionError("it ended early: " + lines);
    }

    private static String rest(BufferedReader out) {
        return out.lines().collect(Collectors.joining("\n"));
    }
}
