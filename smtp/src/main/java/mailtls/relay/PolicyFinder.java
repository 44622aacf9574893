package mailtls.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Finds the hosts that take a domain's mail, and what holds for each: the message's own wish, then DANE, then MTA-STS, which must
 * not make good what DANE finds wrong (RFC 8461 section 2).
 */
public final class PolicyFinder {

    private final Names names;
    private final StsStore policies;
    private final int port;
    private final Predicate<String> requiresDane;

    /**
     * Makes a finder.
     *
     * @param port where mail is taken: 25, but in labs
     */
    public PolicyFinder(Names names, StsStore policies, int port) {
        this(names, policies, port, domain -> false);
    }

    /**
     * Makes a finder.
     *
     * @param requiresDane which domains get nothing without DANE, since that was agreed (RFC 7672 section 6)
     */
    public PolicyFinder(Names names, StsStore policies, int port, Predicate<String> requiresDane) {
        this.requiresDane = requiresDane;
        this.names = names;
        this.policies = policies;
        this.port = port;
    }

    /**
     * Returns the hosts of a domain, in the order in which to try them.
     *
     * @return nothing at all if DNS can't say; an empty list if the domain takes no mail
     */
    public Optional<List<Hop>> hops(String domain, Wish wish) {
        Answer<Names.Mx> exchangers = names.exchangers(domain);
        if (exchangers.hasFailed()) {
            return Optional.empty();
        }
        if (exchangers.records().stream().anyMatch(mx -> mx.host().isEmpty())) {
            return Optional.of(List.of()); // RFC 7505
        }
        Optional<StsPolicy> sts = policies.policy(domain).filter(policy -> policy.mode() != StsPolicy.Mode.NONE);
        List<String> hosts = exchangers.records().isEmpty()
                ? List.of(domain) // RFC 5321 section 5.1
                : exchangers.records().stream().map(Names.Mx::host).toList();
        return Optional.of(hosts.stream()
                .map(host -> requiresDane.test(domain)
                        ? required(dane(host, domain, exchangers))
                        : hop(host, wish, sts, () -> dane(host, domain, exchangers)))
                .toList());
    }

    private static Hop hop(String host, Wish wish, Optional<StsPolicy> sts, Supplier<Hop> dns) {
        if (wish == Wish.TLS_REQUIRED_NO) {
            return new Hop(host, HostPolicy.TLS_REQUIRED_NO, "the message asks for it");
        }
        Hop dane = dns.get();
        Hop found = sts.map(policy -> ofBoth(dane, policy, host)).orElse(dane);
        return wish == Wish.REQUIRETLS && asksForLess(found.policy())
                ? new Hop(host, HostPolicy.REQUIRETLS, "the message asks for it")
                : found;
    }

    /** What was agreed stands above what a message wants: that may set aside the domain's own policies only (RFC 8689 section 3). */
    private static Hop required(Hop dane) {
        boolean isProved = dane.policy() == HostPolicy.DANE || dane.policy() == HostPolicy.DNS_FAILED;
        return isProved
                ? dane
                : new Hop(dane.host(), HostPolicy.DANE_REQUIRED, dane.records(), dane.names(), dane.reason());
    }

    /** REQUIRETLS wants to know who it is (RFC 8689 section 4.2.1). */
    private static boolean asksForLess(HostPolicy policy) {
        return policy == HostPolicy.OPPORTUNISTIC
                || policy == HostPolicy.STS_TESTING
                || policy == HostPolicy.UNUSABLE_TESTING
                || policy == HostPolicy.DANE_UNUSABLE;
    }

    /**
     * DANE that has something to check, or has found something wrong, stands alone (RFC 8461 section 2). Records that can't be used
     * ask for TLS and for no proof (RFC 7672 section 2.2); they take nothing away from what MTA-STS asks for.
     */
    private static Hop ofBoth(Hop dane, StsPolicy policy, String host) {
        return switch (dane.policy()) {
            case OPPORTUNISTIC -> ofSts(policy, host);
            case DANE_UNUSABLE -> ofSts(policy, host).besideUnusable(dane);
            default -> dane;
        };
    }

    /** Without signed exchangers there is no DANE: whoever named the host may be the attacker. */
    private Hop dane(String host, String domain, Answer<Names.Mx> exchangers) {
        if (!exchangers.isSecure()) {
            return new Hop(host, HostPolicy.OPPORTUNISTIC, "MX " + domain + " is not signed");
        }
        TlsaSearch.Found found = new TlsaSearch(names, port).of(host);
        var certified = new LinkedHashSet<>(List.of(found.baseDomain()));
        certified.add(domain); // RFC 7672 section 3.2.2
        if (!exchangers.records().isEmpty()) {
            exchangers.canonicalName().ifPresent(certified::add);
        }
        return new Hop(host, found.policy(), found.records(), List.copyOf(certified), found.reason());
    }

    private static Hop ofSts(StsPolicy policy, String host) {
        if (policy.mode() == StsPolicy.Mode.TESTING) {
            return ofSts(policy, host, HostPolicy.STS_TESTING, "MTA-STS, on trial");
        }
        return policy.allows(host)
                ? ofSts(policy, host, HostPolicy.STS_ENFORCE, "MTA-STS names it")
                : ofSts(
                        policy,
                        host,
                        HostPolicy.STS_NOT_LISTED,
                        "MTA-STS names " + String.join(", ", policy.exchangers()));
    }

    private static Hop ofSts(StsPolicy policy, String host, HostPolicy holds, String reason) {
        return new Hop(host, holds, List.of(), List.of(host), reason, Optional.of(policy));
    }
}
