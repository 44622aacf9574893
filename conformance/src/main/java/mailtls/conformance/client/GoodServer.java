package mailtls.conformance.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.MailServer;
import mailtls.conformance.peer.MailProtocol;
import mailtls.connection.Connection;
import mailtls.connection.Effect;
import mailtls.connection.Transport;
import mailtls.connection.WireLog;
import mailtls.imap.Imap;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MailAccount;
import mailtls.store.MailStore;
import mailtls.store.MemoryMailStore;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * A server that does as it should: mailtls's own, without a network. A hostile server asks it for all that its scenario has no other
 * words for.
 */
final class GoodServer implements Transport {

    private final Connection connection;
    private final StringBuilder said = new StringBuilder();
    private boolean wantsTls;
    private boolean closes;

    private GoodServer(Protocol protocol, Channel channel) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var peer = new Peer(address, event -> {}, () -> {});
        connection = new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF);
        perform(connection.opened(channel));
    }

    /**
     * Returns a server that has a conversation before it.
     *
     * @param house who may log in, and where the mail is
     * @param isMx whether a server for SMTP takes mail from anybody
     */
    static GoodServer of(MailProtocol protocol, MailServer house, boolean isMx, Channel channel) {
        ListenerPolicy policy = channel.isTls() ? ListenerPolicy.IMPLICIT : ListenerPolicy.STARTTLS_REQUIRED;
        return new GoodServer(
                switch (protocol) {
                    case IMAP -> Imap.server(house, policy);
                    case POP3 -> Pop3.server(house, policy);
                    case SMTP -> smtp(house, isMx, channel.isTls());
                },
                channel);
    }

    private static Protocol smtp(MailServer house, boolean isMx, boolean isTls) {
        if (isMx) {
            return Smtp.mx(house, isTls ? ListenerPolicy.IMPLICIT : ListenerPolicy.STARTTLS_OFFERED);
        }
        return isTls ? Smtp.submissions(house) : Smtp.submission(house, ListenerPolicy.STARTTLS_REQUIRED);
    }

    /** Returns a house in which one user has mail, and any mail is taken for that user. */
    static MailServer house(String host, String user, String password, String message) {
        var memory = new MemoryMailStore(1 << 24, Set.of());
        MailAccount account = memory.addAccount(user);
        account.mailbox(MailAccount.INBOX).orElseThrow().append(Ascii.utf8(message), Set.of(), java.time.Instant.now());
        return new MailServer(host, new Accounts().add(user, password), new TakesAll(memory, user), Limits.DEFAULT);
    }

    /** Takes mail for any address. */
    private record TakesAll(MailStore store, String user) implements MailStore {
        @Override
        public Optional<MailAccount> account(String name) {
            return store.account(name);
        }

        @Override
        public Optional<String> userOf(String address) {
            return Optional.of(user);
        }

        @Override
        public boolean takesMailFor(String domain) {
            return true;
        }
    }

    /** Hears octets and returns what it answers. */
    String hear(String octets) {
        perform(connection.received(ByteBuffer.wrap(Ascii.octets(octets))));
        for (List<Effect> more = connection.sent(); !more.isEmpty(); more = connection.sent()) {
            perform(more);
        }
        return said();
    }

    /** Returns what it has said, and forgets it. */
    String said() {
        String words = said.toString();
        said.setLength(0);
        return words;
    }

    /** Returns whether it waits for a handshake now. */
    boolean wantsTls() {
        return wantsTls;
    }

    /** Returns whether it has ended the conversation. */
    boolean closes() {
        return closes;
    }

    @Override
    public void send(List<ByteBuffer> octets) {
        octets.forEach(piece -> said.append(Ascii.text(piece)));
    }

    @Override
    public void startTls(ByteBuffer arrived) {
        wantsTls = true;
    }

    @Override
    public void close() {
        closes = true;
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.perform(this));
    }
}
