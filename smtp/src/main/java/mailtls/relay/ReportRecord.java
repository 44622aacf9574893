package mailtls.relay;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailtls.wire.Ascii;

/**
 * The TXT record that says where a domain wants its reports (RFC 8460 section 3).
 *
 * @param places {@code mailto:} and {@code https:} only, in the domain's order
 */
public record ReportRecord(List<URI> places) {

    /** How many places are looked at. */
    static final int MOST_PLACES = 10;

    private static final Pattern VERSION = Pattern.compile("v=TLSRPTv1[ \\t]*;.*");
    private static final Pattern PLACES = Pattern.compile("[^;]*;(?:.*;)?[ \\t]*rua=([^;]*)(?:;.*)?");

    public ReportRecord {
        places = List.copyOf(places);
    }

    /** Returns the record among the TXT records of {@code _smtp._tls.domain}: there must be exactly one. */
    static Optional<ReportRecord> in(List<String> texts) {
        List<String> candidates =
                texts.stream().filter(text -> VERSION.matcher(text).matches()).toList();
        if (candidates.size() != 1) {
            return Optional.empty();
        }
        Matcher record = PLACES.matcher(candidates.get(0));
        return record.matches() ? Optional.of(new ReportRecord(places(record.group(1)))) : Optional.empty();
    }

    /** Asks a domain; without such a record it wants none. */
    public static Optional<ReportRecord> of(String domain, Names names) {
        return in(names.texts("_smtp._tls." + domain).records());
    }

    private static List<URI> places(String list) {
        return Arrays.stream(list.split(","))
                .limit(MOST_PLACES)
                .flatMap(text -> place(text.strip()))
                .toList();
    }

    private static Stream<URI> place(String text) {
        try {
            URI place = URI.create(text);
            String scheme = Ascii.lower(Optional.ofNullable(place.getScheme()).orElse(""));
            boolean isKnown = scheme.equals("mailto")
                    || (scheme.equals("https")
                            && Optional.ofNullable(place.getHost()).isPresent());
            return isKnown ? Stream.of(place) : Stream.empty();
        } catch (IllegalArgumentException noUri) {
            return Stream.empty();
        }
    }
}
