package mailtls.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import mailtls.store.Mailbox;
import mailtls.store.Message;

/**
 * A mailbox as one client knows it: its messages numbered from 1, as far as the client has been told (RFC 9051 section
 * 2.3.1.2). What others do to the mailbox shows only once it is announced.
 */
final class SelectedMailbox {

    private final Mailbox mailbox;
    private final boolean readOnly;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final Mailbox.Subscription subscription;
    private List<Message> known;
    private List<Long> saved = List.of();

    /**
     * Opens a mailbox.
     *
     * @param nudge to be called whenever there is something to announce
     */
    SelectedMailbox(Mailbox mailbox, boolean readOnly, Runnable nudge) {
        this.mailbox = mailbox;
        this.readOnly = readOnly;
        this.subscription = mailbox.subscribe(() -> {
            changed.set(true);
            nudge.run();
        });
        this.known = new ArrayList<>(mailbox.messages());
    }

    Mailbox mailbox() {
        return mailbox;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void close() {
        subscription.close();
    }

    /** Returns how many messages the client knows. */
    int size() {
        return known.size();
    }

    /** Returns the message with a number. */
    Message message(int number) {
        return known.get(number - 1);
    }

    /** Describes it to a client that has opened it (RFC 9051 section 6.3.2). */
    void describe(Responses answer, boolean rev2) {
        var permanent = new ArrayList<>(Flags.SYSTEM);
        permanent.add("\\*");
        answer.untagged("FLAGS (" + String.join(" ", Flags.SYSTEM) + ")")
                .untagged(ResponseCode.permanentFlags(readOnly ? List.of() : permanent), "Kept")
                .untagged(size() + " EXISTS");
        if (!rev2) {
            answer.untagged("0 RECENT");
        }
        answer.untagged(ResponseCode.uidValidity(mailbox.uidValidity()), "UIDs are valid")
                .untagged(ResponseCode.uidNext(mailbox.uidNext()), "Next UID");
    }

    /** Returns the numbers of the messages that are meant, in ascending order. */
    List<Integer> numbers(SequenceSet set, boolean uid) {
        var numbers = new ArrayList<Integer>();
        if (set.isSaved()) {
            addUids(saved, numbers);
        } else if (uid) {
            addRanges(set.resolve(known.isEmpty() ? 0 : message(size()).uid()), numbers);
        } else {
            for (SequenceSet.Range range : set.resolve(size())) {
                for (long number = Math.max(1, range.from()); number <= Math.min(size(), range.to()); number++) {
                    numbers.add((int) number);
                }
            }
        }
        return numbers;
    }

    /** Both are in ascending order, so one walk through the mailbox finds all. */
    private void addRanges(List<SequenceSet.Range> ranges, List<Integer> numbers) {
        int range = 0;
        for (int number = 1; number <= size(); number++) {
            long uid = message(number).uid();
            while (range < ranges.size() && ranges.get(range).to() < uid) {
                range++;
            }
            if (range < ranges.size() && ranges.get(range).from() <= uid) {
                numbers.add(number);
            }
        }
    }

    private void addUids(List<Long> uids, List<Integer> numbers) {
        addRanges(uids.stream().map(uid -> new SequenceSet.Range(uid, uid)).toList(), numbers);
    }

    /** Returns whether each number is one the client can know of; UIDs may be any. */
    boolean holds(SequenceSet set, boolean uid) {
        return uid || set.greatestNamed() <= size();
    }

    /** Remembers what a search has found (RFC 5182). */
    void save(List<Integer> numbers) {
        saved = uids(numbers);
    }

    List<Long> uids(List<Integer> numbers) {
        return numbers.stream().map(number -> message(number).uid()).toList();
    }

    /** Looks at some messages again; what the client is told of them is the caller's affair. */
    void refresh(Collection<Integer> numbers) {
        Map<Long, Message> now = now();
        numbers.forEach(
                number -> known.set(number - 1, now.getOrDefault(message(number).uid(), message(number))));
    }

    void removeDeleted() {
        if (!readOnly) {
            mailbox.remove(mailbox.messages().stream()
                    .filter(message -> Flags.has(message.flags(), Flags.DELETED))
                    .map(Message::uid)
                    .toList());
        }
    }

    /**
     * Announces what has changed since the client was last told.
     *
     * @param expunges whether numbers may change: not in answer to a command that names messages by number (RFC 9051
     *     section 7.5.1)
     */
    void announce(Responses answer, boolean expunges) {
        if (!changed.getAndSet(false)) {
            return;
        }
        Map<Long, Message> now = now();
        var kept = new ArrayList<Message>();
        for (Message before : known) {
            Message after = now.remove(before.uid());
            if (after == null && expunges) {
                answer.untagged(kept.size() + 1 + " EXPUNGE");
                continue;
            }
            if (after == null) {
                changed.set(true);
            } else if (!after.flags().equals(before.flags())) {
                answer.untagged(
                        kept.size() + 1 + " FETCH (UID " + after.uid() + " FLAGS " + Flags.print(after.flags()) + ")");
            }
            kept.add(after == null ? before : after);
        }
        // What is left has come since.
        if (!now.isEmpty()) {
            kept.addAll(now.values());
            answer.untagged(kept.size() + " EXISTS");
        }
        known = kept;
    }

    private Map<Long, Message> now() {
        var now = new LinkedHashMap<Long, Message>();
        mailbox.messages().forEach(message -> now.put(message.uid(), message));
        return now;
    }
}
