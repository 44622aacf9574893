package mailtls.pop3;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import mailtls.MailServer;
import mailtls.connection.MemoryPeer;
import mailtls.machine.Protocol;
import mailtls.sasl.Accounts;
import mailtls.store.MailAccount;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/** A house where alice (password “sesame”) has two messages, bob has none, and eve may log in but has no maildrop. */
final class TestHouse {

    static final ListenerPolicy IN_CLEAR = new ListenerPolicy(Tls.CLEARTEXT_ONLY, Passwords.ALSO_IN_CLEAR);
    static final ListenerPolicy OFFERED_ALSO_IN_CLEAR =
            new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.ALSO_IN_CLEAR);

    static final String FIRST = "Subject: one\r\n\r\nfirst line\r\n.second line\r\n";
    static final String SECOND = "Subject: two\r\n\r\nshort\r\n";

    /** Patient, so that a long talk is not cut short. */
    static final Limits PATIENT = Limits.DEFAULT.withMistakes(1_000, 1_000);

    private static final Accounts ACCOUNTS =
            new Accounts().add("alice", "sesame").add("bob", "open sesame").add("eve", "sesame");

    /** All houses are of the same time: two dialogues that are the same have the same unique-ids. */
    private final MemoryMailStore store =
            new MemoryMailStore(1 << 20, List.of("example.org"), () -> Instant.EPOCH.plus(Duration.ofDays(20_000)));

    private final MailServer house = new MailServer("mail.example.org", ACCOUNTS, store, PATIENT);

    TestHouse() {
        store.addAccount("alice");
        store.addAccount("bob");
        deliver(FIRST);
        deliver(SECOND);
    }

    MailServer server() {
        return house;
    }

    /** Puts a message into alice's maildrop. */
    TestHouse deliver(String message) {
        alice().mailbox(MailAccount.INBOX)
                .orElseThrow()
                .append(Ascii.octets(message), Set.of(), Instant.EPOCH.plus(Duration.ofDays(20_000)));
        return this;
    }

    MailAccount alice() {
        return store.account("alice").orElseThrow();
    }

    /** How many messages alice has. */
    int messages() {
        return alice().mailbox(MailAccount.INBOX).orElseThrow().messages().size();
    }

    Protocol pop3(ListenerPolicy policy) {
        return Pop3.server(house, policy);
    }

    /** A client that has connected in clear and read the greeting. */
    MemoryPeer inClear(ListenerPolicy policy) {
        MemoryPeer peer = MemoryPeer.inClear(pop3(policy), PATIENT);
        peer.heard();
        return peer;
    }

    /** A client that has connected with implicit TLS and read the greeting. */
    MemoryPeer overTls() {
        MemoryPeer peer = MemoryPeer.overTls(pop3(ListenerPolicy.IMPLICIT), PATIENT);
        peer.heard();
        return peer;
    }

    /** A client that has sent STLS and completed the handshake. */
    MemoryPeer upgraded(ListenerPolicy policy) {
        MemoryPeer peer = inClear(policy);
        peer.say("STLS");
        return peer.upgrade();
    }

    /** A client that has logged in over TLS as alice. */
    MemoryPeer aliceOverTls() {
        MemoryPeer peer = overTls();
        peer.say("USER alice", "PASS sesame");
        return peer;
    }

    /** A client that has logged in in clear as alice, without sending the password. */
    MemoryPeer aliceInClear(ListenerPolicy policy) {
        MemoryPeer peer = inClear(policy);
        scram(peer, "sesame");
        return peer;
    }

    /** Logs in as alice with SCRAM-SHA-256 and returns the last reply. */
    static String scram(MemoryPeer peer, String password) {
        return scram(peer, "SCRAM-SHA-256", client(password).build());
    }

    /** Logs in as alice with SCRAM-SHA-256-PLUS, bound to what is not always the channel, and returns the last reply. */
    static String scramPlus(MemoryPeer peer, String type, byte[] binding) {
        return scram(
                peer,
                "SCRAM-SHA-256-PLUS",
                client("sesame").channelBinding(type, binding).build());
    }

    private static ScramClient.FinalBuildStage client(String password) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"))
                .username("alice")
                .password(password.toCharArray());
    }

    private static String scram(MemoryPeer peer, String mechanism, ScramClient client) {
        try {
            String first = peer.say("AUTH " + mechanism + " "
                    + base64(client.clientFirstMessage().toString()));
            client.serverFirstMessage(challenge(first));
            String last = peer.say(base64(client.clientFinalMessage().toString()));
            if (last.startsWith("-ERR")) {
                return last;
            }
            client.serverFinalMessage(challenge(last));
            return peer.say("");
        } catch (ScramException notScram) {
            throw new AssertionError(notScram);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String reply) {
        return new String(Base64.getDecoder().decode(reply.substring(2).strip()), StandardCharsets.UTF_8);
    }
}
