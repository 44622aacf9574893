package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/check.md whole: what the code has a word for is explained there. */
class CheckPageTest {

    @Test
    void eachWordIsOnThePage() throws IOException {
        String page = Files.readString(Path.of("../docs/check.md"));

        List<String> missing = Stream.of(
                        Stream.of("C:", "C&", "X:", "S:", "S?", "has:", "lacks:", "given:", "without:", "never:"),
                        Stream.of(Turn.Event.values()).map(Turn.Event::toString),
                        Stream.of(Verdict.values()).map(Verdict::name),
                        Stream.of(Profile.values()).map(Profile::toString))
                .flatMap(words -> words)
                .filter(word -> !page.contains("`" + word))
                .toList();

        assertEquals(List.of(), missing);
    }
}
