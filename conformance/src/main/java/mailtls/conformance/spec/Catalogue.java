package mailtls.conformance.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All requirements, in the order of the file that they are written in. */
public final class Catalogue {

    private static final String RESOURCE = "/mailtls/conformance/requirements.yaml";
    private static final int NEAREST = 5;

    private final Map<String, Requirement> byId = new LinkedHashMap<>();

    private Catalogue(List<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            if (byId.put(requirement.id(), requirement) != null) {
                throw new IllegalArgumentException("requirements: " + requirement.id() + " is there twice");
            }
        }
    }

    /** Loads the catalogue that comes with mailtls. */
    public static Catalogue load() {
        try (InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return of(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns the catalogue that is written in a text.
     *
     * @throws IllegalArgumentException if it is not written as it should be; the message names the line
     */
    public static Catalogue of(String text) {
        return new Catalogue(CatalogueReader.read(text.lines().toList()));
    }

    /** Returns all requirements. */
    public List<Requirement> all() {
        return List.copyOf(byId.values());
    }

    /** Returns the requirement with an id. */
    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Returns the requirement with an id that our own code cites.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Requirement cited(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no requirement " + id));
    }

    /** Returns the ids that look most like a word, best first: for whoever mistyped one. */
    public List<String> nearest(String word) {
        return Words.nearest(word, byId.keySet(), NEAREST);
    }

    /** Likeness of words. */
    static final class Words {

        private Words() {}

        static List<String> nearest(String word, Iterable<String> known, int howMany) {
            var distances = new LinkedHashMap<String, Integer>();
            known.forEach(other -> distances.put(other, distance(word, other)));
            return distances.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .limit(howMany)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Levenshtein's distance; a word that is contained in the other is nearer than any that is not. */
        private static int distance(String a, String b) {
            int[] row = new int[b.length() + 1];
            for (int j = 0; j <= b.length(); j++) {
                row[j] = j;
            }
            for (int i = 1; i <= a.length(); i++) {
                int diagonal = row[0];
                row[0] = i;
                for (int j = 1; j <= b.length(); j++) {
                    int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    diagonal = row[j];
                    row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
                }
            }
            return b.contains(a) ? row[b.length()] - b.length() - a.length() : row[b.length()];
        }
    }
}
