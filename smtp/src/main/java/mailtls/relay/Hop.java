package mailtls.relay;

import java.util.List;

/**
 * One host to try, and what it has to have.
 *
 * @param host its name
 * @param policy what holds for it
 * @param records the TLSA records, where they are usable
 */
public record Hop(String host, HostPolicy policy, List<Tlsa> records) {

    public Hop {
        records = List.copyOf(records);
    }
}
