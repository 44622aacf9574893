package mailtls.client;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who a server must prove to be.
 *
 * @param identifiers the names of which its certificate must have one
 * @param trust who may vouch for it
 */
public record Expected(Set<ReferenceId> identifiers, Trust trust) {

    public Expected {
        if (identifiers.isEmpty()) {
            throw new IllegalArgumentException("there must be a name that the server has to prove");
        }
        identifiers = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(identifiers));
    }

    /** Returns what a server must prove whose host, or address, the user named. */
    public static Expected host(String host, Trust trust) {
        return new Expected(Set.of(ReferenceId.of(host)), trust);
    }

    /**
     * Returns what a server must prove that was found by an SRV record: to be for the service, or for the domain that the user
     * named. The host in the record doesn't count, since DNS may lie (RFC 7817 section 3).
     *
     * @param service the service without its underscore: {@code imaps}
     * @param domain the domain of the mail address
     */
    public static Expected service(String service, String domain, Trust trust) {
        var identifiers = new LinkedHashSet<ReferenceId>();
        identifiers.add(new ReferenceId.DnsId(domain));
        identifiers.add(new ReferenceId.SrvId(service, domain));
        return new Expected(identifiers, trust);
    }

    /** Returns the host name for SNI (RFC 6066 section 3), which addresses have none of. */
    public Optional<String> serverName() {
        return identifiers.stream()
                .filter(ReferenceId.DnsId.class::isInstance)
                .map(id -> ((ReferenceId.DnsId) id).name())
                .findFirst();
    }

    /** Returns what checks the server's certificates. */
    public X509ExtendedTrustManager check() {
        return trust.checking(identifiers);
    }
}
