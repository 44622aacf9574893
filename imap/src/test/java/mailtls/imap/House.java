package mailtls.imap;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mailtls.MailServer;
import mailtls.connection.MemoryPeer;
import mailtls.machine.Protocol;
import mailtls.sasl.Accounts;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/** A house for tests: alice lives there, her password is “secret”, and there is room for some mail. */
final class House {

    static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");

    /** For all houses: the keys of an account cost time. */
    private static final Accounts ACCOUNTS =
            new Accounts().add("alice", "secret").add("nobody", "secret");

    private final MemoryMailStore store = new MemoryMailStore(1 << 20, List.of("example.org"));
    private final MailAccount mail = store.addAccount("alice");
    private Limits limits = Limits.DEFAULT;

    /** Returns this house with other limits. */
    House with(Limits others) {
        limits = others;
        return this;
    }

    /** Delivers messages to INBOX; their lines end in LF here. */
    House deliver(String... messages) {
        for (String message : messages) {
            inbox().append(Ascii.utf8(message.replace("\n", "\r\n")), Set.of(), RECEIVED);
        }
        return this;
    }

    MailAccount mail() {
        return mail;
    }

    Mailbox inbox() {
        return mail.mailbox("INBOX").orElseThrow();
    }

    /**
     * Returns a reply as it would be in any house at any time: UIDVALIDITY is the time plus the number of mailboxes,
     * here it is their number only.
     */
    String timeless(String reply) {
        long first = inbox().uidValidity() - 1;
        return Pattern.compile("\\b[0-9]{10}\\b")
                .matcher(reply)
                .replaceAll(found -> Long.toString(Long.parseLong(found.group()) - first));
    }

    Protocol protocol(ListenerPolicy policy) {
        return Imap.server(new MailServer("mail.example.org", ACCOUNTS, store, limits), policy);
    }

    /** Returns a client in clear that has heard the greeting. */
    MemoryPeer inClear(ListenerPolicy policy) {
        MemoryPeer peer = MemoryPeer.inClear(protocol(policy), limits);
        peer.heard();
        return peer;
    }

    /** Returns a client in clear on a listener that offers STARTTLS. */
    MemoryPeer inClear() {
        return inClear(ListenerPolicy.STARTTLS_OFFERED);
    }

    /** Returns a client over implicit TLS that has heard the greeting. */
    MemoryPeer overTls() {
        MemoryPeer peer = MemoryPeer.overTls(protocol(ListenerPolicy.IMPLICIT));
        peer.heard();
        return peer;
    }

    /** Returns alice, logged in over TLS. */
    MemoryPeer loggedIn() {
        MemoryPeer peer = overTls();
        peer.say("a LOGIN alice secret");
        return peer;
    }

    /** Returns alice with INBOX selected. */
    MemoryPeer selected() {
        MemoryPeer peer = loggedIn();
        peer.say("a SELECT INBOX");
        return peer;
    }
}
