package mailtls.conformance.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All kinds of attacks that we know, in the order of the file that they are written in. */
public final class Attacks {

    private static final String RESOURCE = "/mailtls/conformance/attacks.txt";
    private static final Pattern NAME = Pattern.compile("\\[([a-z-]+)]");
    private static final Pattern KEY = Pattern.compile("(title|of|how|gain|known|ours|why|fix [^:]+): (.+)");
    private static final String FIX = "fix ";

    private final List<Attack> attacks;

    private Attacks(List<Attack> attacks) {
        this.attacks = List.copyOf(attacks);
    }

    /** Loads those that come with mailtls. */
    public static Attacks load() {
        try (InputStream resource = Attacks.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + RESOURCE);
            }
            return of(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns those that a text describes.
     *
     * @throws IllegalArgumentException if it is not written as it should be
     */
    static Attacks of(String text) {
        var entries = new LinkedHashMap<String, Map<String, String>>();
        Map<String, String> entry = Map.of();
        for (String line : unfolded(text)) {
            Matcher name = NAME.matcher(line);
            Matcher key = KEY.matcher(line);
            if (name.matches()) {
                entry = new LinkedHashMap<>();
                entries.put(name.group(1), entry);
            } else if (key.matches() && !entries.isEmpty()) {
                entry.put(key.group(1), key.group(2));
            } else {
                throw new IllegalArgumentException("attacks: neither a name nor a key: " + line);
            }
        }
        return new Attacks(entries.entrySet().stream()
                .map(named -> attack(named.getKey(), named.getValue()))
                .toList());
    }

    private static List<String> unfolded(String text) {
        return text.replace("\n ", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static Attack attack(String name, Map<String, String> entry) {
        var fixes = new LinkedHashMap<String, String>();
        entry.forEach((key, value) -> {
            if (key.startsWith(FIX)) {
                fixes.put(key.substring(FIX.length()), value);
            }
        });
        String[] ours = value(name, entry, "ours").split(" \\| ", 2);
        return new Attack(
                name,
                value(name, entry, "title"),
                Arrays.asList(value(name, entry, "of").split(" ")),
                value(name, entry, "how"),
                value(name, entry, "gain"),
                Optional.ofNullable(entry.get("known")),
                new Attack.Place(ours[0], ours[1]),
                value(name, entry, "why"),
                fixes);
    }

    private static String value(String name, Map<String, String> entry, String key) {
        return Optional.ofNullable(entry.get(key))
                .orElseThrow(() -> new IllegalArgumentException("attacks: " + name + " lacks " + key));
    }

    /** Returns all. */
    public List<Attack> all() {
        return attacks;
    }

    /** Returns what a requirement is good for: the first entry that is about it. The last one is about anything. */
    public Attack behind(String requirement) {
        return attacks.stream()
                .filter(attack -> attack.isAbout(requirement))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no attack is about " + requirement));
    }

    /** Returns what these requirements are good for, each kind once. */
    public List<Attack> behind(Collection<String> requirements) {
        var behind = new ArrayList<>(
                requirements.stream().map(this::behind).distinct().toList());
        if (behind.size() > 1) {
            behind.remove(attacks.get(attacks.size() - 1));
        }
        return List.copyOf(behind);
    }
}
