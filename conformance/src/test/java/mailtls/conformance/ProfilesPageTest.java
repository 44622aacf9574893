package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Level;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page says of each profile what it asks, and it is so. */
class ProfilesPageTest {

    private static final List<Requirement> ALL = Catalogue.load().all();
    private static final String PAGE = SourceTree.text(SourceTree.ROOT.resolve("docs/check.md"));

    @ParameterizedTest
    @EnumSource
    void thePageSaysWhatAProfileAsks(Profile profile) {
        String row = "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        profile,
                        verdicts(profile, Level.MUST, Level.MUST_NOT),
                        verdicts(profile, Level.SHOULD, Level.SHOULD_NOT),
                        verdicts(profile, Level.MAY),
                        notAsked(profile));

        assertTrue(PAGE.lines().anyMatch(row::equals), () -> "docs/check.md lacks the row\n" + row);
    }

    @Test
    void eachMustThatIsOnlyWarnedOfIsNamed() {
        List<String> missing = ALL.stream()
                .filter(requirement -> Set.of(Level.MUST, Level.MUST_NOT).contains(requirement.level()))
                .filter(requirement -> Profile.ACCESS143.whenBroken(requirement) != Verdict.FAIL)
                .map(Requirement::id)
                .filter(id -> !PAGE.contains("`" + id + "`"))
                .toList();

        assertEquals(List.of(), missing);
    }

    private static String verdicts(Profile profile, Level... levels) {
        return ALL.stream()
                .filter(requirement -> List.of(levels).contains(requirement.level()))
                .map(profile::whenBroken)
                .distinct()
                .map(verdict -> "`" + verdict + "`")
                .collect(Collectors.joining(" or "));
    }

    private static String notAsked(Profile profile) {
        String ids = ALL.stream()
                .filter(requirement -> !profile.asks(requirement))
                .map(requirement -> "`" + requirement.id() + "`")
                .collect(Collectors.joining(" "));
        return ids.isEmpty() ? "–" : ids;
    }
}
