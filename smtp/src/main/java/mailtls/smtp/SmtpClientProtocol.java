package mailtls.smtp;

import mailtls.client.Call;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.tls.Channel;
import mailtls.wire.Limits;

/** SMTP from the client's side, for one connection. */
final class SmtpClientProtocol implements ClientProtocol<SmtpClient> {

    private final Call<SmtpHeard, SmtpClient> call = new Call<>();
    private final TlsMode mode;
    private final Domain clientName;
    private final Limits limits;

    SmtpClientProtocol(TlsMode mode, Domain clientName, Limits limits) {
        this.mode = mode;
        this.clientName = clientName;
        this.limits = limits;
    }

    @Override
    public Call<SmtpHeard, SmtpClient> call() {
        return call;
    }

    @Override
    public TlsMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return Role.MX.protocolName();
    }

    /** None is registered. */
    @Override
    public String applicationProtocol() {
        return "";
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        return begin(SmtpClientState.GREETING, channel, peer);
    }

    /** After STARTTLS the server does not greet again (RFC 3207 section 4.2). */
    @Override
    public Conversation beginAgain(Channel channel, Peer peer) {
        return begin(SmtpClientState.LISTING, channel, peer);
    }

    private Conversation begin(SmtpClientState first, Channel channel, Peer peer) {
        call.nudgeBy(peer.nudge());
        var session = new SmtpClientSession(call, channel, clientName, mode, limits);
        return new Machine<>(SmtpClientTable.of(mode), first, session, channel, peer);
    }
}
