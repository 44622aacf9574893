package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import mailtls.relay.TlsaSearch.Found;
import org.junit.jupiter.api.Test;

/** Where the TLSA records of a host may be (RFC 7672 section 2.2.2), above all where the host is an alias. */
class TlsaSearchTest {

    private static final String HOST = "mail.example.test";
    private static final String END = "real.provider.test";
    private static final Tlsa ONE = new Tlsa(3, 1, 1, new byte[32]);
    private static final Tlsa OTHER = new Tlsa(2, 1, 1, new byte[32]);
    private static final List<InetAddress> ADDRESSES = List.of(InetAddress.getLoopbackAddress());

    private final FakeNames names = FakeNames.signed("example.test", HOST);
    private final List<String> asked = new ArrayList<>();

    private Found found() {
        Names watched = new Names() {
            @Override
            public Answer<Mx> exchangers(String domain) {
                return names.exchangers(domain);
            }

            @Override
            public Answer<InetAddress> addresses(String host) {
                return names.addresses(host);
            }

            @Override
            public Answer<String> alias(String name) {
                asked.add("alias " + name);
                return names.alias(name);
            }

            @Override
            public Answer<Tlsa> tlsa(String host, int port) {
                asked.add("tlsa " + host);
                return names.tlsa(host, port);
            }

            @Override
            public Answer<String> texts(String name) {
                return names.texts(name);
            }
        };
        return new TlsaSearch(watched, 25).of(HOST);
    }

    private static Found dane(String baseDomain, Tlsa record) {
        return new Found(HostPolicy.DANE, baseDomain, List.of(record), "TLSA _25._tcp." + baseDomain + " is signed");
    }

    private void signedAlias() {
        names.addresses.put(HOST, Answer.secure(ADDRESSES).at(END));
    }

    private void aliasIntoAnUnsignedZone() {
        names.addresses.put(HOST, Answer.insecure(ADDRESSES).at(END));
        names.aliases.put(HOST, Answer.secure(List.of(END)));
    }

    private void records(String name, Tlsa record) {
        names.records.put(name, Answer.secure(List.of(record)));
    }

    @Test
    void aHostThatIsNoAliasIsTheBaseDomain() {
        records(HOST, ONE);

        assertEquals(dane(HOST, ONE), found());
        assertEquals(List.of("tlsa " + HOST), asked);
    }

    @Test
    void whereASignedAliasEndsIsAskedFirst() {
        signedAlias();
        records(HOST, ONE);
        records(END, OTHER);

        assertEquals(dane(END, OTHER), found());
        assertEquals(List.of("tlsa " + END), asked);
    }

    @Test
    void whereASignedAliasBeginsIsAskedNext() {
        signedAlias();
        records(HOST, ONE);

        assertEquals(dane(HOST, ONE), found());
        assertEquals(List.of("tlsa " + END, "tlsa " + HOST), asked);
    }

    @Test
    void recordsThatNobodySignedAtTheEndDoNotHideThoseAtTheBeginning() {
        signedAlias();
        names.records.put(END, Answer.insecure(List.of(OTHER)));
        records(HOST, ONE);

        assertEquals(dane(HOST, ONE), found());
    }

    @Test
    void recordsThatCantBeUsedAtTheEndAreTheOnesAllTheSame() {
        signedAlias();
        records(END, new Tlsa(1, 1, 1, new byte[32]));
        records(HOST, ONE);

        assertEquals(HostPolicy.DANE_UNUSABLE, found().policy());
        assertEquals(END, found().baseDomain());
    }

    @Test
    void aFailureAtTheEndIsNotMadeGoodByTheBeginning() {
        signedAlias();
        names.records.put(END, Answer.failed());
        records(HOST, ONE);

        assertEquals(HostPolicy.DNS_FAILED, found().policy());
    }

    @Test
    void aSignedAliasIntoAnUnsignedZoneIsAskedForItselfOnly() {
        aliasIntoAnUnsignedZone();
        records(HOST, ONE);
        records(END, OTHER);

        assertEquals(dane(HOST, ONE), found());
        assertEquals(List.of("alias " + HOST, "tlsa " + HOST), asked);
    }

    @Test
    void anAliasThatNobodySignedHasNoDane() {
        aliasIntoAnUnsignedZone();
        names.aliases.put(HOST, Answer.insecure(List.of(END)));
        records(HOST, ONE);

        assertEquals(HostPolicy.OPPORTUNISTIC, found().policy());
        assertEquals(List.of("alias " + HOST), asked);
    }

    @Test
    void anAliasThatCantBeHadIsAFailure() {
        aliasIntoAnUnsignedZone();
        names.aliases.put(HOST, Answer.failed());

        assertEquals(HostPolicy.DNS_FAILED, found().policy());
    }

    @Test
    void anUnsignedHostIsNotAskedForRecords() {
        names.addresses.put(HOST, Answer.insecure(ADDRESSES));
        records(HOST, ONE);

        assertEquals(HostPolicy.OPPORTUNISTIC, found().policy());
        assertEquals(List.of(), asked);
    }

    @Test
    void aHostWhoseAddressesCantBeHadIsAFailure() {
        names.addresses.put(HOST, Answer.failed());
        records(HOST, ONE);

        assertEquals(HostPolicy.DNS_FAILED, found().policy());
    }
}
