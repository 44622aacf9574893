package mailtls.smtp;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import mailtls.MailServer;
import mailtls.connection.MemoryPeer;
import mailtls.machine.Protocol;
import mailtls.sasl.Accounts;
import mailtls.sasl.Authenticator;
import mailtls.store.MailAccount;
import mailtls.store.MemoryMailStore;
import mailtls.store.Message;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/** A house with two users, alice and bob, for tests. Mail for example.org is theirs. */
final class TestHouse {

    static final Accounts ACCOUNTS = new Accounts().add("alice", "wonderland").add("bob", "builder");

    /** A PLAIN response with alice's password. */
    static final String ALICE = base64("\0alice\0wonderland");

    static final String WRONG = base64("\0alice\0looking-glass");

    final MemoryMailStore store;
    final MailServer server;

    TestHouse() {
        this(ACCOUNTS, Limits.DEFAULT, 1 << 20);
    }

    TestHouse(Limits limits) {
        this(ACCOUNTS, limits, 1 << 20);
    }

    TestHouse(Authenticator authenticator, Limits limits, long capacity) {
        store = new MemoryMailStore(capacity, List.of("example.org"));
        store.addAccount("alice");
        store.addAccount("bob");
        server = new MailServer("mail.example", authenticator, store, limits);
    }

    Protocol mx() {
        return Smtp.mx(server, ListenerPolicy.STARTTLS_OFFERED);
    }

    Protocol submission() {
        return Smtp.submission(server, ListenerPolicy.STARTTLS_REQUIRED);
    }

    Protocol submission(ListenerPolicy policy) {
        return Smtp.submission(server, policy);
    }

    Protocol submissions() {
        return Smtp.submissions(server);
    }

    /** Returns a client of the MX, in clear, that has said EHLO. */
    MemoryPeer atMx() {
        return greeted(MemoryPeer.inClear(mx(), server.limits()));
    }

    /** Returns a client of the MX, in clear, that may send the message now, from and to alice. */
    MemoryPeer readyAtMx() {
        MemoryPeer client = atMx();
        client.say("MAIL FROM:<a@b.example>", "RCPT TO:<alice@example.org>");
        return client;
    }

    /** Returns a client of the submission server, over TLS by STARTTLS, that has said EHLO and logged in. */
    MemoryPeer loggedIn() {
        MemoryPeer client = greeted(MemoryPeer.inClear(submission(), server.limits()));
        client.say("STARTTLS");
        greeted(client.upgrade());
        client.say("AUTH PLAIN " + ALICE);
        return client;
    }

    /** Logs in as alice with SCRAM-SHA-256, which sends no password, and returns the last reply. */
    static String scram(MemoryPeer client, String password) {
        ScramClient alice = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username("alice")
                .password(password.toCharArray())
                .build();
        try {
            String first = client.say(
                    "AUTH SCRAM-SHA-256 " + base64(alice.clientFirstMessage().toString()));
            alice.serverFirstMessage(challenge(first));
            String last = client.say(base64(alice.clientFinalMessage().toString()));
            if (!last.startsWith("334 ")) {
                return last;
            }
            alice.serverFinalMessage(challenge(last));
            return client.say("");
        } catch (ScramException notScram) {
            throw new AssertionError(notScram);
        }
    }

    private static String challenge(String reply) {
        return Ascii.text(
                Base64.getDecoder().decode(reply.substring("334 ".length()).strip()));
    }

    static MemoryPeer greeted(MemoryPeer client) {
        client.heard();
        client.say("EHLO client.example");
        return client;
    }

    /** Returns the messages a user has, each octet as a character. */
    List<String> inbox(String user) {
        return store
                .account(user)
                .flatMap(account -> account.mailbox(MailAccount.INBOX))
                .orElseThrow()
                .messages()
                .stream()
                .map(Message::content)
                .map(Ascii::text)
                .toList();
    }

    /** Returns the only message a user has, without the trace in front of it. */
    String only(String user) {
        List<String> inbox = inbox(user);
        if (inbox.size() != 1) {
            throw new AssertionError(user + " has " + inbox.size() + " messages");
        }
        return inbox.get(0).replaceFirst("(?s)\\AReturn-Path: .*?\r\nReceived: .*?\r\n(?![\t ])", "");
    }

    /** Returns the codes of replies, in their order: “250 503”. */
    static String codes(String heard) {
        return heard.lines()
                .filter(line -> line.charAt(3) == ' ')
                .map(line -> line.substring(0, 3))
                .collect(Collectors.joining(" "));
    }

    static String base64(String octets) {
        return Base64.getEncoder().encodeToString(Ascii.octets(octets));
    }
}
