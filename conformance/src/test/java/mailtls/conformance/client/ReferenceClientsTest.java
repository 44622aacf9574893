package mailtls.conformance.client;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.mina.MinaClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own clients meet the servers that misbehave. */
class ReferenceClientsTest {

    private static final MinaClient CLIENTS = new MinaClient();

    private static final Set<Verdict> GOOD = Set.of(Verdict.PASS, Verdict.SKIP, Verdict.NOT_OBSERVABLE);

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void ourOwnClientPasses(MailProtocol protocol, Mode mode) throws InterruptedException {
        Client client = new ReferenceClient(CLIENTS, protocol, mode);

        List<Result> results = ScriptedClientsTest.examination(protocol, mode, client)
                .run(ClientCases.suite().cases(), ScriptedClientsTest.AT_ONCE, result -> {});

        assertFalse(results.isEmpty());
        assertEquals(
                "",
                results.stream()
                        .filter(result -> !GOOD.contains(result.verdict()))
                        .map(ScriptedClientsTest::told)
                        .collect(joining("\n")));
    }

    static Stream<Arguments> ways() {
        return ScriptedClientsTest.ways();
    }
}
