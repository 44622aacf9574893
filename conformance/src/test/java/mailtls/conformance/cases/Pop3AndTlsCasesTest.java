package mailtls.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
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

/** The reference does what the cases of POP3, and those of TLS in each protocol and mode, ask for. */
class Pop3AndTlsCasesTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final List<String> FAMILIES = List.of(".Hellos.", ".Lifecycle.", ".Resumption.", ".Equality.");

    /** A public MX knows no users, and has no other port. */
    private static final Set<Scheme> IS_ALONE = Set.of(Scheme.SMTP);

    private static final Account ALICE = new Account(ReferenceServer.USER, ReferenceServer.PASSWORD);

    /** What the reference does not do, or refuses in clear, can't be looked at; some is asked of a public MX only. */
    private static final Set<String> DOES_NOT_APPLY = Set.of(
            "pop3.StlsCommand.IS_REFUSED_WHERE_IT_IS_NOT_LISTED",
            "pop3.StlsCommand.FORGETS_THE_NAME",
            "pop3.StlsCommand.IS_NO_RESPONSE_OF_SASL",
            "pop3.StlsCommand.IS_REFUSED_AFTER_A_LOGIN",
            "smtp.Hellos.NO_NAME.STARTTLS",
            "smtp.Hellos.UNKNOWN_NAME.STARTTLS",
            "pop3.Maildrop.HAS_A_FRESH_TIMESTAMP.STARTTLS",
            "pop3.Maildrop.HAS_A_FRESH_TIMESTAMP.IMPLICIT");

    private static ReferenceServer server;
    private static Trust trust;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
        trust = Trust.in(List.of(server.authority()));
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
    void passesTheCasesOfTlsInTheOtherProtocols() {
        List<Result> results = Stream.of(MailProtocol.IMAP, MailProtocol.SMTP)
                .flatMap(Pop3AndTlsCasesTest::targets)
                .flatMap(target -> FAMILIES.stream().flatMap(family -> results(target, family).stream()))
                .toList();

        assertPassed(results);
    }

    private static Stream<Target> targets(MailProtocol protocol) {
        return server.urls().stream()
                .map(url -> Target.parse(url, trust, Optional.of(ALICE), Duration.ofSeconds(5)))
                .filter(target -> target.protocol() == protocol && !IS_ALONE.contains(target.scheme()));
    }

    private static List<Result> results(Target target, String family) {
        Suite suite = Cases.suite();
        List<Case> cases = suite.cases(target.protocol(), target.mode()).stream()
                .filter(test -> test.id().contains(family))
                .toList();
        var examination =
                Examination.of(target, Profile.of(target), CATALOGUE, 1).intrusive();
        targets(target.protocol()).filter(target::isTwinOf).findFirst().ifPresent(examination::with);
        return examination.run(cases, result -> {});
    }

    private static void assertPassed(List<Result> results) {
        List<String> failed = results.stream()
                .filter(result -> result.verdict() != Verdict.PASS)
                .filter(result -> !DOES_NOT_APPLY.contains(result.test().id()))
                .map(Pop3AndTlsCasesTest::told)
                .toList();

        assertTrue(failed.isEmpty(), () -> String.join("\n", failed));
    }

    private static String told(Result result) {
        String transcript =
                result.evidence().transcript().map(Transcript::print).orElse("");
        return "%s %s: %s%n%s".formatted(result.verdict(), result.test().id(), result.reason(), transcript);
    }
}
