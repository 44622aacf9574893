package mailtls.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A place for messages. Safe for use by several threads. */
public interface Mailbox {

    /** Returns the number that changes when UIDs mean something else (RFC 9051 section 2.3.1.1). */
    long uidValidity();

    /** Returns the UID that the next message will get. */
    long uidNext();

    /** Returns the messages as they are now, in the order of their UIDs. */
    List<Message> messages();

    /**
     * Adds a message.
     *
     * @param content lines ended by CRLF; not copied
     * @return its UID; nothing if there is no room
     */
    OptionalLong append(byte[] content, Set<String> flags, Instant received);

    /** Changes the flags of a message, if it is still there. */
    void changeFlags(long uid, UnaryOperator<Set<String>> change);

    /** Removes messages; those that are gone already don't matter. */
    void remove(Collection<Long> uids);

    /**
     * Asks to be called whenever something has changed.
     *
     * @param changed called by any thread, perhaps within {@link #append}; it must return at once
     * @return closes the subscription
     */
    Subscription subscribe(Runnable changed);

    /** Calls until it is closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
