package mailtls.relay;

import java.net.InetAddress;
import java.util.List;

/** Looks for the TLSA records of a host (RFC 7672 sections 2.2.2 and 2.2.3): addresses first, and what they say of aliases. */
record TlsaSearch(Names names, int port) {

    /**
     * What was found.
     *
     * @param policy what follows: DANE, DANE_UNUSABLE, DNS_FAILED, or OPPORTUNISTIC where there is no DANE
     * @param baseDomain the name that the records are for: the host's, or the one that it is an alias of
     * @param records those that can be used
     */
    record Found(HostPolicy policy, String baseDomain, List<Tlsa> records) {

        private Found(HostPolicy policy, String host) {
            this(policy, host, List.of());
        }
    }

    Found of(String host) {
        Answer<InetAddress> addresses = names.addresses(host);
        Answer<String> candidates = candidates(host, addresses);
        if (candidates.hasFailed()) {
            return new Found(HostPolicy.DNS_FAILED, host);
        }
        for (String baseDomain : candidates.records()) {
            Answer<Tlsa> records = names.tlsa(baseDomain, port);
            if (records.hasFailed()) {
                return new Found(HostPolicy.DNS_FAILED, host);
            }
            if (records.isSecure() && !records.records().isEmpty()) {
                return found(baseDomain, records.only(Tlsa::isUsable).records());
            }
        }
        return new Found(HostPolicy.OPPORTUNISTIC, host);
    }

    private static Found found(String baseDomain, List<Tlsa> usable) {
        return new Found(usable.isEmpty() ? HostPolicy.DANE_UNUSABLE : HostPolicy.DANE, baseDomain, usable);
    }

    /**
     * Returns the names where records may be: where addresses are signed, the end of a chain of aliases and then its beginning,
     * but nothing between; where they are not, the beginning, if that is signed.
     */
    private Answer<String> candidates(String host, Answer<InetAddress> addresses) {
        if (addresses.hasFailed()) {
            return Answer.failed();
        }
        if (addresses.isSecure()) {
            return Answer.secure(
                    addresses.canonicalName().map(end -> List.of(end, host)).orElse(List.of(host)));
        }
        if (addresses.canonicalName().isEmpty()) {
            return Answer.insecure(List.of()); // whose servers may not know TLSA at all
        }
        Answer<String> beginning = names.alias(host);
        return new Answer<>(beginning.isSecure() ? List.of(host) : List.of(), beginning.surety());
    }
}
