package mailtls.smtp;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import mailtls.MailServer;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.tls.Channel;

/**
 * Puts a message into the mailboxes of its recipients: into all, or into none. A server that keeps some and bounces the
 * rest would have to send mail itself (RFC 5321 section 4.4); this one lets the client try again.
 */
final class Delivery {

    private final MailServer house;
    private final Channel channel;
    private final Peer peer;

    private record Copy(Mailbox mailbox, long uid) {}

    Delivery(MailServer house, Channel channel, Peer peer) {
        this.house = house;
        this.channel = channel;
        this.peer = peer;
    }

    /**
     * Delivers a message with its trace in front, once to each user.
     *
     * @return the reply: no if there is no room, or if a user has gone since RCPT
     */
    SmtpReply deliver(Content content, Envelope envelope, Hello client, boolean loggedIn) {
        String with = Received.with(client, envelope.isInternational(), channel.isTls(), loggedIn);
        Instant now = Instant.now();
        byte[] message = content.octets(trace(envelope, client, with, now));
        if (!deliver(message, new LinkedHashSet<>(envelope.users()), now)) {
            peer.tell(new Event.MessageRefused("no room"));
            return SmtpReply.of(452, "4.3.1", "There is no room for the message now");
        }
        peer.tell(
                new Event.MessageAccepted(with, message.length, envelope.users().size()));
        return SmtpReply.of(250, "2.6.0", "Message accepted");
    }

    private byte[] trace(Envelope envelope, Hello client, String with, Instant now) {
        return new Received(
                        client.name(),
                        peer.address().getAddress(),
                        house.hostName(),
                        with,
                        UUID.randomUUID().toString(),
                        channel.facts(),
                        now.atZone(ZoneId.systemDefault()))
                .octets(envelope.reversePath());
    }

    private boolean deliver(byte[] message, Set<String> users, Instant now) {
        var copies = new ArrayList<Copy>();
        for (String user : users) {
            Optional<Copy> copy = deliver(message, user, now);
            if (copy.isEmpty()) {
                copies.forEach(other -> other.mailbox().remove(List.of(other.uid())));
                return false;
            }
            copies.add(copy.get());
        }
        return true;
    }

    private Optional<Copy> deliver(byte[] message, String user, Instant now) {
        return house.store()
                .account(user)
                .flatMap(account -> account.mailbox(MailAccount.INBOX))
                .flatMap(inbox -> {
                    OptionalLong uid = inbox.append(message, Set.of(), now);
                    return uid.isPresent() ? Optional.of(new Copy(inbox, uid.getAsLong())) : Optional.empty();
                });
    }
}
