package mailtls.imap;

import mailtls.MailServer;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.machine.Transitions;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;

/** The door to IMAP, IMAP4rev1 and IMAP4rev2 alike (RFC 3501, RFC 9051). */
public final class Imap {

    static final String NAME = "imap";

    private Imap() {}

    /**
     * Returns the protocol as a server speaks it.
     *
     * @param house whose server it is
     * @param policy how clients get TLS on this listener, and whether passwords are looked at without it
     */
    public static Protocol server(MailServer house, ListenerPolicy policy) {
        return server(house, ImapTable.of(policy));
    }

    /**
     * Returns a client's side of a connection, for {@link mailtls.mina.MinaClient#connect}.
     *
     * @param mode how TLS is begun, and who the server must prove to be; IMAP has no opportunistic mode, since what is
     *     protected is a password (RFC 8314 section 5.2)
     */
    public static ClientProtocol<ImapClient> client(TlsMode mode) {
        return new ImapClientProtocol(mode, ImapClientTable.of(mode), Limits.DEFAULT);
    }

    /** Returns the protocol that a table describes. */
    static Protocol server(MailServer house, Transitions<ImapState, ImapSession> table) {
        return new Server(house, table);
    }

    private record Server(MailServer house, Transitions<ImapState, ImapSession> table) implements Protocol {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String applicationProtocol() {
            return NAME;
        }

        @Override
        public Conversation begin(Channel channel, Peer peer) {
            var session = new ImapSession(house, Capabilities.of(house, table, channel), peer);
            return new Machine<>(table, ImapState.NOT_AUTHENTICATED, session, channel, peer);
        }
    }
}
