package mailtls.conformance.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

/** The cases of SMTP, played with the reference server: the MX, and submission in both modes. */
class SmtpCasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Suite SUITE = Cases.suite();
    private static final List<Case> CASES = SUITE.cases().stream()
            .filter(test -> test.protocol() == MailProtocol.SMTP)
            .filter(test -> !test.id().startsWith("smtp.Boundary."))
            .toList();

    private static ReferenceServer reference;

    @BeforeAll
    static void start() {
        reference = ReferenceServer.start();
    }

    @AfterAll
    static void stop() {
        reference.close();
    }

    @Test
    void theReferenceServerPassesWithAnAccount() {
        var account = new Account(ReferenceServer.USER, ReferenceServer.PASSWORD);

        List<Result> results = play(Optional.of(account), Optional.of(ReferenceServer.RECIPIENT));

        assertEquals("", amiss(results));
    }

    @Test
    void theReferenceServerPassesWithoutAnAccount() {
        List<Result> results = play(Optional.empty(), Optional.empty());

        assertEquals("", amiss(results));
        assertTrue(
                results.stream()
                        .filter(result -> result.verdict() == Verdict.PASS)
                        .noneMatch(result ->
                                result.test().needsAccount() || result.test().needsRecipient()),
                "a case has been played that needs somebody");
    }

    @Test
    void whatIsDeliveredNeedsARecipientAndIsIntrusive() {
        List<Case> sending = CASES.stream()
                .filter(test -> test.play().contains("C: DATA\nS? 354"))
                .toList();

        assertTrue(sending.size() > 10, "the cases that send mail are gone");
        assertEquals(
                List.of(),
                sending.stream()
                        .filter(test -> !test.needsRecipient() || !test.isIntrusive())
                        .map(Case::id)
                        .toList());
    }

    private static List<Result> play(Optional<Account> account, Optional<String> recipient) {
        return reference.urls().stream()
                .map(url -> Target.parse(url, Trust.in(List.of(reference.authority())), account, PATIENCE))
                .map(target -> recipient.map(target::withRecipient).orElse(target))
                .filter(target -> target.protocol() == MailProtocol.SMTP)
                .flatMap(target ->
                        Examination.of(target, Profile.of(target), CATALOGUE, 1)
                                .intrusive()
                                .run(CASES, result -> {})
                                .stream())
                .toList();
    }

    /** Returns what is neither passed nor left out, a line each. */
    private static String amiss(List<Result> results) {
        return results.stream()
                .filter(result -> !EnumSet.of(Verdict.PASS, Verdict.SKIP).contains(result.verdict()))
                .map(result -> result.verdict() + " " + result.test().id() + ": " + result.reason())
                .collect(Collectors.joining("\n"));
    }
}
