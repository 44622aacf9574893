package mailtls.pop3;

import mailtls.client.Call;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.machine.Transitions;
import mailtls.tls.Channel;
import mailtls.wire.Limits;

/** POP3 from the client's side, for one connection. */
final class Pop3ClientProtocol implements ClientProtocol<Pop3Client> {

    private final Call<Pop3Heard, Pop3Client> call = new Call<>();
    private final TlsMode mode;
    private final Transitions<Pop3ClientState, Pop3ClientSession> table;
    private final Limits limits;

    Pop3ClientProtocol(TlsMode mode, Transitions<Pop3ClientState, Pop3ClientSession> table, Limits limits) {
        if (mode instanceof TlsMode.StartTlsOpportunistic) {
            throw new IllegalArgumentException(
                    "POP3 carries a password; TLS is required or done without, not hoped for");
        }
        this.mode = mode;
        this.table = table;
        this.limits = limits;
    }

    @Override
    public Call<Pop3Heard, Pop3Client> call() {
        return call;
    }

    @Override
    public TlsMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return Pop3.NAME;
    }

    @Override
    public String applicationProtocol() {
        return Pop3.NAME;
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        return begin(Pop3ClientState.GREETING, channel, peer);
    }

    /** After STLS the server does not greet again (RFC 2595 section 4). */
    @Override
    public Conversation beginAgain(Channel channel, Peer peer) {
        return begin(Pop3ClientState.LISTING, channel, peer);
    }

    private Conversation begin(Pop3ClientState first, Channel channel, Peer peer) {
        call.nudgeBy(peer.nudge());
        return new Machine<>(table, first, new Pop3ClientSession(call, channel, limits), channel, peer);
    }
}
