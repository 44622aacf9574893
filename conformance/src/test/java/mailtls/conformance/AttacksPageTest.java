package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.spec.Attack;
import mailtls.conformance.spec.Attacks;
import mailtls.conformance.suite.Case;
import mailtls.machine.TableChecks;
import org.junit.jupiter.api.Test;

/** The page of the attacks is printed from what mailtls explain says, and what it says of our sources is true. */
class AttacksPageTest {

    private static final Attacks ATTACKS = Attacks.load();

    private static final String HEAD = """
            # The attacks

            What the requirements are good for: each kind of attack, or of fault, that the cases of
            [mailtls check](check.md) look for; how it works, what it gains, what was found in public, what stops it here,
            and what to do about it elsewhere. `mailtls explain ID` tells the same of one requirement or case. A test prints
            this page.
            """;

    @Test
    void thePageSaysWhatIsExplained() {
        var page = new StringJoiner("\n", HEAD, "");
        page.add("");
        ATTACKS.all().forEach(attack -> page.add(section(attack)));

        TableChecks.assertPrinted(SourceTree.ROOT.resolve("docs/attacks.md"), page.toString());
    }

    @Test
    void whatStopsAnAttackStandsWhereItIsSaidTo() {
        for (Attack attack : ATTACKS.all()) {
            String source =
                    SourceTree.text(SourceTree.ROOT.resolve(attack.ours().file()));

            assertTrue(source.contains(attack.ours().text()), () -> attack.name() + ": " + attack.ours());
        }
    }

    @Test
    void everyCaseHasAnAttackBehindIt() {
        List<Case> cases = Cases.suite().cases();

        assertFalse(cases.isEmpty());
        cases.forEach(test -> assertFalse(ATTACKS.behind(test.requirements()).isEmpty(), test.id()));
    }

    @Test
    void whatIsInTheSuiteAboutInjectionIsExplainedAsThat() {
        List<String> others = Cases.suite().cases().stream()
                .filter(test -> test.id().contains(".Boundary."))
                .filter(test -> ATTACKS.behind(test.requirements()).stream()
                        .noneMatch(attack -> attack.name().equals("injection")))
                .map(Case::id)
                .toList();

        assertEquals(List.of(), others);
    }

    private static String section(Attack attack) {
        var section = new StringJoiner("\n", "## " + attack.title() + "\n\n", "\n");
        section.add(wrapped("**How.** " + attack.how()) + "\n");
        section.add(wrapped("**What it gains.** " + attack.gain()) + "\n");
        attack.known().ifPresent(known -> section.add(wrapped("**In public.** " + known + ".") + "\n"));
        section.add(wrapped("**What stops it here.** " + attack.why()) + "\n");
        section.add("`" + attack.ours().text() + "` in\n[" + attack.ours().file() + "](../"
                + attack.ours().file() + ")\n");
        if (!attack.fixes().isEmpty()) {
            section.add("| Elsewhere | |\n|---|---|");
            attack.fixes()
                    .forEach((software, what) -> section.add(
                            "| " + software + " | " + what.replace("|", "\\|").replace("<", "&lt;") + " |"));
            section.add("");
        }
        section.add(wrapped("**Cases.** " + cases(attack)));
        return section.toString();
    }

    /** The generated ones by the name of their family. */
    private static String cases(Attack attack) {
        String cases = Cases.suite().cases().stream()
                .filter(test -> ATTACKS.behind(test.requirements()).contains(attack))
                .map(test -> "`" + test.id().replaceFirst("^([^.]+\\.[^.]+)\\.[^.]+\\..+", "$1.*") + "`")
                .distinct()
                .collect(Collectors.joining(", "));
        return cases.isEmpty() ? "None yet." : cases + ".";
    }

    private static String wrapped(String text) {
        var lines = new StringJoiner("\n");
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > 119 && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        return lines.add(line.toString().stripTrailing()).toString();
    }
}
