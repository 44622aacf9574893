package mailtls.conformance.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The requirements that no case decides, each with the reason why none can. */
public final class Undecided {

    private final Map<String, String> reasons;

    private Undecided(Map<String, String> reasons) {
        this.reasons = Collections.unmodifiableMap(reasons);
    }

    /** Loads those that are asked of servers. */
    public static Undecided load() {
        return load("/mailtls/conformance/undecided.tsv");
    }

    /** Loads those that are asked of clients. */
    public static Undecided ofClients() {
        return load("/mailtls/conformance/undecided-clients.tsv");
    }

    private static Undecided load(String name) {
        try (InputStream resource = Undecided.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return of(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns those that a text names: an id, a tab and a reason on each line; {@code #} begins a remark.
     *
     * @throws IllegalArgumentException if a line is not like that, or an id is there twice
     */
    static Undecided of(String text) {
        var reasons = new LinkedHashMap<String, String>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            String[] columns = line.split("\t", -1);
            if (columns.length != 2 || columns[1].isBlank()) {
                throw new IllegalArgumentException("it should be an id, a tab and a reason: " + line);
            }
            if (reasons.put(columns[0], columns[1]) != null) {
                throw new IllegalArgumentException(columns[0] + " is there twice");
            }
        });
        return new Undecided(reasons);
    }

    /** Returns the reasons, by the ids of the requirements. */
    public Map<String, String> reasons() {
        return reasons;
    }

    /** Returns why no case decides a requirement, if none can. */
    public Optional<String> reason(String requirement) {
        return Optional.ofNullable(reasons.get(requirement));
    }
}
