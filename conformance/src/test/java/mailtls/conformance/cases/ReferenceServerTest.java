package mailtls.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Suite;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference does what is asked of a server. */
class ReferenceServerTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Account ALICE = new Account(ReferenceServer.USER, ReferenceServer.PASSWORD);

    private static ReferenceServer server;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void passesEveryCaseOfPop3() {
        List<Result> results = targets(MailProtocol.POP3)
                .flatMap(target -> results(target, ".").stream())
                .toList();

        assertPassed(results);
    }

    @Test
    void passesEveryCaseOfTheTlsLayerInEachProtocolAndMode() {
        List<Result> results = Stream.of(MailProtocol.values())
                .flatMap(ReferenceServerTest::targets)
                .flatMap(target ->
                        Stream.of(".Hellos.", ".Lifecycle.").flatMap(family -> results(target, family).stream()))
                .toList();

        assertPassed(results);
    }

    private static Stream<Target> targets(MailProtocol protocol) {
        return server.urls().stream()
                .map(url -> Target.parse(
                        url, Trust.in(List.of(server.authority())), Optional.of(ALICE), Duration.ofSeconds(5)))
                .filter(target -> target.protocol() == protocol);
    }

    private static List<Result> results(Target target, String family) {
        Suite suite = Cases.suite();
        List<Case> cases = suite.cases(target.protocol(), target.mode()).stream()
                .filter(test -> test.id().contains(family))
                .toList();
        assertTrue(!cases.isEmpty(), () -> "there are no cases for " + target);
        return Examination.of(target, Profile.of(target), CATALOGUE, 1).run(cases, result -> {});
    }

    private static void assertPassed(List<Result> results) {
        var failed = new ArrayList<String>();
        for (Result result : results) {
            if (result.verdict() != Verdict.PASS) {
                failed.add("%s %s: %s %s%n%s"
                        .formatted(
                                result.verdict(),
                                result.test().id(),
                                result.reason(),
                                result.evidence().expected().orElse(""),
                                result.evidence()
                                        .transcript()
                                        .map(t -> t.print())
                                        .orElse("")));
            }
        }
        assertEquals(List.of(), failed, () -> String.join("\n", failed));
    }
}
