package mailtls.conformance.suite;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import mailtls.conformance.spec.Catalogue;
import mailtls.wire.Ascii;

/**
 * A case that went wrong, so that it can be played again: the same words, the same dialogue or segments. It knows no server and no
 * secret. {@code docs/check.md} has the format of the file.
 *
 * @param test the case, with exactly what is to be played
 * @param profile what the server was taken for
 * @param seed what the random words are made from
 * @param reason what went wrong, in a line
 * @param digest of what the suite had under the name of the case when it went wrong; empty if the file is from before there was one
 */
public record Recording(Case test, Profile profile, long seed, String reason, String digest) {

    /** The version of the format. */
    static final int VERSION = 1;

    static final String FIRST_LINE = "mailtls replay ";
    static final String DIALOGUE = "dialogue:";
    static final String SEGMENTS = "segments:";

    /** How many octets of SHA-256 are written: it is about what has changed, not about who has changed it. */
    private static final int DIGEST = 8;

    /** Records a case just as the suite has it. */
    public Recording(Case test, Profile profile, long seed, String reason) {
        this(test, profile, seed, reason, digestOf(test));
    }

    /** Returns a digest of what is played in a case, as a person reads it. */
    static String digestOf(Case test) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Ascii.utf8(test.play()));
            return HexFormat.of().formatHex(digest, 0, DIGEST);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

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
        if (!digest.isEmpty()) {
            lines.add("digest: " + digest);
        }
        lines.add(played(test.script()).orElseGet(this::remarks));
        return lines.toString();
    }

    /** For the reader: what is played is what the suite has. */
    private String remarks() {
        return test.play()
                .lines()
                .map(line -> "# | " + line.replaceAll("\\p{Cc}", "?"))
                .collect(Collectors.joining("\n", "# This was played:\n", ""));
    }

    /**
     * Tells what has become of the case since the file was written.
     *
     * @param suite what there is now
     * @return a sentence; nothing if the case is the same, or the file does not say what it was
     */
    public Optional<String> changeIn(Suite suite) {
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        Optional<Case> now = suite.cases(test.protocol(), test.mode()).stream()
                .filter(one -> one.id().equals(test.id()))
                .findFirst();
        if (now.isPresent() && digestOf(now.get()).equals(digest)) {
            return Optional.empty();
        }
        String what =
                now.isPresent() ? "the case has changed since the file was written" : "there is no such case any more";
        String how =
                played(test.script()).isPresent() ? "it is played as the file has it" : "it is played as it is now";
        return Optional.of(what + ": " + how);
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
