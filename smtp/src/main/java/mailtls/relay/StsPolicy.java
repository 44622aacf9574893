package mailtls.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/**
 * A domain's MTA-STS policy (RFC 8461 section 3.2).
 *
 * @param mode what a failure means
 * @param exchangers the hosts that may take the domain's mail; the first label may be an asterisk
 * @param lifetime how long it may be remembered
 */
public record StsPolicy(Mode mode, List<String> exchangers, Duration lifetime) {

    /** What a failure means. */
    public enum Mode {
        /** No mail to a host that fails. */
        ENFORCE,
        /** Mail goes all the same, and the failure is reported. */
        TESTING,
        /** As if there were no policy. */
        NONE
    }

    /** The longest time a policy may ask to be remembered: about a year. */
    private static final long LONGEST_S = 31_557_600;

    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    /** Reads a policy; what is not one is nothing. Unknown fields are passed over, and of a repeated one the first counts. */
    public static Optional<StsPolicy> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        var hosts = new ArrayList<String>();
        for (String line : text.split("\r?\n")) {
            var field = FIELD.matcher(line);
            if (!field.matches()) {
                continue;
            }
            if (field.group(1).equals("mx")) {
                hosts.add(Ascii.lower(field.group(2)));
            } else {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
        }
        return of(fields, hosts);
    }

    private static Optional<StsPolicy> of(Map<String, String> fields, List<String> hosts) {
        Optional<Mode> mode = mode(fields.getOrDefault("mode", ""));
        Optional<Duration> lifetime = lifetime(fields.getOrDefault("max_age", ""));
        boolean hasHosts = !hosts.isEmpty() || mode.equals(Optional.of(Mode.NONE));
        if (!"STSv1".equals(fields.get("version"))
                || !hasHosts
                || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return Optional.empty();
        }
        return mode.flatMap(what -> lifetime.map(time -> new StsPolicy(what, List.copyOf(hosts), time)));
    }

    /** Returns whether a host may take the domain's mail (RFC 8461 section 4.1); an asterisk is one label. */
    public boolean allows(String host) {
        String name = Ascii.lower(host);
        int dot = name.indexOf('.');
        return exchangers.contains(name) || (dot > 0 && exchangers.contains("*" + name.substring(dot)));
    }

    /** Returns it as it is published, a line for each field. */
    List<String> lines() {
        var lines = new ArrayList<>(List.of("version: STSv1", "mode: " + Ascii.lower(mode.name())));
        exchangers.forEach(host -> lines.add("mx: " + host));
        lines.add("max_age: " + lifetime.toSeconds());
        return lines;
    }

    private static Optional<Mode> mode(String word) {
        return switch (word) {
            case "enforce" -> Optional.of(Mode.ENFORCE);
            case "testing" -> Optional.of(Mode.TESTING);
            case "none" -> Optional.of(Mode.NONE);
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> lifetime(String seconds) {
        return seconds.matches("[0-9]{1,10}") && Long.parseLong(seconds) <= LONGEST_S
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
    }
}
