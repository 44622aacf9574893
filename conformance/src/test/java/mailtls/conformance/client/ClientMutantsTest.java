package mailtls.conformance.client;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that are wrong on purpose, each asked only about the requirement that it breaks: each has to be caught, and each case has to
 * catch one, or say why it can't.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientMutantsTest {

    private static final Path PAGE = Path.of("../docs/client-mutants.md");
    private static final Set<Verdict> CAUGHT = Set.of(Verdict.FAIL, Verdict.WARN);

    /** Most of the time is spent waiting whether a client goes on. */
    private static final int AT_ONCE = 6;

    private final Map<ClientMutant, List<Result>> results = new LinkedHashMap<>();

    @BeforeAll
    void examineAll() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var futures = new LinkedHashMap<ClientMutant, Future<List<Result>>>();
            mutants().forEach(mutant -> futures.put(mutant, threads.submit(() -> examine(mutant))));
            for (Map.Entry<ClientMutant, Future<List<Result>>> future : futures.entrySet()) {
                results.put(future.getKey(), future.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Result> examine(ClientMutant mutant) throws InterruptedException {
        var examination = ScriptedClientsTest.examination(mutant.protocol(), mutant.mode(), mutant.client());
        var found = new ArrayList<Result>();
        for (Case test : ClientCases.suite().cases(mutant.protocol(), mutant.mode())) {
            if (test.requirements().contains(mutant.requirement())) {
                found.add(examination.examine(test));
            }
        }
        return found;
    }

    static List<ClientMutant> mutants() {
        return ClientMutant.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsCaughtByACaseOfTheRequirementThatItBreaks(ClientMutant mutant) {
        assertFalse(
                caughtBy(mutant).isEmpty(),
                () -> results.getOrDefault(mutant, List.of()).stream()
                        .map(result -> result.verdict() + " " + result.test().id() + ": " + result.reason())
                        .collect(joining("\n")));
    }

    private List<String> caughtBy(ClientMutant mutant) {
        return results.getOrDefault(mutant, List.of()).stream()
                .filter(result -> CAUGHT.contains(result.verdict()))
                .map(result -> result.test().id())
                .toList();
    }

    @Test
    void eachCaseCatchesAMutantOrSaysWhyItCant() throws IOException {
        Set<String> caught =
                mutants().stream().flatMap(mutant -> caughtBy(mutant).stream()).collect(Collectors.toSet());
        Set<String> spared = spared().keySet();

        String useless = ClientCases.suite().cases().stream()
                .map(Case::id)
                .filter(id -> !caught.contains(id) && spared.stream().noneMatch(glob -> fits(glob, id)))
                .collect(joining("\n"));

        assertEquals("", useless, "these catch nothing");
    }

    @Test
    void whatIsSaidToCatchNothingIsThere() throws IOException {
        List<String> ids = ClientCases.suite().cases().stream().map(Case::id).toList();

        assertEquals(
                List.of(),
                spared().keySet().stream()
                        .filter(glob -> ids.stream().noneMatch(id -> fits(glob, id)))
                        .toList());
    }

    /** The page says what was found; {@code -Ddocs.update} writes it. */
    @Test
    void thePageKnowsEachMutant() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page());
        }
        String page = Files.readString(PAGE);

        assertEquals(
                List.of(),
                mutants().stream()
                        .map(ClientMutant::toString)
                        .filter(name -> !page.contains("| " + name + " |"))
                        .toList(),
                "docs/client-mutants.md is out of date; mvn verify -Ddocs.update rewrites it");
    }

    private String page() throws IOException {
        String rows = mutants().stream()
                .map(mutant -> "| %s | `%s` | %s |"
                        .formatted(
                                mutant,
                                mutant.requirement(),
                                caughtBy(mutant).stream()
                                        .map(id -> "`" + id.replaceFirst("client\\.[a-z0-9]+\\.", "") + "`")
                                        .collect(joining(", "))))
                .collect(joining("\n"));
        String others = spared().entrySet().stream()
                .map(line -> "| `%s` | %s |".formatted(line.getKey(), line.getValue()))
                .collect(joining("\n"));
        return """
                # Mutants of clients

                Clients that are wrong on purpose, each in one way: so we know that the cases of [check-client](check-client.md) see
                something. Each is asked only about the requirement that it breaks. Printed by a test from what happened
                (`mvn verify -Ddocs.update`).

                | mutant | breaks | caught by |
                | --- | --- | --- |
                %s

                ## Cases that catch nothing

                | cases | why |
                | --- | --- |
                %s
                """.formatted(rows, others);
    }

    private static Map<String, String> spared() throws IOException {
        try (InputStream table =
                ClientMutantsTest.class.getResourceAsStream("/mailtls/conformance/spared-clients.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(
                            columns -> columns[0], columns -> columns[1], (one, other) -> one, LinkedHashMap::new));
        }
    }

    private static boolean fits(String glob, String id) {
        return id.matches(Stream.of(glob.split("\\*", -1))
                .map(part -> part.replace(".", "\\."))
                .collect(joining(".*")));
    }
}
