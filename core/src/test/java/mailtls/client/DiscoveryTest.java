package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mailtls.client.Discovery.Candidate;
import mailtls.client.Discovery.Service;
import mailtls.client.SrvLookup.Srv;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private final Map<String, List<Srv>> zone = new HashMap<>();
    private final Random random = new Random(1);
    private final Discovery discovery =
            new Discovery(name -> zone.getOrDefault(name, List.of()), Trust.system(), random);

    private List<String> hosts(Service service) throws IOException {
        return discovery.find(service, "example.org").stream()
                .map(Candidate::host)
                .toList();
    }

    @Test
    void implicitTlsComesFirstWhateverThePriorities() throws IOException {
        zone.put("_imap._tcp.example.org", List.of(new Srv(0, 1, 143, "starttls.example")));
        zone.put("_imaps._tcp.example.org", List.of(new Srv(9, 1, 993, "implicit.example")));

        List<Candidate> found = discovery.find(Service.IMAP, "example.org");

        assertEquals(List.of("implicit.example", "starttls.example"), hosts(Service.IMAP));
        assertTrue(found.get(0).mode() instanceof TlsMode.ImplicitTls);
        assertTrue(found.get(1).mode() instanceof TlsMode.StartTlsRequired);
        assertEquals(993, found.get(0).port());
    }

    @Test
    void aServerHasToProveTheDomainAndNotTheNameThatDnsGaveIt() throws IOException {
        zone.put("_submissions._tcp.example.org", List.of(new Srv(0, 1, 465, "attacker.example")));

        Candidate found = discovery.find(Service.SUBMISSION, "example.org").get(0);

        assertEquals(
                Set.of(new ReferenceId.DnsId("example.org"), new ReferenceId.SrvId("submissions", "example.org")),
                found.mode().expected().orElseThrow().identifiers());
    }

    @Test
    void theLeastPriorityIsTriedFirst() throws IOException {
        zone.put(
                "_pop3s._tcp.example.org",
                List.of(new Srv(20, 0, 995, "c"), new Srv(0, 0, 995, "a"), new Srv(10, 9, 995, "b")));

        assertEquals(List.of("a", "b", "c"), hosts(Service.POP3));
    }

    @Test
    void aDotMeansNone() throws IOException {
        zone.put("_imaps._tcp.example.org", List.of(new Srv(0, 0, 0, ".")));
        zone.put("_imap._tcp.example.org", List.of(new Srv(0, 0, 0, ".")));

        assertEquals(List.of(), hosts(Service.IMAP));
    }

    @Test
    void aDomainThatNamesNoServersHasNone() throws IOException {
        assertEquals(List.of(), hosts(Service.SUBMISSION));
    }

    @Test
    void weightsDecideHowOftenASeverIsTheFirst() throws IOException {
        zone.put(
                "_imaps._tcp.example.org",
                List.of(new Srv(0, 30, 993, "often"), new Srv(0, 0, 993, "never"), new Srv(0, 10, 993, "seldom")));
        var firsts = new HashMap<String, Integer>();

        for (int i = 0; i < 4_100; i++) {
            firsts.merge(hosts(Service.IMAP).get(0), 1, Integer::sum);
        }

        assertEquals(3_000, firsts.getOrDefault("often", 0), 200);
        assertEquals(1_000, firsts.getOrDefault("seldom", 0), 200);
        assertEquals(100, firsts.getOrDefault("never", 0), 60);
    }

    @Test
    void eachServerIsNamedOnce() throws IOException {
        zone.put(
                "_imaps._tcp.example.org",
                List.of(new Srv(0, 0, 993, "a"), new Srv(0, 0, 993, "b"), new Srv(0, 65_535, 993, "c")));

        List<String> hosts = hosts(Service.IMAP);

        assertEquals(new HashSet<>(List.of("a", "b", "c")), new HashSet<>(hosts));
        assertEquals(3, hosts.size());
    }

    @Test
    void nothingLeadsToCleartext() throws IOException {
        for (Service service : Service.values()) {
            zone.put(
                    "_" + service.name().toLowerCase(Locale.ROOT) + "._tcp.example.org",
                    List.of(new Srv(0, 0, 25, "host")));
            for (Candidate candidate : discovery.find(service, "example.org")) {
                assertFalse(candidate.mode() instanceof TlsMode.Cleartext);
                assertFalse(candidate.mode() instanceof TlsMode.StartTlsOpportunistic);
            }
        }
    }

    @Test
    void whatNobodyKnowsIsNotNone() {
        var silent = new Discovery(
                name -> {
                    throw new IOException("no answer");
                },
                Trust.system(),
                random);

        assertThrows(IOException.class, () -> silent.find(Service.IMAP, "example.org"));
    }

    @Test
    void aRecordHasNumbersOfSixteenBits() {
        assertThrows(IllegalArgumentException.class, () -> new Srv(-1, 0, 0, "a"));
        assertThrows(IllegalArgumentException.class, () -> new Srv(0, 65_536, 0, "a"));
    }
}
