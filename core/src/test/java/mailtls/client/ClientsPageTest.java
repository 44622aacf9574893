package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about the clients knows every failure there is, and the same source for it. */
class ClientsPageTest {

    @ParameterizedTest
    @EnumSource
    void eachFailureIsExplained(Failure failure) throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "clients.md"));

        assertTrue(
                page.stream()
                        .anyMatch(line -> line.startsWith("| `" + failure + "` | ")
                                && line.endsWith(" | " + failure.source() + " |")),
                () -> failure + " is missing, or its source isn't " + failure.source());
    }
}
