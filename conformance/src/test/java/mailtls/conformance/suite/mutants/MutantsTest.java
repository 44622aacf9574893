package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that are wrong on purpose: each has to be caught by a case of the requirement that it breaks, and each case has to catch
 * one, or say why it can't.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {

    private static final Path PAGE = Path.of("../docs/mutants.md");

    private List<Kills> kills = List.of();

    /** Hundreds of servers, some of which are silent. */
    @BeforeAll
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void examineAll() {
        kills = Kills.of(mutants().toList());
    }

    static Stream<Mutant> mutants() {
        return Stream.concat(
                Stream.<Mutant[]>of(
                                ImapMutant.values(),
                                Pop3Mutant.values(),
                                SmtpMutant.values(),
                                ServiceMutant.values(),
                                PairMutant.values(),
                                NeighbourMutant.values())
                        .flatMap(Stream::of),
                Stream.concat(
                        Stream.<Fault[]>of(SmtpMailMutant.values(), SmtpAuthMutant.values())
                                .flatMap(Stream::of)
                                .flatMap(Fault::mutants),
                        TlsMutant.all()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsCaughtByACaseOfTheRequirementThatItBreaks(Mutant mutant) {
        Kills of = kills.stream()
                .filter(one -> one.mutant().equals(mutant))
                .findFirst()
                .orElseThrow();

        assertTrue(
                of.cases().stream().anyMatch(test -> test.requirements().contains(mutant.requirement())),
                () -> "no case of " + mutant.requirement() + " catches it\n" + of.told());
    }

    @Test
    void eachCaseCatchesAMutantOrSaysWhyItCant() {
        Set<String> caught = kills.stream()
                .flatMap(one -> one.cases().stream())
                .map(Case::id)
                .collect(Collectors.toSet());
        List<Spared> spared = Spared.all();

        List<String> useless = Kills.SUITE.cases().stream()
                .map(Case::id)
                .filter(id -> !caught.contains(id) && spared.stream().noneMatch(line -> line.means(id)))
                .toList();

        assertEquals("", String.join("\n", useless), "these catch nothing");
    }

    @Test
    void whatIsSaidToCatchNothingIsThere() {
        List<String> all = Kills.SUITE.cases().stream().map(Case::id).toList();

        List<String> gone = Spared.all().stream()
                .filter(line -> all.stream().noneMatch(line::means))
                .map(Spared::cases)
                .toList();

        assertEquals(List.of(), gone, "there are no such cases");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void withoutAFaultNothingIsCaught(Scheme scheme) throws IOException {
        List<Spared> spared = Spared.all();
        List<Case> cases = Kills.SUITE.cases().stream()
                .filter(test -> spared.stream().noneMatch(line -> line.means(test.id())))
                .toList();

        List<Result> results = Kills.examine(TlsMutant.right(scheme), Optional.empty(), cases);

        assertFalse(results.isEmpty());
        assertEquals(
                "",
                results.stream()
                        .filter(result -> !Set.of(Verdict.PASS, Verdict.SKIP).contains(result.verdict()))
                        .map(Kills::told)
                        .collect(joining("\n")));
    }

    static Stream<Scheme> schemes() {
        return mutants().map(mutant -> mutant.server().scheme()).distinct();
    }

    /**
     * The page says what was found; {@code -Ddocs.update} writes it. What else than its own requirement's case catches a mutant can
     * hang on the clock, so only the names are compared.
     */
    @Test
    void thePageKnowsEachMutant() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, KillsPage.of(kills));
        }
        String page = Files.readString(PAGE);

        List<String> missing = mutants()
                .map(mutant -> Ascii.lower(mutant.name()).replace('_', ' '))
                .filter(name -> !page.contains("| " + name))
                .distinct()
                .toList();

        assertEquals(List.of(), missing, "docs/mutants.md is out of date; mvn verify -Ddocs.update rewrites it");
    }
}
