package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mailtls.conformance.command.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckClientTest {

    private static final String CASE = "client.pop3.MissingStls.NOT_LISTED";

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path temporary;

    @Test
    void casesAreNamedWithoutAClient() {
        assertEquals(0, check("--list", "--case", "client.pop3.*"));

        assertTrue(out.toString().contains(CASE + "\tmail.mua."), out.toString());
    }

    @Test
    void ofAClientThatDoesNotComeNothingCanBeSaid() {
        assertEquals(3, pop3("--case", CASE, "--", "true"));

        assertTrue(out.toString().contains("it has not connected (exit status 0)"), out.toString());
    }

    @Test
    void aProgramThatLeaksFails() throws IOException {
        Path report = temporary.resolve("report.json");

        int status = pop3("--case", CASE, "--report", "json=" + report, "--", "bash", "-c", """
                exec 3<>/dev/tcp/127.0.0.1/{port}
                read -r greeting <&3
                printf 'USER {user}\\r\\nPASS {password}\\r\\n' >&3
                read -r answer <&3""");

        assertEquals(1, status, out.toString());
        assertTrue(out.toString().contains("in clear"), out.toString());
        assertTrue(Files.readString(report).contains(CASE));
    }

    @Test
    void whatWentWrongGoesWrongAgain() throws IOException {
        String leaks = "exec 3<>/dev/tcp/127.0.0.1/{port}; read -r greeting <&3; printf 'USER {user}\\r\\n' >&3";
        pop3("--case", CASE, "--name", "leaky", "--save-failures", temporary.toString(), "--", "bash", "-c", leaks);
        Path file = temporary.resolve(CASE + "@leaky.replay");

        assertEquals(1, replay(file.toString(), "--", "bash", "-c", leaks), out.toString());
        assertEquals(3, replay(file.toString(), "--", "true"), out.toString());
    }

    @Test
    void aFileTellsItsReaderWhatWasPlayed() throws IOException {
        String file = Files.readString(saved());

        assertTrue(file.contains("# This was played:\n# | S: +OK ready\n# | C: CAPA\n"), file);
    }

    @Test
    void whoeverPlaysACaseThatHasChangedSinceIsTold() throws IOException {
        Path file = saved();
        Files.writeString(file, Files.readString(file).replaceFirst("digest: .*", "digest: 0123456789abcdef"));

        replay(file.toString(), "--", "true");

        assertTrue(
                out.toString()
                        .contains("NOTE: the case has changed since the file was written: it is played as it is now"),
                out.toString());
    }

    private Path saved() {
        String leaks = "exec 3<>/dev/tcp/127.0.0.1/{port}; read -r greeting <&3; printf 'USER {user}\r\n' >&3";
        pop3("--case", CASE, "--name", "leaky", "--save-failures", temporary.toString(), "--", "bash", "-c", leaks);
        return temporary.resolve(CASE + "@leaky.replay");
    }

    private int replay(String... arguments) {
        return new CommandLine(new Replay(new PrintWriter(out, true))).execute(arguments);
    }

    @Test
    void whatTheBaselineKnowsDoesNotCount() throws IOException {
        Path baseline = Files.writeString(temporary.resolve("known"), CASE + " it never comes");

        assertEquals(0, pop3("--case", CASE, "--baseline", baseline.toString(), "--", "true"));
    }

    @Test
    void whatCanNotBeStartedIsNoFaultOfOurs() {
        assertTrue(trouble("--protocol", "pop3", "--mode", "starttls", "--case", CASE, "/no/such/client")
                .contains("the client can't be started"));
    }

    @Test
    void theCommandLineHasToMakeSense() {
        assertTrue(trouble("--mode", "implicit", "true").contains("--protocol is missing"));
        assertTrue(trouble("--protocol", "imap", "--mode", "always", "true").contains("--mode: there is no"));
        assertTrue(trouble("--protocol", "imap", "--mode", "implicit").contains("nothing to start"));
        assertTrue(trouble("--protocol", "imap", "--mode", "implicit", "--profile", "mx25", "true")
                .contains("--profile: there is no"));
        assertTrue(trouble("--protocol", "imap", "--mode", "implicit", "--case", "nothing", "true")
                .contains("no case"));
    }

    private int pop3(String... arguments) {
        var all = new ArrayList<>(List.of("--protocol", "pop3", "--mode", "starttls", "--moment", "200"));
        all.addAll(List.of(arguments));
        return check(all.toArray(new String[0]));
    }

    private int check(String... arguments) {
        return new CommandLine(new CheckClient(new PrintWriter(out, true))).execute(arguments);
    }

    private String trouble(String... arguments) {
        var command = CommandLine.populateCommand(new CheckClient(new PrintWriter(out, true)), arguments);
        return String.valueOf(assertThrows(Trouble.class, command::call).getMessage());
    }
}
