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
     * @param records those that can be used; where none can, the others
     * @param reason the same in words
     */
    record Found(HostPolicy policy, String baseDomain, List<Tlsa> records, String reason) {

        private Found(HostPolicy policy, String host, String reason) {
            this(policy, host, List.of(), reason);
        }
    }

    Found of(String host) {
        Answer<InetAddress> addresses = names.addresses(host);
        Answer<String> candidates = candidates(host, addresses);
        if (candidates.hasFailed()) {
            return new Found(HostPolicy.DNS_FAILED, host, "its addresses are forged or can't be had");
        }
        for (String baseDomain : candidates.records()) {
            Answer<Tlsa> records = names.tlsa(baseDomain, port);
            if (records.hasFailed()) {
                return new Found(HostPolicy.DNS_FAILED, host, place(baseDomain) + " is forged or can't be had");
            }
            if (records.isSecure() && !records.records().isEmpty()) {
                return found(baseDomain, records);
            }
        }
        return new Found(
                HostPolicy.OPPORTUNISTIC,
                host,
                candidates.records().isEmpty() ? "its addresses are not signed" : "it has no signed TLSA records");
    }

    private Found found(String baseDomain, Answer<Tlsa> records) {
        List<Tlsa> usable = records.only(Tlsa::isUsable).records();
        return usable.isEmpty()
                ? new Found(
                        HostPolicy.DANE_UNUSABLE,
                        baseDomain,
                        records.records(),
                        place(baseDomain) + " has only records of no use")
                : new Found(HostPolicy.DANE, baseDomain, usable, place(baseDomain) + " is signed");
    }

    private String place(String baseDomain) {
        return "TLSA _" + port + "._tcp." + baseDomain;
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
