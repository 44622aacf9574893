package mailtls.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds the hosts that take a domain's mail, and what holds for each: the message's own wish, then DANE, then MTA-STS, which must
 * not make good what DANE finds wrong (RFC 8461 section 2).
 */
public final class PolicyFinder {

    private final Names names;
    private final StsStore policies;
    private final int port;

    /**
     * Makes a finder.
     *
     * @param port where mail is taken: 25, but in labs
     */
    public PolicyFinder(Names names, StsStore policies, int port) {
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
                .map(host -> hop(host, exchangers.isSecure(), wish, sts))
                .toList());
    }

    private Hop hop(String host, boolean signed, Wish wish, Optional<StsPolicy> sts) {
        if (wish == Wish.TLS_REQUIRED_NO) {
            return new Hop(host, HostPolicy.TLS_REQUIRED_NO, List.of());
        }
        Hop dane = signed ? daneOf(host) : new Hop(host, HostPolicy.OPPORTUNISTIC, List.of());
        if (dane.policy() != HostPolicy.OPPORTUNISTIC) {
            boolean tlsToWhomever = dane.policy() == HostPolicy.DANE_UNUSABLE && wish == Wish.REQUIRETLS;
            return tlsToWhomever ? new Hop(host, HostPolicy.REQUIRETLS, List.of()) : dane;
        }
        HostPolicy policy = sts.map(found -> ofSts(found, host)).orElse(HostPolicy.OPPORTUNISTIC);
        boolean wishIsMore =
                wish == Wish.REQUIRETLS && (policy == HostPolicy.OPPORTUNISTIC || policy == HostPolicy.STS_TESTING);
        return new Hop(host, wishIsMore ? HostPolicy.REQUIRETLS : policy, List.of());
    }

    /** RFC 7672 section 2.2: signed addresses first, then the records of the port. */
    private Hop daneOf(String host) {
        Answer<InetAddress> addresses = names.addresses(host);
        if (addresses.hasFailed()) {
            return new Hop(host, HostPolicy.DNS_FAILED, List.of());
        }
        if (!addresses.isSecure()) {
            return new Hop(host, HostPolicy.OPPORTUNISTIC, List.of());
        }
        Answer<Tlsa> found = names.tlsa(host, port);
        if (found.hasFailed()) {
            return new Hop(host, HostPolicy.DNS_FAILED, List.of());
        }
        if (!found.isSecure() || found.records().isEmpty()) {
            return new Hop(host, HostPolicy.OPPORTUNISTIC, List.of());
        }
        List<Tlsa> usable = found.only(Tlsa::isUsable).records();
        return new Hop(host, usable.isEmpty() ? HostPolicy.DANE_UNUSABLE : HostPolicy.DANE, usable);
    }

    private static HostPolicy ofSts(StsPolicy policy, String host) {
        if (policy.mode() == StsPolicy.Mode.TESTING) {
            return HostPolicy.STS_TESTING;
        }
        return policy.allows(host) ? HostPolicy.STS_ENFORCE : HostPolicy.STS_NOT_LISTED;
    }
}
