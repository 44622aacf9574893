package mailtls.relay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts a day's attempts at TLS and reports them to the domains they concern (RFC 8460). It may be told by many threads.
 */
public final class TlsReport implements Consumer<TlsResult> {

    /** How many different failures of a domain are told apart; what is more is counted with the last one. */
    static final int MOST_FAILURES = 100;

    /** How many domains are counted. */
    static final int MOST_DOMAINS = 10_000;

    private record Key(String host, String address, String word) {}

    private static final class Counts {
        private long successes;
        private long failures;
        private final Map<Key, Long> details = new LinkedHashMap<>();
        private HostPolicy policy = HostPolicy.OPPORTUNISTIC;
    }

    private final Map<String, Counts> domains = new TreeMap<>();

    @Override
    public synchronized void accept(TlsResult result) {
        if (!domains.containsKey(result.domain()) && domains.size() >= MOST_DOMAINS) {
            return;
        }
        Counts counts = domains.computeIfAbsent(result.domain(), domain -> new Counts());
        counts.policy = result.policy();
        if (result.failure().isEmpty()) {
            counts.successes++;
            return;
        }
        counts.failures++;
        var key = new Key(
                result.host(),
                result.address().getHostAddress(),
                result.failure().get().word());
        if (counts.details.containsKey(key) || counts.details.size() < MOST_FAILURES) {
            counts.details.merge(key, 1L, Long::sum);
        }
    }

    /** Returns the domains that there is something to say about. */
    public synchronized List<String> domains() {
        return List.copyOf(domains.keySet());
    }

    /**
     * Returns the report for a domain as JSON (RFC 8460 section 4.4); nothing if there is nothing to say.
     *
     * @param domain whom it is for
     * @param organization who reports
     * @param contact how to ask back
     * @param id unique for this report
     * @param day the day it is about, in UTC
     */
    public synchronized Optional<String> json(
            String domain, String organization, String contact, String id, Instant day) {
        return Optional.ofNullable(domains.get(domain)).map(counts -> {
            Instant begin = day.truncatedTo(ChronoUnit.DAYS);
            return object(
                    member("organization-name", quoted(organization)),
                    member(
                            "date-range",
                            object(
                                    member("start-datetime", quoted(begin.toString())),
                                    member(
                                            "end-datetime",
                                            quoted(begin.plus(1, ChronoUnit.DAYS)
                                                    .minusSeconds(1)
                                                    .toString())))),
                    member("contact-info", quoted(contact)),
                    member("report-id", quoted(id)),
                    member("policies", "[" + policy(domain, counts) + "]"));
        });
    }

    private static String policy(String domain, Counts counts) {
        var failures = new ArrayList<String>();
        counts.details.forEach((key, times) -> failures.add(object(
                member("result-type", quoted(key.word())),
                member("receiving-mx-hostname", quoted(key.host())),
                member("receiving-ip", quoted(key.address())),
                member("failed-session-count", times.toString()))));
        return object(
                member(
                        "policy",
                        object(
                                member("policy-type", quoted(type(counts.policy))),
                                member("policy-domain", quoted(domain)))),
                member(
                        "summary",
                        object(
                                member("total-successful-session-count", Long.toString(counts.successes)),
                                member("total-failure-session-count", Long.toString(counts.failures)))),
                member("failure-details", "[" + String.join(",", failures) + "]"));
    }

    private static String type(HostPolicy policy) {
        return switch (policy) {
            case DANE, DANE_UNUSABLE, DNS_FAILED -> "tlsa";
            case STS_ENFORCE, STS_NOT_LISTED, STS_TESTING -> "sts";
            case OPPORTUNISTIC, REQUIRETLS, TLS_REQUIRED_NO -> "no-policy-found";
        };
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
