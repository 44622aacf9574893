package mailtls.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import mailtls.wire.Ascii;

/** One user's mail in memory. */
final class MemoryAccount implements MailAccount {

    /** How many mailboxes, and how many subscriptions, an account may have. */
    static final int MOST_NAMES = 10_000;

    /** How many characters a name may have. */
    static final int LONGEST_NAME = 1_000;

    private final MemoryMailStore.Room room;
    private final TreeMap<String, MemoryMailbox> mailboxes = new TreeMap<>();
    private final Set<String> subscriptions = new TreeSet<>(Set.of(INBOX));

    /** Counted from the time, or a client would take new mail for the old of the same UID when the store has begun anew. */
    private final AtomicLong uidValidity;

    private final AtomicBoolean locked = new AtomicBoolean();

    MemoryAccount(MemoryMailStore.Room room, Instant made) {
        this.room = room;
        this.uidValidity = new AtomicLong(made.getEpochSecond());
        mailboxes.put(INBOX, fresh());
    }

    @Override
    public synchronized List<String> mailboxes() {
        return List.copyOf(mailboxes.keySet());
    }

    @Override
    public synchronized Optional<Mailbox> mailbox(String name) {
        return Optional.ofNullable(mailboxes.get(canonical(name)));
    }

    @Override
    public synchronized boolean create(String name) {
        String wanted = canonical(name);
        if (!isName(wanted) || mailboxes.containsKey(wanted)) {
            return false;
        }
        List<String> missing = withAncestors(wanted).stream()
                .filter(level -> !mailboxes.containsKey(level))
                .toList();
        if (mailboxes.size() + missing.size() > MOST_NAMES) {
            return false;
        }
        missing.forEach(level -> mailboxes.put(level, fresh()));
        return true;
    }

    @Override
    public synchronized boolean delete(String name) {
        String wanted = canonical(name);
        if (wanted.equals(INBOX)
                || !mailboxes.containsKey(wanted)
                || !below(wanted).isEmpty()) {
            return false;
        }
        mailboxes.remove(wanted).delete();
        return true;
    }

    @Override
    public synchronized boolean rename(String from, String to) {
        String old = canonical(from);
        String wanted = canonical(to);
        boolean intoItself = wanted.startsWith(old + SEPARATOR);
        if (old.equals(INBOX) || !mailboxes.containsKey(old) || intoItself) {
            return false;
        }
        List<String> below = below(old);
        boolean fits = below.stream().allMatch(name -> isName(wanted + name.substring(old.length())));
        if (!fits || !create(wanted)) {
            return false;
        }
        mailboxes.put(wanted, mailboxes.remove(old));
        below.forEach(name -> mailboxes.put(wanted + name.substring(old.length()), mailboxes.remove(name)));
        return true;
    }

    @Override
    public synchronized Set<String> subscriptions() {
        return Set.copyOf(subscriptions);
    }

    @Override
    public synchronized boolean subscribe(String name) {
        String wanted = canonical(name);
        if (subscriptions.size() < MOST_NAMES && isName(wanted)) {
            subscriptions.add(wanted);
        }
        return subscriptions.contains(wanted);
    }

    @Override
    public synchronized void unsubscribe(String name) {
        subscriptions.remove(canonical(name));
    }

    @Override
    public Optional<Lock> lockMaildrop() {
        return locked.compareAndSet(false, true) ? Optional.of(unlockingOnce()) : Optional.empty();
    }

    /** Closing a lock twice must not give away a lock that somebody else has by then. */
    private Lock unlockingOnce() {
        var held = new AtomicBoolean(true);
        return () -> {
            if (held.compareAndSet(true, false)) {
                locked.set(false);
            }
        };
    }

    private MemoryMailbox fresh() {
        return new MemoryMailbox(uidValidity.incrementAndGet(), room);
    }

    private List<String> below(String name) {
        return mailboxes.keySet().stream()
                .filter(other -> other.startsWith(name + SEPARATOR))
                .toList();
    }

    private static List<String> withAncestors(String name) {
        var levels = new ArrayList<String>();
        for (int slash = name.indexOf(SEPARATOR); slash > 0; slash = name.indexOf(SEPARATOR, slash + 1)) {
            levels.add(name.substring(0, slash));
        }
        levels.add(name);
        return levels;
    }

    private static boolean isName(String name) {
        String inside = SEPARATOR + name + SEPARATOR;
        return name.length() <= LONGEST_NAME && !inside.contains("//");
    }

    private static String canonical(String name) {
        String first = name.substring(0, Math.min(name.length(), INBOX.length()));
        boolean isWhole = name.length() <= INBOX.length() || name.charAt(INBOX.length()) == SEPARATOR;
        return isWhole && Ascii.upper(first).equals(INBOX) ? INBOX + name.substring(INBOX.length()) : name;
    }
}
