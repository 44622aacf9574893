package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import mailtls.conformance.check.MailTlsCheck;
import mailtls.conformance.check.Run;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.suite.Verdict;
import mailtls.tls.ServerIdentity;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {

    @TempDir
    private Path state;

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "conscrypt"})
    void theEngineOfThatNameIsUsedAndTold(String name) throws Exception {
        try (RunningServe server = RunningServe.start(state, "--engine", name)) {
            assertEquals(List.of(name), server.linesOf("engine"));
        }
    }

    @Test
    void leftToItselfItTakesConscryptWhereThatLoads() throws Exception {
        String best = Conscrypt.isAvailable() ? "conscrypt" : "jdk";
        try (RunningServe server = RunningServe.start(state)) {
            assertEquals(List.of(best), server.linesOf("engine"));
        }
    }

    /** Everything that the suite asks, in both modes of three protocols; with the JDK's engine {@code CheckTest} asks it. */
    @Test
    void theReferencePassesAllWithConscryptToo() throws Exception {
        try (RunningServe server = RunningServe.start(state, "--engine", "conscrypt")) {
            Run run = MailTlsCheck.of(urls(server))
                    .trust(Trust.in(ServerIdentity.certificates(state.resolve("ca.pem"))))
                    .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                    .recipient(ReferenceServer.RECIPIENT)
                    .timeout(Duration.ofSeconds(30))
                    .run();

            assertFalse(run.hasFailed(), () -> failures(run));
            assertFalse(run.isUndecided());
            assertEquals(Service.values().length, run.targets().size());
        }
    }

    private static List<String> urls(RunningServe server) {
        return server.linesOf("listening").stream()
                .map(line -> line.split("\t"))
                .map(parts -> url(parts[0], parts[1].equals("implicit")) + parts[2])
                .toList();
    }

    private static String url(String protocol, boolean implicit) {
        return protocol + (implicit && !protocol.endsWith("s") ? "s" : "") + "://";
    }

    private static String failures(Run run) {
        return run.results().stream()
                .filter(result -> result.verdict().compareTo(Verdict.ERROR) >= 0)
                .map(result -> "\n" + result.test().id() + ": " + result.reason())
                .collect(Collectors.joining());
    }
}
