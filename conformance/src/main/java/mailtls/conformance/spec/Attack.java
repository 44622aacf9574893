package mailtls.conformance.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of attack, or of fault: what requirements are good for.
 *
 * @param name what it is called here: {@code injection}
 * @param title its heading
 * @param globs which requirements it is about; {@code *} stands for any characters
 * @param how how it works
 * @param gain what an attacker has from it
 * @param known faults of the kind that are public
 * @param ours the file of ours that stops it, and the text in it that does
 * @param why why that stops it
 * @param fixes what to do about it, by the name of the software
 */
public record Attack(
        String name,
        String title,
        List<String> globs,
        String how,
        String gain,
        Optional<String> known,
        Place ours,
        String why,
        Map<String, String> fixes) {

    /**
     * A place in our sources.
     *
     * @param file its path in the repository
     * @param text something that stands there
     */
    public record Place(String file, String text) {}

    public Attack {
        globs = List.copyOf(globs);
    }

    /** Returns whether a requirement is there because of it. */
    boolean isAbout(String requirement) {
        return globs.stream().anyMatch(glob -> fits(glob, requirement));
    }

    /** Returns whether an id is one of those that a glob means. */
    static boolean fits(String glob, String id) {
        return Pattern.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q"), id);
    }
}
