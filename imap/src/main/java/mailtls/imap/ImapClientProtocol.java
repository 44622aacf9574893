package mailtls.imap;

import mailtls.client.Call;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.machine.Transitions;
import mailtls.tls.Channel;
import mailtls.wire.Limits;

/** IMAP from the client's side, for one connection. */
final class ImapClientProtocol implements ClientProtocol<ImapClient> {

    private final Call<ImapHeard, ImapClient> call = new Call<>();
    private final TlsMode mode;
    private final Transitions<ImapClientState, ImapClientSession> table;
    private final Limits limits;

    ImapClientProtocol(TlsMode mode, Transitions<ImapClientState, ImapClientSession> table, Limits limits) {
        if (mode instanceof TlsMode.StartTlsOpportunistic) {
            throw new IllegalArgumentException(
                    "IMAP carries a password; TLS is required or done without, not hoped for");
        }
        this.mode = mode;
        this.table = table;
        this.limits = limits;
    }

    @Override
    public Call<ImapHeard, ImapClient> call() {
        return call;
    }

    @Override
    public TlsMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return Imap.NAME;
    }

    @Override
    public String applicationProtocol() {
        return Imap.NAME;
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        return begin(ImapClientState.GREETING, channel, peer);
    }

    /** After STARTTLS the server does not greet again (RFC 9051 section 6.2.1). */
    @Override
    public Conversation beginAgain(Channel channel, Peer peer) {
        return begin(ImapClientState.LISTING, channel, peer);
    }

    private Conversation begin(ImapClientState first, Channel channel, Peer peer) {
        call.nudgeBy(peer.nudge());
        return new Machine<>(table, first, new ImapClientSession(call, channel, limits), channel, peer);
    }
}
