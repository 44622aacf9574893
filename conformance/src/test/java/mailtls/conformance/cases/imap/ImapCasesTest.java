package mailtls.conformance.cases.imap;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import mailtls.MailServer;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.imap.Imap;
import mailtls.mina.TestServer;
import mailtls.sasl.Accounts;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the suite asks an IMAP server, asked of our own, a port at a time. The generated cases are tried elsewhere. */
class ImapCasesTest {

    private static final Optional<Account> ALICE =
            Optional.of(new Account(ReferenceServer.USER, ReferenceServer.PASSWORD));

    /** What our server does not have, and so can't do right or wrong. */
    private static final Set<String> NOT_OURS =
            Set.of("imap.States.NO_CONDSTORE_IS_LEFT_OF_AN_ENABLE_IN_CLEAR", "imap.UnauthenticateCommand.TLS_STAYS");

    /** What compares two ports. */
    private static final Set<String> FOR_BOTH_PORTS = Set.of("imap.Equality.CAPABILITIES", "imap.Equality.REPLIES");

    /** What can be seen only where a password is taken in clear, which our server does not do unless it is told to. */
    private static final Set<String> FOR_LOGINS_IN_CLEAR = Set.of(
            "imap.IdleCommand.STARTTLS_IN_CLEAR_ENDS_IT_AND_IS_NOT_OBEYED",
            "imap.LoginCommand.STARTTLS_IS_NO_RESPONSE_OF_SASL",
            "imap.StartTlsCommand.IS_REFUSED_AFTER_A_LOGIN");

    private static final String PREFIX = "imap.";

    /** The generated cases have one word more in their names. */
    private static final int WORDS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ReferenceServer SERVER = ReferenceServer.start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAPS"})
    void ourServerPassesThemWithAnAccount(Scheme scheme) {
        List<Result> results = examine(target(scheme, ALICE));

        assertEquals("", told(results, result -> isPassed(result) || isLeftOut(result)));
        assertTrue(results.stream().anyMatch(ImapCasesTest::isPassed));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "IMAPS"})
    void withoutAnAccountOnlyWhatNeedsOneIsLeftOut(Scheme scheme) {
        List<Result> results = examine(target(scheme, Optional.empty()));

        assertEquals(
                "",
                told(
                        results,
                        result -> isPassed(result)
                                || isLeftOut(result)
                                || result.verdict() == Verdict.SKIP
                                        && result.test().needsAccount()));
        assertTrue(results.stream().anyMatch(ImapCasesTest::isPassed));
    }

    @Test
    void ourServerPassesThoseForLoginsInClearWhereItTakesThem() throws IOException {
        var house = new MailServer(
                "localhost",
                new Accounts().add(ReferenceServer.USER, ReferenceServer.PASSWORD),
                storeOf(ReferenceServer.USER),
                Limits.DEFAULT);
        var careless = new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.ALSO_IN_CLEAR);
        try (TestServer server = TestServer.of(Imap.server(house, careless))) {
            String url = "imap://127.0.0.1:" + server.place().getPort();

            List<Result> results = examine(Target.parse(url, Trust.anybody(), ALICE, PATIENCE)).stream()
                    .filter(result -> FOR_LOGINS_IN_CLEAR.contains(result.test().id()))
                    .toList();

            assertEquals("", told(results, ImapCasesTest::isPassed));
            assertEquals(FOR_LOGINS_IN_CLEAR.size(), results.size());
        }
    }

    private static Target target(Scheme scheme, Optional<Account> account) {
        String url = SERVER.urls().stream()
                .filter(one -> one.startsWith(scheme + "://"))
                .findFirst()
                .orElseThrow();
        return Target.parse(url, Trust.in(List.of(SERVER.authority())), account, PATIENCE);
    }

    private static List<Result> examine(Target target) {
        return Examination.of(target, Profile.STRICT, Catalogue.load(), 1)
                .intrusive()
                .run(written(), result -> {});
    }

    private static MemoryMailStore storeOf(String user) {
        var store = new MemoryMailStore(1 << 20, Set.of());
        store.addAccount(user);
        return store;
    }

    private static List<Case> written() {
        return Cases.suite().cases().stream()
                .filter(test -> test.id().startsWith(PREFIX) && test.id().split("\\.").length == WORDS)
                .toList();
    }

    private static boolean isPassed(Result result) {
        return result.verdict() == Verdict.PASS;
    }

    private static boolean isLeftOut(Result result) {
        String id = result.test().id();
        return result.verdict() == Verdict.SKIP
                && (NOT_OURS.contains(id) || FOR_BOTH_PORTS.contains(id) || FOR_LOGINS_IN_CLEAR.contains(id));
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
}
