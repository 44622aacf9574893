package mailtls.conformance.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.spec.Catalogue;

/** Reads a {@link Recording}. */
final class RecordingReader {

    private static final Pattern KEY = Pattern.compile("([a-z]+): (.+)");
    private static final Set<String> KEYS =
            Set.of("case", "requirements", "protocol", "mode", "profile", "seed", "digest", "pause");
    private static final Pattern WRONG_TURN = Pattern.compile("dialogue, line (\\d+): (.*)", Pattern.DOTALL);

    /** The longest pause between segments, in milliseconds. */
    static final int LONGEST_PAUSE = 60_000;

    private final List<String> lines;
    private final Catalogue catalogue;
    private final Suite suite;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private String reason = "";
    private int bodyAt;

    RecordingReader(List<String> lines, Catalogue catalogue, Suite suite) {
        this.lines = lines;
        this.catalogue = catalogue;
        this.suite = suite;
    }

    Recording read() {
        if (lines.isEmpty() || !lines.get(0).equals(Recording.FIRST_LINE + Recording.VERSION)) {
            throw wrong(1, "the first line should be “" + Recording.FIRST_LINE + Recording.VERSION + "”");
        }
        for (bodyAt = 1; bodyAt < lines.size() && !isBody(lines.get(bodyAt)); bodyAt++) {
            take(bodyAt + 1, lines.get(bodyAt));
        }
        Profile profile = value("profile", Profile::named);
        long seed = value("seed", RecordingReader::number);
        String digest = values.containsKey("digest") ? value("digest", RecordingReader::hex) : "";
        return new Recording(test(), profile, seed, reason, digest);
    }

    private static boolean isBody(String line) {
        return line.equals(Recording.DIALOGUE) || line.equals(Recording.SEGMENTS);
    }

    private void take(int number, String line) {
        if (line.startsWith("#")) {
            reason = reason.isEmpty() ? line.substring(1).strip() : reason;
            return;
        }
        Matcher key = KEY.matcher(line);
        if (!key.matches() || !KEYS.contains(key.group(1))) {
            throw wrong(number, "“" + line + "” is neither a key and a value, nor dialogue: or segments:");
        }
        if (values.put(key.group(1), key.group(2)) != null) {
            throw wrong(number, "there is a second “" + key.group(1) + ":”");
        }
        numbers.put(key.group(1), number);
    }

    private Case test() {
        String id = value("case", Optional::of);
        MailProtocol protocol = value("protocol", name -> named(MailProtocol.values(), name));
        Mode mode = value("mode", name -> named(Mode.values(), name));
        List<String> requirements = value("requirements", this::known);
        return new Case(id, requirements, protocol, mode, false, script(id, protocol, mode));
    }

    private Optional<List<String>> known(String ids) {
        List<String> all = List.of(ids.split(" "));
        return all.stream().allMatch(id -> catalogue.find(id).isPresent()) ? Optional.of(all) : Optional.empty();
    }

    private Played script(String id, MailProtocol protocol, Mode mode) {
        if (bodyAt == lines.size()) {
            return suite.cases(protocol, mode).stream()
                    .filter(test -> test.id().equals(id))
                    .findFirst()
                    .map(Case::script)
                    .orElseThrow(() -> wrong(numbers.getOrDefault("case", 1), "there is no case " + id + " here"));
        }
        List<String> body = lines.subList(bodyAt + 1, lines.size());
        return lines.get(bodyAt).equals(Recording.DIALOGUE) ? dialogue(body) : crossing(protocol, mode, body);
    }

    private Played dialogue(List<String> body) {
        try {
            return Player.of(Dialogue.of(String.join("\n", body)));
        } catch (IllegalArgumentException malformed) {
            Matcher matcher = WRONG_TURN.matcher(String.valueOf(malformed.getMessage()));
            if (!matcher.matches()) {
                throw malformed;
            }
            throw wrong(bodyAt + 1 + Integer.parseInt(matcher.group(1)), matcher.group(2));
        }
    }

    private Script crossing(MailProtocol protocol, Mode mode, List<String> body) {
        if (mode != Mode.STARTTLS || body.isEmpty()) {
            throw wrong(bodyAt + 1, "segments need a mode that is starttls, and at least a line behind this one");
        }
        long pause = value("pause", text -> number(text).filter(time -> time <= LONGEST_PAUSE));
        var segments = new ArrayList<String>();
        for (int i = 0; i < body.size(); i++) {
            try {
                segments.add(Escaped.read(body.get(i)));
            } catch (IllegalArgumentException malformed) {
                throw wrong(bodyAt + 2 + i, String.valueOf(malformed.getMessage()));
            }
        }
        return new Crossing(protocol, segments, Duration.ofMillis(pause));
    }

    private <T> T value(String key, Function<String, Optional<T>> reading) {
        String text = Optional.ofNullable(values.get(key))
                .orElseThrow(() -> wrong(bodyAt, "up to here there is no “" + key + ":”"));
        return reading.apply(text)
                .orElseThrow(() -> wrong(numbers.getOrDefault(key, 1), "there is no such " + key + ": “" + text + "”"));
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<String> hex(String text) {
        return text.matches("[0-9a-f]{16}") ? Optional.of(text) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] constants, String name) {
        return Arrays.stream(constants)
                .filter(constant -> constant.toString().equals(name))
                .findFirst();
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
