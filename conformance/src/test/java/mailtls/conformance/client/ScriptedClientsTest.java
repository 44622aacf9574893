package mailtls.conformance.client;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that do as they should. */
class ScriptedClientsTest {

    static final Certificates CERTIFICATES = Certificates.of("localhost");
    static final Catalogue CATALOGUE = Catalogue.load();

    /** A case is mostly a wait: for a client that should be silent, or for the next octets. */
    static final int AT_ONCE = 12;

    /** Whoever is not done by then waits for what never comes; some cases are made of that. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long nobody must say anything where silence is right. */
    private static final Duration MOMENT = Duration.ofMillis(150);

    static ClientExamination examination(MailProtocol protocol, Mode mode, Client client) {
        var settings = new ClientExamination.Settings(
                Profile.MUA,
                "localhost",
                Optional.empty(),
                0,
                1,
                PATIENCE,
                MOMENT,
                CERTIFICATES,
                ClientExamination.USUAL_MAIL);
        return new ClientExamination(new ClientUnderTest(protocol, mode, "a client"), client, settings, CATALOGUE);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aClientThatDoesAsItShouldPasses(MailProtocol protocol, Mode mode) throws InterruptedException {
        List<Case> cases = ClientCases.suite().cases();

        List<Result> results = examination(protocol, mode, ClientMutant.client(Flaw.NONE, protocol, mode))
                .run(cases, AT_ONCE, result -> {});

        assertFalse(results.isEmpty());
        assertEquals(
                "",
                results.stream()
                        .filter(result -> !Set.of(Verdict.PASS, Verdict.SKIP, Verdict.NOT_OBSERVABLE)
                                .contains(result.verdict()))
                        .map(ScriptedClientsTest::told)
                        .collect(joining("\n")));
    }

    static Stream<Arguments> ways() {
        return Stream.of(MailProtocol.values())
                .flatMap(protocol -> Stream.of(Mode.values()).map(mode -> Arguments.of(protocol, mode)));
    }

    static String told(Result result) {
        return "%s %s: %s\n%s"
                .formatted(
                        result.verdict(),
                        result.test().id(),
                        result.reason(),
                        result.evidence().transcript().map(said -> said.print()).orElse(""));
    }
}
