package mailtls.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Finds the servers of a mail domain by SRV records (RFC 6186, RFC 8314 section 5.1). Servers with implicit TLS come first; on
 * those that begin in clear TLS is required. Nothing found here ever leads to cleartext, and no server is believed for the name
 * that DNS gave it: it must prove to be for the domain that the user named (RFC 7817 section 3).
 */
public final class Discovery {

    /** What is looked for. */
    public enum Service {
        /** Reading mail by IMAP. */
        IMAP("imaps", "imap"),
        /** Reading mail by POP3. */
        POP3("pop3s", "pop3"),
        /** Sending mail. */
        SUBMISSION("submissions", "submission");

        private final String implicit;
        private final String startTls;

        Service(String implicit, String startTls) {
            this.implicit = implicit;
            this.startTls = startTls;
        }
    }

    /**
     * A server to try.
     *
     * @param host where to connect
     * @param mode how TLS is begun, and who the server must prove to be
     */
    public record Candidate(String host, int port, TlsMode mode) {}

    private final SrvLookup dns;
    private final Trust trust;
    private final RandomGenerator random;

    /**
     * Makes a discovery.
     *
     * @param dns who is asked
     * @param trust who may vouch for the servers
     * @param random chooses between servers that are alike but for their weights
     */
    public Discovery(SrvLookup dns, Trust trust, RandomGenerator random) {
        this.dns = dns;
        this.trust = trust;
        this.random = random;
    }

    /**
     * Finds servers.
     *
     * @param domain of the mail address
     * @return in the order in which to try them; none if the domain names none, and then the user has to be asked
     * @throws IOException if DNS could not be asked
     */
    public List<Candidate> find(Service service, String domain) throws IOException {
        var candidates = new ArrayList<Candidate>();
        for (SrvLookup.Srv record : records(service.implicit, domain)) {
            candidates.add(
                    candidate(record, new TlsMode.ImplicitTls(Expected.service(service.implicit, domain, trust))));
        }
        for (SrvLookup.Srv record : records(service.startTls, domain)) {
            candidates.add(
                    candidate(record, new TlsMode.StartTlsRequired(Expected.service(service.startTls, domain, trust))));
        }
        return candidates;
    }

    private static Candidate candidate(SrvLookup.Srv record, TlsMode mode) {
        return new Candidate(record.target(), record.port(), mode);
    }

    private List<SrvLookup.Srv> records(String service, String domain) throws IOException {
        var byPriority = new TreeMap<Integer, List<SrvLookup.Srv>>();
        for (SrvLookup.Srv record : dns.lookup("_" + service + "._tcp." + domain)) {
            if (!record.target().equals(SrvLookup.NONE)) {
                byPriority
                        .computeIfAbsent(record.priority(), none -> new ArrayList<>())
                        .add(record);
            }
        }
        var inOrder = new ArrayList<SrvLookup.Srv>();
        byPriority.values().forEach(alike -> inOrder.addAll(shuffled(alike)));
        return inOrder;
    }

    /** Draws one after the other, each as often as its weight says (RFC 2782). */
    private List<SrvLookup.Srv> shuffled(List<SrvLookup.Srv> alike) {
        // Those without weight stand first: they are drawn only where the number drawn is 0.
        alike.sort(Comparator.comparingInt(record -> Math.min(record.weight(), 1)));
        var drawn = new ArrayList<SrvLookup.Srv>();
        while (!alike.isEmpty()) {
            int sum = alike.stream().mapToInt(SrvLookup.Srv::weight).sum();
            int left = random.nextInt(sum + 1);
            int which = 0;
            while (alike.get(which).weight() < left) {
                left -= alike.get(which++).weight();
            }
            drawn.add(alike.remove(which));
        }
        return drawn;
    }
}
