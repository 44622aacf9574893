package mailtls.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** One mailbox in memory. */
final class MemoryMailbox implements Mailbox {

    /** How many octets of the store's capacity a message takes besides its content. */
    static final int OVERHEAD = 256;

    private final long uidValidity;
    private final MemoryMailStore.Room room;
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    private final List<Runnable> subscribers = new CopyOnWriteArrayList<>();
    private long uidNext = 1;

    /** Whoever still has this mailbox selected can't put anything into it; nobody would find it there. */
    private boolean deleted;

    MemoryMailbox(long uidValidity, MemoryMailStore.Room room) {
        this.uidValidity = uidValidity;
        this.room = room;
    }

    @Override
    public long uidValidity() {
        return uidValidity;
    }

    @Override
    public synchronized long uidNext() {
        return uidNext;
    }

    @Override
    public synchronized List<Message> messages() {
        return List.copyOf(messages.values());
    }

    @Override
    public OptionalLong append(byte[] content, Set<String> flags, Instant received) {
        OptionalLong uid = add(content, flags, received);
        uid.ifPresent(taken -> subscribers.forEach(Runnable::run));
        return uid;
    }

    private synchronized OptionalLong add(byte[] content, Set<String> flags, Instant received) {
        if (deleted || !room.take(cost(content))) {
            return OptionalLong.empty();
        }
        long uid = uidNext++;
        messages.put(uid, new Message(uid, flags, received, content));
        return OptionalLong.of(uid);
    }

    /** An empty message costs something too, or there could be any number of them. */
    private static long cost(byte[] content) {
        return OVERHEAD + content.length;
    }

    @Override
    public void changeFlags(long uid, UnaryOperator<Set<String>> change) {
        synchronized (this) {
            messages.computeIfPresent(uid, (number, message) -> message.withFlags(change.apply(message.flags())));
        }
        subscribers.forEach(Runnable::run);
    }

    @Override
    public void remove(Collection<Long> uids) {
        uids.forEach(this::remove);
        subscribers.forEach(Runnable::run);
    }

    private synchronized void remove(long uid) {
        Message removed = messages.remove(uid);
        if (removed != null) {
            room.giveBack(cost(removed.content()));
        }
    }

    /** Removes all: the mailbox itself is being deleted. */
    void delete() {
        synchronized (this) {
            deleted = true;
        }
        remove(messages().stream().map(Message::uid).toList());
    }

    @Override
    public Subscription subscribe(Runnable changed) {
        // Wrapped, so that closing removes this subscription and not an equal one.
        Runnable mine = () -> changed.run();
        subscribers.add(mine);
        return () -> subscribers.remove(mine);
    }
}
