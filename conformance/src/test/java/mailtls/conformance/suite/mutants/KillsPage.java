package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mailtls.conformance.suite.Case;
import mailtls.wire.Ascii;

/** The kill matrix as a page. */
final class KillsPage {

    private static final String HEAD = """
            # Mutants

            Servers that are wrong on purpose, each in one way: so we know that the cases of [the suite](check.md) see something. Each mutant is
            caught by a case of the requirement that it breaks, and each case catches a mutant, or stands in the table at the end with the reason
            why it can't. Printed by a test from what happened (`mvn verify -Ddocs.update`). “Asked only about it” is a mutant that
            falls silent, or has the fault of another on another port: it is asked only about the requirement that it breaks. Of generated cases only
            the first half of the name is shown, and they are asked only of mutants that break the requirement that they decide.
            """;

    private static final String TABLE = """

            ## %s

            | mutant | breaks | caught by |
            | --- | --- | --- |
            """;

    private KillsPage() {}

    static String of(List<Kills> kills) {
        var page = new StringBuilder(HEAD);
        kills.stream()
                .collect(groupingBy(
                        one -> one.mutant().server().scheme(), LinkedHashMap::new, toCollection(LinkedHashSet::new)))
                .forEach((scheme, ofScheme) -> {
                    page.append(TABLE.formatted(scheme));
                    ofScheme.forEach(one -> page.append(row(one)));
                });
        page.append(SPARED);
        Spared.all().forEach(line -> page.append("| `%s` | %s |%n".formatted(line.cases(), line.reason())));
        return page.toString();
    }

    private static final String SPARED = """

            ## Cases that catch nothing

            | cases | why |
            | --- | --- |
            """;

    private static String row(Kills one) {
        Mutant mutant = one.mutant();
        String name = Ascii.lower(mutant.name()).replace('_', ' ');
        return "| %s%s | `%s` | %s |%n"
                .formatted(
                        name,
                        mutant.server().isAskedOnlyAboutIt() ? " (asked only about it)" : "",
                        mutant.requirement(),
                        caughtBy(one.cases()));
    }

    /** Section by section; the protocol goes without saying. */
    private static String caughtBy(List<Case> cases) {
        Map<String, Set<String>> sections = cases.stream()
                .map(test -> test.id().split("\\."))
                .collect(groupingBy(
                        id -> id[1], LinkedHashMap::new, mapping(id -> id[2], toCollection(LinkedHashSet::new))));
        return sections.entrySet().stream()
                .map(section -> section.getKey() + ": "
                        + section.getValue().stream()
                                .map(name -> "`" + name + "`")
                                .collect(joining(", ")))
                .collect(joining("; "));
    }
}
