package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.check.Check;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Keeps docs/check.md whole: what the code has a word for is explained there. */
class CheckPageTest {

    private static final String PAGE = page();

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/check.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void eachWordIsOnThePage() {
        List<String> missing = Stream.of(
                        Stream.of("C:", "C&", "X:", "S:", "S?", "has:", "lacks:", "given:", "without:", "never:"),
                        Stream.of(Turn.Event.values()).map(Turn.Event::toString),
                        Stream.of(Verdict.values()).map(Verdict::name),
                        Stream.of(Profile.values()).map(Profile::toString))
                .flatMap(words -> words)
                .filter(word -> !PAGE.contains("`" + word))
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void eachOptionIsOnThePage() {
        List<String> missing = new CommandLine(new Check(new PrintWriter(new StringWriter())))
                .getCommandSpec().options().stream()
                        .map(option -> option.longestName())
                        .filter(name -> !PAGE.contains("`" + name))
                        .toList();

        assertEquals(List.of(), missing);
    }

    /** Whoever lets a check be intrusive knows which cases are. */
    @Test
    void eachKindOfCaseThatMayHarmIsNamed() {
        String line = PAGE.lines()
                .filter(row -> row.startsWith("| `--intrusive` | ") && row.contains("."))
                .reduce((first, last) -> last)
                .orElseThrow();

        Set<String> missing = Cases.suite().cases().stream()
                .filter(Case::isIntrusive)
                .map(test -> test.id().replaceFirst("^(\\w+\\.\\w+).*", "`$1`"))
                .filter(kind -> !line.contains(kind))
                .collect(Collectors.toSet());

        assertEquals(Set.of(), missing);
    }
}
