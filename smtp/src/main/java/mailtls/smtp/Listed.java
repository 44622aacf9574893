package mailtls.smtp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * The extensions that a server lists, as a client sees them (RFC 5321 section 4.1.1.1).
 *
 * @param parameters what stands behind each keyword; the keywords are in upper case
 */
record Listed(Map<String, String> parameters) {

    /** None: the server knows HELO only, or was not asked. */
    static final Listed NOTHING = new Listed(Map.of());

    /** Understands the answer to EHLO. Its first line is the server's name, whatever it says. */
    static Listed of(SmtpAnswer answer) {
        var parameters = new LinkedHashMap<String, String>();
        answer.lines().stream().skip(1).forEach(line -> {
            String[] parts = line.split(" ", 2);
            parameters.put(Ascii.upper(parts[0]), parts.length == 2 ? parts[1].trim() : "");
        });
        return new Listed(parameters);
    }

    boolean has(String keyword) {
        return parameters.containsKey(keyword);
    }

    /** Returns the mechanisms of AUTH (RFC 4954 section 3). */
    List<String> mechanisms() {
        return Optional.ofNullable(parameters.get("AUTH"))
                .map(names -> List.of(names.split(" ")))
                .orElse(List.of());
    }

    /** Returns the keywords with their parameters. */
    List<String> lines() {
        return parameters.entrySet().stream()
                .map(extension -> (extension.getKey() + " " + extension.getValue()).trim())
                .toList();
    }
}
