package mailtls.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import mailtls.wire.Ascii;

/**
 * Mail in memory, with a bound on how much. For tests, and for the embedded server.
 *
 * <p>Mail for {@code user@domain} is taken if both are known; for a host's own name any user's address is.
 */
public final class MemoryMailStore implements MailStore {

    private final Map<String, MemoryAccount> accounts = new ConcurrentHashMap<>();

    /** Users by the local parts that are theirs, in small letters. */
    private final Map<String, String> users = new ConcurrentHashMap<>();

    private final Set<String> domains = ConcurrentHashMap.newKeySet();
    private final Room room;
    private final InstantSource clock;

    /**
     * Makes a store.
     *
     * @param capacity how many octets all messages may have together; each counts for 256 more than its content
     * @param domains whose mail is taken
     */
    public MemoryMailStore(long capacity, Collection<String> domains) {
        this(capacity, domains, InstantSource.system());
    }

    /**
     * Makes a store with a clock of its own.
     *
     * @param clock tells when an account is made, from which the UIDVALIDITY of its mailboxes is counted (RFC 9051 section 2.3.1.1)
     */
    public MemoryMailStore(long capacity, Collection<String> domains, InstantSource clock) {
        this.clock = clock;
        this.room = new Room(capacity);
        domains.forEach(domain -> this.domains.add(Ascii.lower(domain)));
    }

    /** Makes the account of a user, if there is none. */
    public MailAccount addAccount(String user) {
        MailAccount account = accounts.computeIfAbsent(user, name -> new MemoryAccount(room, clock.instant()));
        addName(user, user);
        return account;
    }

    /**
     * Lets a user have mail to another name as well, unless the name is somebody's already.
     *
     * @param localPart the name: “postmaster”, in any letters
     * @param user whose account there is
     */
    public void addName(String localPart, String user) {
        users.putIfAbsent(Ascii.lower(localPart), user);
    }

    @Override
    public Optional<MailAccount> account(String user) {
        return Optional.ofNullable(accounts.get(user));
    }

    @Override
    public Optional<String> userOf(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0 || !takesMailFor(address.substring(at + 1))) {
            return Optional.empty();
        }
        return Optional.ofNullable(users.get(Ascii.lower(address.substring(0, at))));
    }

    @Override
    public boolean takesMailFor(String domain) {
        return domains.contains(Ascii.lower(domain));
    }

    /** How many octets may still come. */
    static final class Room {
        private final AtomicLong left;

        Room(long capacity) {
            left = new AtomicLong(capacity);
        }

        boolean take(long octets) {
            return left.getAndUpdate(now -> now >= octets ? now - octets : now) >= octets;
        }

        void giveBack(long octets) {
            left.addAndGet(octets);
        }
    }
}
