package mailtls.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.spec.Requirement.Role;
import mailtls.conformance.spec.Requirement.Status;
import org.junit.jupiter.api.Test;

/** Each requirement of the first tier is decided by a case, or there is one reason why it is not. */
class UndecidedTest {

    private static final Set<String> DECIDED = Cases.suite().cases().stream()
            .flatMap(test -> test.requirements().stream())
            .collect(Collectors.toSet());
    private static final Map<String, String> REASONS = Undecided.load().reasons();
    private static final List<Requirement> FIRST_TIER = Catalogue.load().all().stream()
            .filter(requirement -> requirement.tier() == 1 && requirement.status() == Status.ACTIVE)
            .toList();

    @Test
    void theFirstTierIsWhole() {
        assertEquals(163, FIRST_TIER.size());
    }

    /** What is asked of clients alone no server can break; the suite for clients has it. */
    @Test
    void eachOfTheFirstTierIsDecidedOrThereIsAReason() {
        List<String> open = FIRST_TIER.stream()
                .filter(requirement -> requirement.role() != Role.CLIENT)
                .map(Requirement::id)
                .filter(id -> !DECIDED.contains(id) && !REASONS.containsKey(id))
                .toList();

        assertEquals(List.of(), open);
    }

    @Test
    void noneIsBoth() {
        assertEquals(
                List.of(), REASONS.keySet().stream().filter(DECIDED::contains).toList());
    }

    @Test
    void aCaseDecidesNothingThatIsAskedOfClientsAlone() {
        List<String> ofClients = Catalogue.load().all().stream()
                .filter(requirement -> requirement.role() == Role.CLIENT)
                .map(Requirement::id)
                .filter(id -> DECIDED.contains(id) || REASONS.containsKey(id))
                .toList();

        assertEquals(List.of(), ofClients);
    }

    @Test
    void reasonsAreOfRequirementsThatThereAre() {
        Catalogue catalogue = Catalogue.load();

        assertEquals(
                List.of(),
                REASONS.keySet().stream()
                        .filter(id -> catalogue.find(id).isEmpty())
                        .toList());
    }

    @Test
    void aLineIsAnIdAndAReasonAndIsThereOnce() {
        assertEquals(
                Map.of("a.b", "so."), Undecided.of("# a remark\n\na.b\tso.\n").reasons());
        assertThrows(IllegalArgumentException.class, () -> Undecided.of("a.b so."));
        assertThrows(IllegalArgumentException.class, () -> Undecided.of("a.b\t "));
        assertThrows(IllegalArgumentException.class, () -> Undecided.of("a.b\tso.\na.b\tso.\n"));
    }
}
