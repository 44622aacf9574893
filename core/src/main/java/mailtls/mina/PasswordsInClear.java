package mailtls.mina;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each client's address has sent a password in clear: it can't be prevented, but it can be counted. */
final class PasswordsInClear {

    /** How many addresses are remembered; the one not heard of for longest is forgotten. */
    static final int MOST_ADDRESSES = 10_000;

    private final Map<InetAddress, Integer> times = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Integer> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** Counts one more and returns how many there are. */
    synchronized int count(InetAddress address) {
        return times.merge(address, 1, Integer::sum);
    }
}
