package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

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

            %d servers that are wrong on purpose, each in one way: so we know that the %d cases of [the suite](check.md) see something. Each mutant
            is caught by a case of the requirement that it breaks, and each case catches a mutant, or stands at the end with the reason why it
            can't. Printed by a test from what happened (`mvn verify -Ddocs.update`). “Asked only about it” is a mutant that falls silent, or has the
            fault of another on a second port: it is asked only about the requirement that it breaks. Of generated cases only the first half of the
            name is shown, and they are asked only of mutants that break the requirement that they decide. What is wrong with TLS itself stands at
            the end, once for all protocols.
            """;

    private static final String TLS = """

            ## TLS

            Each of these is wrong in the same way in each protocol, with STARTTLS and with TLS from the beginning: %s.
            ALPN has no name for SMTP. What is wrong with the answer to a ClientHello is asked only about that, and what is wrong with records also
            about all that can become of them.

            | mutant | breaks | caught by |
            | --- | --- | --- |
            """;

    private static final String TABLE = """

            ## %s

            | mutant | breaks | caught by |
            | --- | --- | --- |
            """;

    private static final String SPARED = """

            ## Cases that catch nothing

            | cases | why |
            | --- | --- |
            """;

    private static final String NONE_SPARED = """

            ## Cases that catch nothing

            There are none.
            """;

    private KillsPage() {}

    static String of(List<Kills> kills) {
        var page = new StringBuilder(
                HEAD.formatted(kills.size(), Kills.SUITE.cases().size()));
        kills.stream()
                .filter(one -> !(one.mutant() instanceof TlsMutant))
                .collect(groupingBy(
                        one -> one.mutant().server().scheme(), LinkedHashMap::new, toCollection(LinkedHashSet::new)))
                .forEach((scheme, ofScheme) -> {
                    page.append(TABLE.formatted(scheme));
                    ofScheme.forEach(one -> page.append(row(one)));
                });
        return page.append(tls(kills)).append(spared()).toString();
    }

    private static String spared() {
        List<Spared> spared = Spared.all();
        return spared.stream()
                .map(line -> "| `%s` | %s |%n".formatted(line.cases(), line.reason()))
                .collect(joining("", spared.isEmpty() ? NONE_SPARED : SPARED, ""));
    }

    private static String tls(List<Kills> kills) {
        List<Kills> ofTls =
                kills.stream().filter(one -> one.mutant() instanceof TlsMutant).toList();
        String schemes = ofTls.stream()
                .map(one -> "`" + one.mutant().server().scheme() + "`")
                .distinct()
                .collect(joining(", "));
        return ofTls.stream()
                .collect(groupingBy(one -> one.mutant().name(), LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(same -> row(
                        same.get(0).mutant(),
                        same.stream().flatMap(one -> one.cases().stream()).toList()))
                .collect(joining("", TLS.formatted(schemes), ""));
    }

    private static String row(Kills one) {
        return row(one.mutant(), one.cases());
    }

    private static String row(Mutant mutant, List<Case> caught) {
        String name = Ascii.lower(mutant.name()).replace('_', ' ');
        return "| %s%s | `%s` | %s |%n"
                .formatted(
                        name,
                        mutant.server().isAskedOnlyAboutIt() ? " (asked only about it)" : "",
                        mutant.requirement(),
                        caughtBy(caught));
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
