package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row of a server in docs/transitions.md is cited by a test. */
class ReferenceStateMachinesTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| ((?:X|IS|PS|SS)-\\d\\d) \\|", Pattern.MULTILINE);
    private static final Pattern CITATION = Pattern.compile("\\b(?:X|IS|PS|SS)-\\d\\d\\b");

    @Test
    void everyRowOfAServerIsCitedByATest() throws IOException {
        Set<String> rows = new TreeSet<>(found(ROW, Files.readString(ROOT.resolve("docs/transitions.md"))));
        assertTrue(rows.size() > 100, "the page has lost its rows");

        rows.removeAll(citations());

        assertEquals(Set.of(), rows, "no test cites these rows");
    }

    private static Set<String> citations() throws IOException {
        Set<String> cited = new TreeSet<>();
        for (String module : List.of("core", "imap", "pop3", "smtp", "conformance")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(ReferenceStateMachinesTest::read)
                        .forEach(text -> cited.addAll(found(CITATION, text)));
            }
        }
        return cited;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .forEach(match -> found.add(match.groupCount() > 0 ? match.group(1) : match.group()));
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
