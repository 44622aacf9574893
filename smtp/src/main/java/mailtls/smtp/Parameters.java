package mailtls.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/**
 * What follows the path in MAIL and RCPT (RFC 5321 section 4.1.2).
 *
 * @param values by keyword in upper case, in their order; a value is empty where there was none
 */
record Parameters(Map<String, String> values) {

    /** No parameters. */
    static final Parameters NONE = new Parameters(Map.of());

    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*+)(?:=([!-<>-~\\x80-\\xff]++))?+");

    Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Understands parameters; nothing if one is malformed or comes twice. */
    static Optional<Parameters> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        for (String word : text.split(" +")) {
            var parameter = PARAMETER.matcher(word);
            if (!parameter.matches()) {
                return Optional.empty();
            }
            String value = Optional.ofNullable(parameter.group(2)).orElse("");
            if (values.put(Ascii.upper(parameter.group(1)), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Parameters(values));
    }

    /** Returns the keywords. */
    Set<String> keywords() {
        return values.keySet();
    }

    /** Returns whether there is a parameter of that name. */
    boolean has(String keyword) {
        return values.containsKey(keyword);
    }

    /** Prints each with a space in front. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> " " + entry.getKey() + (entry.getValue().isEmpty() ? "" : "=" + entry.getValue()))
                .collect(Collectors.joining());
    }
}
