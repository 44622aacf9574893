package mailtls.conformance.suite.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import mailtls.MailServer;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.connection.Endpoint;
import mailtls.imap.Imap;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.pop3.StlsOverTls;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestIdentity;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that are wrong on purpose: each has to be caught by a case of the requirement that it breaks. */
class MutantsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity SERVER = AUTHORITY.signs("localhost");

    /** A fault, and what it breaks. */
    private enum Mutant {
        // spotless:off
        IMAP_KEEPS_CLEARTEXT(   "imap",       MutantsTest::imap,       right -> new KeepsBufferedCleartext(right, "STARTTLS"), "imap.starttls.extra-data"),
        POP3_KEEPS_CLEARTEXT(   "pop3",       MutantsTest::pop3,       right -> new KeepsBufferedCleartext(right, "STLS"),     "pop3.stls.no-plaintext-injection"),
        SMTP_KEEPS_CLEARTEXT(   "submission", MutantsTest::submission, right -> new KeepsBufferedCleartext(right, "STARTTLS"), "smtp.starttls.no-plaintext-injection"),
        IMAP_GREETS_AGAIN(      "imap",       MutantsTest::imap,       GreetsAgain::new,                                       "imap.starttls.no-second-greeting"),
        POP3_GREETS_AGAIN(      "pop3",       MutantsTest::pop3,       GreetsAgain::new,                                       "pop3.stls.no-second-greeting"),
        SMTP_GREETS_AGAIN(      "submission", MutantsTest::submission, GreetsAgain::new,                                       "smtp.starttls.no-second-greeting"),
        IMAP_IGNORES_ARGUMENTS( "imap",       MutantsTest::imap,       IgnoresArguments::new,                                  "imap.starttls.results"),
        POP3_IGNORES_ARGUMENTS( "pop3",       MutantsTest::pop3,       IgnoresArguments::new,                                  "pop3.stls.no-arguments"),
        SMTP_IGNORES_ARGUMENTS( "submission", MutantsTest::submission, IgnoresArguments::new,                                  "smtp.starttls.args-501"),
        SMTP_GOES_ON_IN_CLEAR(  "submission", MutantsTest::submission, GoesOnInClear::new,                                     "tls13.fatal-alert-close"),
        SMTP_LISTS_STARTTLS(    "submission", MutantsTest::submission, ListsStartTlsOverTls::new,                              "smtp.starttls.server-not-advertised-after-tls"),
        IMAP_LETS_IN(           "imap",       MutantsTest::imap,       LetsIn::new,                                            "imap.starttls.stays-not-authenticated"),
        POP3_STLS_OVER_TLS(     "pop3",       StlsOverTls::of,         right -> right,                                         "pop3.stls.capability-current-state");
        // spotless:on

        private final String scheme;
        private final Function<MailServer, Protocol> protocol;
        private final UnaryOperator<Endpoint> fault;
        private final String requirement;

        Mutant(
                String scheme,
                Function<MailServer, Protocol> protocol,
                UnaryOperator<Endpoint> fault,
                String requirement) {
            this.scheme = scheme;
            this.protocol = protocol;
            this.fault = fault;
            this.requirement = requirement;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMutantIsCaughtByACaseOfTheRequirementThatItBreaks(Mutant mutant) throws IOException {
        try (var server = new MutantServer(mutant.protocol.apply(house()), mutant.fault, context())) {
            List<Result> results = examine(mutant.scheme, server.port(), mutant.requirement);

            assertTrue(results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL), told(results));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsFaultItIsNot(Mutant mutant) throws IOException {
        Function<MailServer, Protocol> protocol =
                mutant == Mutant.POP3_STLS_OVER_TLS ? MutantsTest::pop3 : mutant.protocol;
        try (var server = new MutantServer(protocol.apply(house()), right -> right, context())) {
            List<Result> results = examine(mutant.scheme, server.port(), mutant.requirement);

            assertFalse(results.isEmpty());
            assertTrue(
                    results.stream()
                            .allMatch(
                                    result -> Set.of(Verdict.PASS, Verdict.SKIP).contains(result.verdict())),
                    told(results));
        }
    }

    @Test
    void theTextbookServerObeysWhatWasInjected() throws IOException {
        try (var server = new TextbookMina(context())) {
            List<Result> results = examine("smtp", server.port(), "smtp.starttls.no-plaintext-injection");

            assertEquals(
                    Verdict.FAIL,
                    results.stream()
                            .filter(result -> result.test().id().equals("smtp.Boundary.COMMAND.SAME_SEGMENT"))
                            .findFirst()
                            .orElseThrow()
                            .verdict(),
                    told(results));
        }
    }

    private static List<Result> examine(String scheme, int port, String requirement) {
        Target target = Target.parse(
                scheme + "://localhost:" + port,
                Trust.in(List.of(AUTHORITY.certificate())),
                Optional.empty(),
                PATIENCE);
        List<Case> cases = Cases.suite().deciding(requirement);
        return Examination.of(target, Profile.STRICT, CATALOGUE, 1).run(cases, result -> {});
    }

    private static String told(List<Result> results) {
        return results.stream()
                .map(result -> result.verdict() + " " + result.test().id() + ": " + result.reason() + "\n")
                .reduce("", String::concat);
    }

    private static SSLContext context() {
        return SERVER.contextTrusting(AUTHORITY);
    }

    private static MailServer house() {
        var store = new MemoryMailStore(1 << 20, Set.of("example.org"));
        store.addAccount("alice");
        return new MailServer("localhost", new Accounts().add("alice", "secret"), store, Limits.DEFAULT);
    }

    private static Protocol imap(MailServer house) {
        return Imap.server(house, ListenerPolicy.STARTTLS_REQUIRED);
    }

    private static Protocol pop3(MailServer house) {
        return Pop3.server(house, ListenerPolicy.STARTTLS_REQUIRED);
    }

    private static Protocol submission(MailServer house) {
        return Smtp.submission(house, ListenerPolicy.STARTTLS_REQUIRED);
    }
}
