package mailtls.conformance.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.spec.Requirement.Basis;
import mailtls.conformance.spec.Requirement.Harness;
import mailtls.conformance.spec.Requirement.Level;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.spec.Requirement.Role;
import mailtls.conformance.spec.Requirement.Status;
import mailtls.wire.Ascii;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the catalogue's subset of YAML, and nothing else: an entry begins with {@code - id:}, each key is on one line, text is a
 * JSON string, a list is a JSON array, and only {@code vector} is a literal block. What does not fit is an error with its line.
 */
final class CatalogueReader {

    private static final Pattern KEY = Pattern.compile("(- | {2})([a-z_]+): (.+)");
    private static final String BLOCK_INDENT = "    ";
    private static final Set<String> KEYS =
            Set.of(("id rfc section level basis protocols role phase statement observable test tier status source"
                            + " conflicts_with updated_by vector note")
                    .split(" "));

    private final JsonMapper json = new JsonMapper();
    private final List<Requirement> requirements = new ArrayList<>();
    private Optional<Entry> entry = Optional.empty();
    private boolean inBlock;

    /** An entry as it is written: where it begins, its keys, and the lines of its block. */
    private record Entry(int line, Map<String, String> values, List<String> block) {}

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException if a line is not in the subset, or an entry is not complete
     */
    static List<Requirement> read(List<String> lines) {
        var reader = new CatalogueReader();
        for (int i = 0; i < lines.size(); i++) {
            reader.read(i + 1, lines.get(i));
        }
        reader.endEntry();
        return reader.requirements;
    }

    private void read(int number, String line) {
        if (inBlock && line.startsWith(BLOCK_INDENT)) {
            current(number).block().add(line.substring(BLOCK_INDENT.length()));
            return;
        }
        inBlock = false;
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
            throw wrong(number, "not in the subset of YAML that this file keeps to");
        }
        if (key.group(1).equals("- ")) {
            endEntry();
            entry = Optional.of(new Entry(number, new LinkedHashMap<>(), new ArrayList<>()));
        }
        take(number, key.group(2), key.group(3));
    }

    private void take(int number, String key, String value) {
        if (!KEYS.contains(key)) {
            throw wrong(number, "unknown key " + key);
        }
        if (current(number).values().put(key, value) != null) {
            throw wrong(number, "key " + key + " twice");
        }
        inBlock = value.equals("|");
        if (inBlock != key.equals("vector")) {
            throw wrong(number, "vector is a block (|), and nothing else is");
        }
    }

    private Entry current(int number) {
        return entry.orElseThrow(() -> wrong(number, "no entry has begun; the first key is “- id:”"));
    }

    private void endEntry() {
        entry.ifPresent(complete -> requirements.add(requirement(complete)));
        entry = Optional.empty();
    }

    private Requirement requirement(Entry from) {
        return new Requirement(
                plain(from, "id"),
                number(from, "rfc"),
                text(from, "section"),
                word(from, "level", Level.values()),
                word(from, "basis", Basis.values()),
                Set.copyOf(list(from, "protocols")),
                word(from, "role", Role.values()),
                word(from, "phase", Phase.values()),
                text(from, "statement"),
                text(from, "observable"),
                word(from, "test", Harness.values()),
                number(from, "tier"),
                word(from, "status", Status.values()),
                list(from, "source"),
                listOrNone(from, "conflicts_with"),
                listOrNone(from, "updated_by"),
                from.block(),
                from.values().containsKey("note") ? text(from, "note") : "");
    }

    private static String plain(Entry from, String key) {
        return Optional.ofNullable(from.values().get(key))
                .orElseThrow(() -> wrong(from.line(), "the entry that begins here lacks " + key));
    }

    private static int number(Entry from, String key) {
        String digits = plain(from, key);
        if (!digits.matches("\\d{1,6}")) {
            throw wrong(from.line(), key + " is no number: " + digits);
        }
        return Integer.parseInt(digits);
    }

    private static <W extends Enum<W>> W word(Entry from, String key, W[] words) {
        String word = plain(from, key);
        String name = Ascii.upper(word).replace('-', '_');
        return Arrays.stream(words)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong(from.line(), "unknown " + key + ": " + word));
    }

    private String text(Entry from, String key) {
        try {
            return json.readValue(plain(from, key), String.class);
        } catch (JacksonException notJson) {
            throw wrong(from.line(), key + " is no JSON string");
        }
    }

    private List<String> listOrNone(Entry from, String key) {
        return from.values().containsKey(key) ? list(from, key) : List.of();
    }

    private List<String> list(Entry from, String key) {
        try {
            return List.of(json.readValue(plain(from, key), String[].class));
        } catch (JacksonException notJson) {
            throw wrong(from.line(), key + " is no JSON array of strings");
        }
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("requirements, line " + line + ": " + what);
    }
}
