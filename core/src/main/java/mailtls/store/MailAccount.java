package mailtls.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mail of one user. Mailbox names are text in which “/” separates levels, none of them empty; INBOX is always there, and as
 * the first level it is the same whatever the case of its letters.
 */
public interface MailAccount {

    /** The mailbox that mail is delivered to, whatever the case of its letters. */
    String INBOX = "INBOX";

    /** What separates the levels of a mailbox name. */
    char SEPARATOR = '/';

    /** Returns the names of all mailboxes, sorted. */
    List<String> mailboxes();

    /** Returns a mailbox. */
    Optional<Mailbox> mailbox(String name);

    /** Makes a mailbox and those above it; says no if it is there, or too long, or no name, or if there are too many. */
    boolean create(String name);

    /** Removes a mailbox with its messages; says no if it isn't there, is INBOX, or has others below it. */
    boolean delete(String name);

    /**
     * Renames a mailbox and those below it; says no if it isn't there, is INBOX, or the new name is taken, below the old one, or
     * could not be made.
     */
    boolean rename(String from, String to);

    /** Returns the names subscribed to, which need not exist. */
    Set<String> subscriptions();

    /** Subscribes to a name; says no if it is too long, or no name, or if there are too many. */
    boolean subscribe(String name);

    /** Ends a subscription. */
    void unsubscribe(String name);

    /**
     * Takes INBOX for one POP3 session alone (RFC 1939 section 4).
     *
     * @return gives it back when closed; nothing while another session has it
     */
    Optional<Lock> lockMaildrop();

    /** Held until it is closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
