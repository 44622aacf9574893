package mailtls.conformance.suite;

import java.util.Optional;
import java.util.StringJoiner;
import mailtls.conformance.spec.Catalogue;

/**
 * A case that went wrong, so that it can be played again: the same words, the same dialogue or segments. It knows no server and no
 * secret. {@code docs/check.md} has the format of the file.
 *
 * @param test the case, with exactly what is to be played
 * @param profile what the server was taken for
 * @param seed what the random words are made from
 * @param reason what went wrong, in a line
 */
public record Recording(Case test, Profile profile, long seed, String reason) {

    /** The version of the format. */
    static final int VERSION = 1;

    static final String FIRST_LINE = "mailtls replay ";
    static final String DIALOGUE = "dialogue:";
    static final String SEGMENTS = "segments:";

    /**
     * Reads one. The suite is asked for a case that is only named.
     *
     * @throws IllegalArgumentException if it is not written as it should be; the message names the line
     */
    public static Recording read(String text, Catalogue catalogue, Suite suite) {
        return new RecordingReader(text.lines().toList(), catalogue, suite).read();
    }

    /** Writes it. */
    public String write() {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add(FIRST_LINE + VERSION);
        lines.add("# " + reason.replaceAll("\\p{Cc}", "?"));
        lines.add("case: " + test.id());
        lines.add("requirements: " + String.join(" ", test.requirements()));
        lines.add("protocol: " + test.protocol());
        lines.add("mode: " + test.mode());
        lines.add("profile: " + profile);
        lines.add("seed: " + seed);
        played(test.script()).ifPresent(lines::add);
        return lines.toString();
    }

    /** Returns what is played; nothing where the name of the case tells. */
    private static Optional<String> played(Played script) {
        if (script instanceof Player player) {
            return Optional.of(DIALOGUE + "\n" + player);
        }
        if (script instanceof Crossing crossing) {
            var lines = new StringJoiner("\n");
            lines.add("pause: " + crossing.pause().toMillis());
            lines.add(SEGMENTS);
            crossing.segments().stream().map(Escaped::of).forEach(lines::add);
            return Optional.of(lines.toString());
        }
        return Optional.empty();
    }
}
