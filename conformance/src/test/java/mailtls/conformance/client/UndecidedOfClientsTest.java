package mailtls.conformance.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Role;
import mailtls.conformance.spec.Requirement.Status;
import mailtls.conformance.spec.Undecided;
import org.junit.jupiter.api.Test;

/** Each requirement of the first tier that is asked of clients is decided by a case, or there is one reason why it is not. */
class UndecidedOfClientsTest {

    private static final Set<String> DECIDED = ClientCases.suite().cases().stream()
            .flatMap(test -> test.requirements().stream())
            .collect(Collectors.toSet());
    private static final Map<String, String> REASONS = Undecided.ofClients().reasons();
    private static final List<String> ASKED = Catalogue.load().all().stream()
            .filter(requirement -> requirement.tier() == 1 && requirement.status() == Status.ACTIVE)
            .filter(requirement -> requirement.role() == Role.CLIENT || requirement.role() == Role.BOTH)
            .map(Requirement::id)
            .toList();

    @Test
    void theFirstTierIsWhole() {
        assertEquals(96, ASKED.size());
    }

    @Test
    void eachIsDecidedOrThereIsAReason() {
        assertEquals(List.of(), those(ASKED, id -> !DECIDED.contains(id) && !REASONS.containsKey(id)));
    }

    @Test
    void noneIsBoth() {
        assertEquals(List.of(), those(List.copyOf(REASONS.keySet()), DECIDED::contains));
    }

    @Test
    void reasonsAreOfRequirementsThatAreAskedOfClients() {
        assertEquals(List.of(), those(List.copyOf(REASONS.keySet()), id -> !ASKED.contains(id)));
    }

    private static List<String> those(List<String> ids, Predicate<String> wanted) {
        return ids.stream().filter(wanted).toList();
    }
}
