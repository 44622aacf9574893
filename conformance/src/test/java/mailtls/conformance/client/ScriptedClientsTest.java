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
import mailtls.conformance.cases.client.imap.OverTls;
import mailtls.conformance.cases.client.pop3.MissingStls;
import mailtls.conformance.cases.client.smtp.ResponseInjection;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
                Optional.empty(),
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

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whoeverTalksOnAfterTheEndOfTlsHasNotTakenCleartextForAnAnswer(Mode mode) throws InterruptedException {
        Case test = OverTls.CLEARTEXT_AFTER_CLOSE_NOTIFY
                .tests()
                .filter(one -> one.mode() == mode)
                .findFirst()
                .orElseThrow();
        Client client = ClientMutant.client(Flaw.TALKS_ON_AFTER_THE_END, MailProtocol.IMAP, mode);

        Result result = examination(MailProtocol.IMAP, mode, client).examine(test);

        assertEquals(Verdict.PASS, result.verdict(), told(result));
    }

    @Test
    void whoeverResetsBeforeItGivesUpDoesNotGoOn() throws InterruptedException {
        Client client = ClientMutant.client(Flaw.RESETS_BEFORE_IT_GIVES_UP, MailProtocol.POP3, Mode.STARTTLS);

        Result result = examination(MailProtocol.POP3, Mode.STARTTLS, client).examine(MissingStls.HALF_AN_OK.test());

        assertEquals(Verdict.PASS, result.verdict(), told(result));
    }

    @Test
    void whoeverNoticesAfterTheHandshakeWhatStoodBeforeItHasNotMixedThem() throws InterruptedException {
        Client client = ClientMutant.client(Flaw.NOTICES_AFTER_THE_HANDSHAKE, MailProtocol.SMTP, Mode.STARTTLS);

        Result result =
                examination(MailProtocol.SMTP, Mode.STARTTLS, client).examine(ResponseInjection.A_FRAGMENT.test());

        assertEquals(Verdict.PASS, result.verdict(), told(result));
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
