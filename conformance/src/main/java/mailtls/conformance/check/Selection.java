package mailtls.conformance.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Suite;

/**
 * Which cases are wanted. A name may have {@code *} in it for any characters and {@code ?} for one; the case of letters does not matter.
 *
 * @param cases names of cases; empty for all
 * @param requirements ids of requirements, one of which a case has to decide; empty for any
 * @param without names of cases that are not wanted though they are named
 */
record Selection(List<String> cases, List<String> requirements, List<String> without) {

    static final Selection ALL = new Selection(List.of(), List.of(), List.of());

    Selection {
        cases = List.copyOf(cases);
        requirements = List.copyOf(requirements);
        without = List.copyOf(without);
    }

    /** Returns those of a suite, in its order. */
    List<Case> from(Suite suite) {
        Optional<Pattern> wanted = pattern(cases);
        Optional<Pattern> unwanted = pattern(without);
        return suite.cases().stream()
                .filter(test -> wanted.map(names -> fits(names, test)).orElse(true))
                .filter(test -> !unwanted.map(names -> fits(names, test)).orElse(false))
                .filter(test ->
                        requirements.isEmpty() || test.requirements().stream().anyMatch(requirements::contains))
                .toList();
    }

    private static boolean fits(Pattern names, Case test) {
        return names.matcher(test.id()).matches();
    }

    private static Optional<Pattern> pattern(List<String> names) {
        return names.stream()
                .map(name -> Pattern.quote(name).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .reduce((one, other) -> one + "|" + other)
                .map(expression -> Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
    }
}
