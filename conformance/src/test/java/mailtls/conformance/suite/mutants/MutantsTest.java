package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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

    @BeforeAll
    void examineAll() {
        kills = Kills.of(mutants().toList());
    }

    static Stream<Mutant> mutants() {
        return Stream.<Mutant[]>of(ImapMutant.values(), Pop3Mutant.values(), SmtpMutant.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void aMutantIsCaughtByACaseOfTheRequirementThatItBreaks(Mutant mutant) {
        Kills of =
                kills.stream().filter(one -> one.mutant() == mutant).findFirst().orElseThrow();

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

        List<String> useless = Cases.suite().cases().stream()
                .map(Case::id)
                .filter(id -> !caught.contains(id) && spared.stream().noneMatch(line -> line.means(id)))
                .toList();

        assertEquals("", String.join("\n", useless), "these catch nothing");
    }

    @Test
    void whatIsSaidToCatchNothingCatchesNothing() {
        List<String> caught = kills.stream()
                .flatMap(one -> one.cases().stream())
                .map(Case::id)
                .toList();
        List<String> all = Cases.suite().cases().stream().map(Case::id).toList();

        List<String> wrong = Spared.all().stream()
                .filter(line ->
                        caught.containsAll(all.stream().filter(line::means).toList()))
                .map(Spared::cases)
                .toList();

        assertEquals(List.of(), wrong, "each of these catches a mutant, or there is none");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void withoutAFaultNothingIsCaught(Scheme scheme) throws IOException {
        Broken right = sound(scheme);

        List<Result> results = Kills.examine(right, Cases.suite().cases());

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

    /** The same server as its mutants are, but for the mutants that have other rules. */
    private static Broken sound(Scheme scheme) {
        Broken any = mutants()
                .map(Mutant::server)
                .filter(server -> server.scheme() == scheme && server.wire() != WireFault.NONE
                        || server.scheme() == scheme && scheme == Scheme.SMTP)
                .findFirst()
                .orElseThrow();
        return Broken.of(scheme, any.protocol());
    }

    /** The page says what was found. With {@code -Ddocs.update} it is written instead. */
    @Test
    void thePageIsUpToDate() throws IOException {
        String page = KillsPage.of(kills);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }

        assertTrue(Files.exists(PAGE), "docs/mutants.md is missing; mvn verify -Ddocs.update writes it");
        assertEquals(
                Files.readString(PAGE), page, "docs/mutants.md is out of date; mvn verify -Ddocs.update rewrites it");
    }
}
