package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.serve.ReferenceServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code mailtls bench} as it is typed, with so few sessions that nothing is measured. */
class BenchTest {

    private static final Path PAGE = Path.of("..", "docs", "bench.md");

    @TempDir
    Path temporary;

    private final StringWriter out = new StringWriter();

    @Test
    void serversAreComparedByTurns() throws Exception {
        Path json = temporary.resolve("run.json");
        try (var server = ReferenceServer.start()) {
            String pid = String.valueOf(ProcessHandle.current().pid());

            int status = run(
                    "--compare",
                    url(server, "imap") + "=one",
                    url(server, "imaps") + "=other",
                    "--server-pid",
                    "one=" + pid,
                    "--insecure",
                    "--sessions",
                    "3",
                    "--rounds",
                    "2",
                    "--warm-up",
                    "0",
                    "--report",
                    "json=" + json,
                    "--report",
                    "svg=" + temporary.resolve("run.svg"));

            assertEquals(0, status, out.toString());
        }

        JsonNode servers =
                JsonMapper.builder().build().readTree(Files.readString(json)).get("servers");
        assertEquals(List.of("one", "other"), values(servers, "name"));
        assertEquals(List.of("6", "6"), values(servers, "completed"));
        assertTrue(servers.get(0).get("figures").has("CPU per session"));
        assertFalse(servers.get(1).get("figures").has("CPU per session"), "nobody has named its process");
        assertTrue(out.toString().contains("÷ one"), out.toString());
        assertTrue(Files.size(temporary.resolve("run.svg")) > 1000);
    }

    @Test
    void aRateIsKeptFromWhenSessionsAreDue() {
        try (var server = ReferenceServer.start()) {
            int status = run(
                    url(server, "pop3s"),
                    "--insecure",
                    "--rate",
                    "200",
                    "--sessions",
                    "4",
                    "--rounds",
                    "1",
                    "--warm-up",
                    "1",
                    "--tls",
                    "1.2",
                    "--engine",
                    "jdk");

            assertEquals(0, status, out.toString());
        }

        assertTrue(out.toString().contains("open loop, 200 a second"), out.toString());
        assertTrue(out.toString().contains("response"), out.toString());
        assertTrue(out.toString().contains("TLSv1.2"), out.toString());
    }

    @Test
    void sessionsAreHeldOpen() {
        try (var server = ReferenceServer.start()) {
            String pid = String.valueOf(ProcessHandle.current().pid());

            int status = run(
                    url(server, "imap"),
                    "--insecure",
                    "--idle",
                    "--sessions",
                    "5",
                    "--warm-up",
                    "0",
                    "--concurrency",
                    "2",
                    "--server-pid",
                    pid);

            assertEquals(0, status, out.toString());
        }

        assertTrue(out.toString().contains("5 held for 0s; the server's memory: "), out.toString());
        assertTrue(out.toString().contains("memory per session"), out.toString());
    }

    @Test
    void aSessionIsMeasuredWhileOthersAreHeldOpenBesideIt() {
        try (var server = ReferenceServer.start()) {
            int status = run(
                    url(server, "imaps"),
                    "--insecure",
                    "--beside",
                    "4",
                    "--sessions",
                    "2",
                    "--rounds",
                    "1",
                    "--warm-up",
                    "0");

            assertEquals(0, status, out.toString());
        }

        assertTrue(out.toString().contains("4 idle sessions beside"), out.toString());
        assertTrue(out.toString().contains("  2 sessions, 0 failed"), out.toString());
    }

    @Test
    void withoutAUrlItIsOurOwnServerInAProcessOfItsOwn() {
        int status = run("--sessions", "1", "--rounds", "1", "--warm-up", "0", "--noop", "1");

        assertEquals(0, status, out.toString());
        for (String name : SubjectOptions.OF_THE_REFERENCE) {
            assertTrue(out.toString().contains(name), out.toString());
        }
    }

    @Test
    void aServerThatIsNotThereIsStatusThree() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertEquals(3, run("imap://127.0.0.1:" + port, "--insecure"));
        assertTrue(out.toString().startsWith("FAILED the first session with imap://127.0.0.1:" + port), out.toString());
    }

    @Test
    void aSessionThatFailsIsStatusOne() {
        try (var server = ReferenceServer.start()) {
            assertEquals(1, run(url(server, "imaps"), "--sessions", "1"));
        }
        assertTrue(out.toString().contains("handshake: untrusted"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "imap://127.0.0.1 --sessions 0",
                "imap://127.0.0.1 --rate 0",
                "imap://127.0.0.1 --rate 10 --think 1s",
                "imap://127.0.0.1 --rate 10 --idle",
                "imap://127.0.0.1 --concurrency 20001",
                "imap://127.0.0.1 --beside -1",
                "imap://127.0.0.1 --noop -1",
                "imap://127.0.0.1 --fetch 1",
                "submission://127.0.0.1 --fetch 1 --user alice --password-env PATH",
                "pop3://127.0.0.1 --noop 1",
                "imap://127.0.0.1 --tls 1.1",
                "imap://127.0.0.1 --report pdf=x",
                "imap://127.0.0.1 --server-pid 999999999",
                "imap://127.0.0.1 --server-pid other=1",
                "imap://127.0.0.1 --ca no-such-file",
                "imap://127.0.0.1 --user alice --password-env NO_SUCH_VARIABLE",
                "imap://127.0.0.1 --compare imap://127.0.0.1=x",
                "--compare imap://127.0.0.1",
                "--compare imap://127.0.0.1=x imap://127.0.0.2=x"
            })
    void whatContradictsItselfIsRefused(String line) {
        var refused = new StringWriter();
        int status = commandLine()
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    refused.write(String.valueOf(thrown.getMessage()));
                    return thrown instanceof Trouble trouble ? trouble.exitStatus() : -1;
                })
                .execute(line.split(" "));

        assertTrue(status == 64 || status == 66, status + " " + refused + out);
        assertFalse(refused.toString().isEmpty());
    }

    @Test
    void thePageTellsOfEveryOptionPhaseCountAndFigure() throws Exception {
        String page = Files.readString(PAGE);
        var options = commandLine().getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));

        var told = Pattern.compile("`(--[a-z0-9-]+)")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(
                told.containsAll(options),
                "not told: " + options.stream().filter(o -> !told.contains(o)).toList());
        Stream.of(
                        Stream.of(Phase.values()),
                        Stream.of(Count.values()),
                        Stream.of(Metric.values()),
                        Stream.of(Failure.Kind.values()))
                .flatMap(any -> any)
                .forEach(word -> assertTrue(page.contains("`" + word + "`"), "not told: " + word));
    }

    private int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        return new CommandLine(new Bench(new PrintWriter(out, true))).setErr(new PrintWriter(out, true));
    }

    private static String url(ReferenceServer server, String scheme) {
        return server.urls().stream()
                .filter(url -> url.startsWith(scheme + "://"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> values(JsonNode array, String key) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.get(key).asString())
                .toList();
    }
}
