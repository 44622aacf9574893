package mailtls.conformance.suite.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cases that catch no mutant.
 *
 * @param cases the id of a case, or of several: {@code *} is any text
 * @param reason why there is none for them
 */
record Spared(String cases, String reason) {

    /** Returns the lines of the table: {@code case<TAB>reason}; {@code #} begins a remark. */
    static List<Spared> all() {
        try (InputStream table = Spared.class.getResourceAsStream("/mailtls/conformance/spared.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(columns -> new Spared(columns[0], columns[1]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns whether a case is one of them. */
    boolean means(String id) {
        String pattern =
                Arrays.stream(cases.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return id.matches(pattern);
    }
}
