package mailtls.relay;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts a day's attempts at TLS for the domains they concern (RFC 8460); the next day begins with a new one. It may be told by
 * many threads.
 */
public final class TlsReport implements Consumer<TlsResult> {

    /** How many different failures under a policy are told apart; what is more is only in the sum. */
    static final int MOST_FAILURES = 100;

    /** How many domains are counted. */
    static final int MOST_DOMAINS = 10_000;

    /** How many policies of a domain are told apart: each host may have TLSA records of its own. */
    static final int MOST_POLICIES = 20;

    /** How much of a reason is told, in characters. */
    private static final int LONGEST_REASON = 200;

    private record Applied(String type, List<String> published) {}

    private record Key(Optional<String> host, Optional<String> address, String word, String reason) {}

    private static final class Counts {
        private long successes;
        private long failures;
        private final Map<Key, Long> details = new LinkedHashMap<>();
    }

    private final Map<String, Map<Applied, Counts>> domains = new TreeMap<>();

    @Override
    public synchronized void accept(TlsResult result) {
        if (!domains.containsKey(result.domain()) && domains.size() >= MOST_DOMAINS) {
            return;
        }
        Map<Applied, Counts> policies = domains.computeIfAbsent(result.domain(), domain -> new LinkedHashMap<>());
        var applied = new Applied(result.policy().word(), result.published());
        if (policies.containsKey(applied) || policies.size() < MOST_POLICIES) {
            count(policies.computeIfAbsent(applied, policy -> new Counts()), result);
        }
    }

    private static void count(Counts counts, TlsResult result) {
        if (result.failure().isEmpty()) {
            counts.successes++;
            return;
        }
        counts.failures++;
        var key = new Key(
                result.host(),
                result.address().map(InetAddress::getHostAddress),
                result.failure().get().word(),
                result.detail().substring(0, Math.min(result.detail().length(), LONGEST_REASON)));
        if (counts.details.containsKey(key) || counts.details.size() < MOST_FAILURES) {
            counts.details.merge(key, 1L, Long::sum);
        }
    }

    /** Returns the domains that there is something to say about. */
    public synchronized List<String> domains() {
        return List.copyOf(domains.keySet());
    }

    /**
     * Returns the report for a domain (RFC 8460 section 4.4); nothing if there is nothing to say.
     *
     * @param domain whom it is for
     * @param id unique for this report: letters, digits, dots and hyphens
     * @param day the day it is about, in UTC
     */
    public synchronized Optional<Report> report(String domain, Reporter reporter, String id, Instant day) {
        Instant begin = day.truncatedTo(ChronoUnit.DAYS);
        Instant end = begin.plus(1, ChronoUnit.DAYS).minusSeconds(1);
        return Optional.ofNullable(domains.get(domain)).map(policies -> {
            String json = object(
                    member("organization-name", quoted(reporter.organization())),
                    member(
                            "date-range",
                            object(
                                    member("start-datetime", quoted(begin.toString())),
                                    member("end-datetime", quoted(end.toString())))),
                    member("contact-info", quoted(reporter.contact())),
                    member("report-id", quoted(id + "@" + reporter.submitter())),
                    member(
                            "policies",
                            array(policies.entrySet().stream()
                                    .map(policy -> policy(domain, policy.getKey(), policy.getValue())))));
            return new Report(domain, reporter, id, begin, end, json);
        });
    }

    private static String policy(String domain, Applied applied, Counts counts) {
        return object(
                member("policy", applied(domain, applied)),
                member(
                        "summary",
                        object(
                                member("total-successful-session-count", Long.toString(counts.successes)),
                                member("total-failure-session-count", Long.toString(counts.failures)))),
                member(
                        "failure-details",
                        array(counts.details.entrySet().stream()
                                .map(failure -> failure(failure.getKey(), failure.getValue())))));
    }

    private static String applied(String domain, Applied applied) {
        List<String> hosts = applied.published().stream()
                .filter(line -> line.startsWith("mx: "))
                .map(line -> line.substring("mx: ".length()))
                .toList();
        var members = new ArrayList<>(List.of(member("policy-type", quoted(applied.type()))));
        if (!applied.published().isEmpty()) {
            members.add(
                    member("policy-string", array(applied.published().stream().map(TlsReport::quoted))));
        }
        members.add(member("policy-domain", quoted(domain)));
        if (!hosts.isEmpty()) {
            members.add(member("mx-host", array(hosts.stream().map(TlsReport::quoted))));
        }
        return object(members.toArray(String[]::new));
    }

    private static String failure(Key failure, Long times) {
        var members = new ArrayList<>(List.of(member("result-type", quoted(failure.word()))));
        failure.host().ifPresent(host -> members.add(member("receiving-mx-hostname", quoted(host))));
        failure.address().ifPresent(address -> members.add(member("receiving-ip", quoted(address))));
        members.add(member("failed-session-count", times.toString()));
        members.add(member("failure-reason-code", quoted(failure.reason())));
        return object(members.toArray(String[]::new));
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String array(Stream<String> elements) {
        return elements.collect(Collectors.joining(",", "[", "]"));
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
