package mailtls.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Role;
import mailtls.conformance.spec.Requirement.Status;
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
    private static final List<String> PREFIXES = List.of("pop3.", "tls.", "tls12.", "tls13.", "mail.");
    private static final List<String> FAMILIES = List.of(".Hellos.", ".Lifecycle.", ".Resumption.", ".Equality.");

    /** A public MX knows no users, and has no other port. */
    private static final Set<Scheme> IS_ALONE = Set.of(Scheme.SMTP);

    private static final Account ALICE = new Account(ReferenceServer.USER, ReferenceServer.PASSWORD);

    /** What the reference does not do, or refuses in clear, can't be looked at. */
    private static final Set<String> DOES_NOT_APPLY = Set.of(
            "pop3.StlsCommand.IS_REFUSED_WHERE_IT_IS_NOT_LISTED",
            "pop3.StlsCommand.FORGETS_THE_NAME",
            "pop3.StlsCommand.IS_NO_RESPONSE_OF_SASL",
            "pop3.StlsCommand.IS_REFUSED_AFTER_A_LOGIN",
            "pop3.Maildrop.HAS_A_FRESH_TIMESTAMP.STARTTLS",
            "pop3.Maildrop.HAS_A_FRESH_TIMESTAMP.IMPLICIT");

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
    void passesTheCasesOfTlsInTheOtherProtocols() {
        List<Result> results = Stream.of(MailProtocol.IMAP, MailProtocol.SMTP)
                .flatMap(Pop3AndTlsCasesTest::targets)
                .flatMap(target -> FAMILIES.stream().flatMap(family -> results(target, family).stream()))
                .toList();

        assertPassed(results);
    }

    @Test
    void everyRequirementOfTheFirstTierIsDecidedOrSaidToBeUndecidable() {
        Set<String> decided = Cases.suite().cases().stream()
                .flatMap(test -> test.requirements().stream())
                .collect(Collectors.toSet());
        Set<String> undecided = Stream.of("undecided-pop3.tsv", "undecided-tls.tsv")
                .flatMap(Pop3AndTlsCasesTest::undecided)
                .collect(Collectors.toSet());

        List<String> open = CATALOGUE.all().stream()
                .filter(asked -> asked.tier() == 1 && asked.status() == Status.ACTIVE)
                .filter(asked -> asked.role() == Role.SERVER || asked.role() == Role.BOTH)
                .map(Requirement::id)
                .filter(id -> PREFIXES.stream().anyMatch(id::startsWith))
                .filter(id -> !decided.contains(id) && !undecided.contains(id))
                .toList();

        assertEquals(List.of(), open);
        assertTrue(Collections.disjoint(decided, undecided), "something undecidable is decided");
    }

    /** Returns the ids in a table, each of a requirement that there is. */
    private static Stream<String> undecided(String table) {
        try (InputStream resource = Case.class.getResourceAsStream("/mailtls/conformance/" + table)) {
            return new String(resource.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> CATALOGUE.cited(line.split("\t")[0]).id());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Target> targets(MailProtocol protocol) {
        return server.urls().stream()
                .map(url -> Target.parse(
                        url, Trust.in(List.of(server.authority())), Optional.of(ALICE), Duration.ofSeconds(5)))
                .filter(target -> target.protocol() == protocol && !IS_ALONE.contains(target.scheme()));
    }

    private static List<Result> results(Target target, String family) {
        Suite suite = Cases.suite();
        List<Case> cases = suite.cases(target.protocol(), target.mode()).stream()
                .filter(test -> test.id().contains(family))
                .toList();
        var examination = Examination.of(target, Profile.of(target), CATALOGUE, 1);
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
