package mailtls.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import mailtls.MailServer;
import mailtls.imap.Imap;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MailAccount;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;

/** A mail server with one user, alice, and one message in her INBOX. */
final class House {

    /** How large the message is, at least. */
    static final int MESSAGE = 1 << 20;

    private static final String NAME = "mail.example.org";

    private final MailServer server;

    House() {
        this(MESSAGE);
    }

    /**
     * Makes one.
     *
     * @param octets how large the message is, at least
     */
    House(int octets) {
        var store = new MemoryMailStore(Long.MAX_VALUE, List.of(NAME));
        MailAccount alice = store.addAccount("alice");
        alice.mailbox(MailAccount.INBOX).orElseThrow().append(Corpus.message(octets), Set.of(), Instant.now());
        server = new MailServer(NAME, new Accounts().add("alice", "wonderland"), store, Limits.DEFAULT);
    }

    Protocol imap(ListenerPolicy policy) {
        return Imap.server(server, policy);
    }

    Protocol pop3() {
        return Pop3.server(server, ListenerPolicy.IMPLICIT);
    }

    Protocol submission() {
        return Smtp.submission(server, ListenerPolicy.IMPLICIT);
    }
}
