package mailtls.conformance.cases.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
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
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the suite asks an IMAP server, asked of our own. The generated cases are tried elsewhere. */
class ImapCasesTest {

    private static final Optional<Account> ALICE =
            Optional.of(new Account(ReferenceServer.USER, ReferenceServer.PASSWORD));

    /** What our server does not have, and so can't do right or wrong. */
    private static final Set<String> NOT_OURS = Set.of(
            "imap.UnauthenticateCommand.TLS_STAYS", "imap.IdleCommand.STARTTLS_IN_CLEAR_ENDS_IT_AND_IS_NOT_OBEYED");

    private static final String PREFIX = "imap.";
    private static final ReferenceServer SERVER = ReferenceServer.start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAPS"})
    void ourServerPassesThemWithAnAccount(Scheme scheme) {
        List<Result> results = examine(scheme, ALICE);

        assertEquals("", told(results, result -> isPassed(result) || isNotOurs(result)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAPS"})
    void withoutAnAccountOnlyWhatNeedsOneIsLeftOut(Scheme scheme) {
        List<Result> results = examine(scheme, Optional.empty());

        assertEquals(
                "",
                told(
                        results,
                        result -> isPassed(result)
                                || result.verdict() == Verdict.SKIP
                                        && result.test().needsAccount()));
        assertTrue(results.stream().anyMatch(ImapCasesTest::isPassed));
    }

    @Test
    void everyRequirementOfTheFirstTierIsDecidedOrSaidToBeUndecidable() {
        Set<String> decided = Cases.suite().cases().stream()
                .flatMap(test -> test.requirements().stream())
                .collect(toSet());
        Set<String> undecided = undecided();

        assertEquals(
                Set.of(),
                ofTheFirstTier()
                        .filter(id -> !decided.contains(id) && !undecided.contains(id))
                        .collect(toSet()));
        assertEquals(
                Set.of(),
                undecided.stream()
                        .filter(id -> decided.contains(id)
                                || Catalogue.load().find(id).isEmpty())
                        .collect(toSet()),
                "these are decided, or there are none such");
    }

    private static List<Result> examine(Scheme scheme, Optional<Account> account) {
        String url = SERVER.urls().stream()
                .filter(one -> one.startsWith(scheme + "://"))
                .findFirst()
                .orElseThrow();
        Target target = Target.parse(url, Trust.in(List.of(SERVER.authority())), account, Duration.ofSeconds(5));
        return Examination.of(target, Profile.STRICT, Catalogue.load(), 1).run(written(), result -> {});
    }

    private static List<Case> written() {
        return Cases.suite().cases().stream()
                .filter(test -> test.id().startsWith(PREFIX) && !test.id().contains(".Boundary."))
                .toList();
    }

    private static boolean isPassed(Result result) {
        return result.verdict() == Verdict.PASS;
    }

    private static boolean isNotOurs(Result result) {
        return result.verdict() == Verdict.SKIP
                && NOT_OURS.contains(result.test().id());
    }

    /** Returns what was found, but for what is as expected, for a person to read. */
    private static String told(List<Result> results, Predicate<Result> isExpected) {
        return results.stream()
                .filter(isExpected.negate())
                .map(result -> "%s %s: %s (%s)"
                        .formatted(
                                result.verdict(),
                                result.test().id(),
                                result.reason(),
                                result.evidence().expected().orElse("")))
                .collect(joining("\n"));
    }

    private static Stream<String> ofTheFirstTier() {
        return Catalogue.load().all().stream()
                .filter(requirement -> requirement.tier() == 1
                        && requirement.status() == Status.ACTIVE
                        && (requirement.role() == Role.SERVER || requirement.role() == Role.BOTH))
                .map(Requirement::id)
                .filter(id -> id.startsWith(PREFIX));
    }

    private static Set<String> undecided() {
        try (InputStream table = ImapCasesTest.class.getResourceAsStream("/mailtls/conformance/undecided-imap.tsv")) {
            return new String(table.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t")[0])
                    .collect(toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
