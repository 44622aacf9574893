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

    private final long uidValidity;
    private final MemoryMailStore.Room room;
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    private final List<Runnable> subscribers = new CopyOnWriteArrayList<>();
    private long uidNext = 1;

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
        if (!room.take(content.length)) {
            return OptionalLong.empty();
        }
        long uid = add(content, flags, received);
        subscribers.forEach(Runnable::run);
        return OptionalLong.of(uid);
    }

    private synchronized long add(byte[] content, Set<String> flags, Instant received) {
        long uid = uidNext++;
        messages.put(uid, new Message(uid, flags, received, content));
        return uid;
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
            room.giveBack(removed.content().length);
        }
    }

    /** Removes all: the mailbox itself is being deleted. */
    void clear() {
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
