package mailtls.smtp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import mailtls.store.MailAccount;
import mailtls.store.MailStore;
import mailtls.store.Mailbox;

/**
 * Puts a message into the mailboxes of its recipients: into all, or into none. A server that keeps some and bounces the rest would
 * have to send mail itself (RFC 5321 section 4.4); this one lets the client try again.
 */
final class Delivery {

    private final MailStore store;

    private record Delivered(Mailbox mailbox, long uid) {}

    Delivery(MailStore store) {
        this.store = store;
    }

    /** Delivers to each user once; says no if there is no room, or if one has gone since RCPT. */
    boolean deliver(byte[] message, List<String> users, Instant received) {
        var delivered = new ArrayList<Delivered>();
        for (String user : Set.copyOf(users)) {
            Optional<Delivered> copy = deliver(message, user, received);
            if (copy.isEmpty()) {
                delivered.forEach(other -> other.mailbox().remove(List.of(other.uid())));
                return false;
            }
            delivered.add(copy.get());
        }
        return true;
    }

    private Optional<Delivered> deliver(byte[] message, String user, Instant received) {
        return store.account(user)
                .flatMap(account -> account.mailbox(MailAccount.INBOX))
                .flatMap(inbox -> {
                    OptionalLong uid = inbox.append(message, Set.of(), received);
                    return uid.isPresent() ? Optional.of(new Delivered(inbox, uid.getAsLong())) : Optional.empty();
                });
    }
}
