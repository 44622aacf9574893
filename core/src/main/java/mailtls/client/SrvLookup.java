package mailtls.client;

import java.io.IOException;
import java.util.List;

/** Asks DNS for SRV records (RFC 2782). */
@FunctionalInterface
public interface SrvLookup {

    /** The target that stands for: the domain decidedly does not have this service. */
    String NONE = ".";

    /**
     * A record.
     *
     * @param priority the least is tried first
     * @param weight how often it is taken, beside others of the same priority
     * @param port where the service listens
     * @param target the host, or {@link #NONE}
     */
    record Srv(int priority, int weight, int port, String target) {

        public Srv {
            for (int number : new int[] {priority, weight, port}) {
                if (number < 0 || number > 0xffff) {
                    throw new IllegalArgumentException("not a number of 16 bits: " + number);
                }
            }
        }
    }

    /**
     * Looks a name up.
     *
     * @param name with service, protocol and domain: {@code _imaps._tcp.example.org}
     * @return the records in any order; none if the name has none
     * @throws IOException if nobody knows: that is not the same as none
     */
    List<Srv> lookup(String name) throws IOException;
}
