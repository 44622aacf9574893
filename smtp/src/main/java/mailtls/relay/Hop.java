package mailtls.relay;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.client.ReferenceId;

/**
 * One host to try, and what it has to have.
 *
 * @param host its name
 * @param policy what holds for it
 * @param records the TLSA records that are usable; where none is, the others
 * @param names those of which its certificate must have one, where a name counts: the first is also what the host is asked for
 *     (SNI), and with DANE that is where the TLSA records are (RFC 7672 sections 3.2.2 and 8.1)
 * @param reason why this policy holds, for a person
 * @param sts the policy of MTA-STS, where that is what holds
 */
public record Hop(
        String host,
        HostPolicy policy,
        List<Tlsa> records,
        List<String> names,
        String reason,
        Optional<StsPolicy> sts) {

    public Hop {
        records = List.copyOf(records);
        names = List.copyOf(names);
    }

    /** A host that DANE may have something to say of. */
    Hop(String host, HostPolicy policy, List<Tlsa> records, List<String> names, String reason) {
        this(host, policy, records, names, reason, Optional.empty());
    }

    /** A host that is known by its own name only. */
    Hop(String host, HostPolicy policy, String reason) {
        this(host, policy, List.of(), List.of(host), reason);
    }

    /** Returns what holds for this host of MTA-STS if there are TLSA records beside it that can't be used. */
    Hop besideUnusable(Hop dane) {
        HostPolicy both = switch (policy) {
            case STS_ENFORCE -> HostPolicy.UNUSABLE_ENFORCE;
            case STS_TESTING -> HostPolicy.UNUSABLE_TESTING;
            default -> policy;
        };
        return new Hop(host, both, dane.records(), names, dane.reason() + "; " + reason, sts);
    }

    /** Returns what the domain has published, as a report repeats it (RFC 8460 section 4.5). */
    List<String> published() {
        return sts.map(StsPolicy::lines)
                .orElseGet(() -> records.stream().map(Tlsa::toString).toList());
    }

    /** Returns what its certificate must have one of. DNS has names that no certificate has: then it would be the address. */
    Set<ReferenceId> identifiers(InetAddress address) {
        var identifiers = new LinkedHashSet<ReferenceId>();
        for (String name : names) {
            try {
                identifiers.add(new ReferenceId.DnsId(name));
            } catch (IllegalArgumentException noHostName) {
                continue; // with an underscore, as some have
            }
        }
        return identifiers.isEmpty() ? Set.of(new ReferenceId.IpId(address)) : identifiers;
    }
}
