package mailtls.https;

import static mailtls.https.HttpsProtocol.State.ASKED;
import static mailtls.https.HttpsProtocol.State.CLOSED;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;

import mailtls.client.Call;
import mailtls.client.ClientProtocol;
import mailtls.client.TlsMode;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Peer;
import mailtls.machine.Transitions;
import mailtls.tls.Channel;

/** HTTP/1.1 from the client's side, for one connection and one question. */
final class HttpsProtocol implements ClientProtocol<HttpsAnswer> {

    /** Where a client is on its way to an answer. */
    enum State implements mailtls.machine.State {
        /** The question was said with the first octets over TLS. */
        ASKED(Next.READ),
        /** The answer is there. */
        CLOSED(Next.CLOSE);

        private final Next next;

        State(Next next) {
            this.next = next;
        }

        @Override
        public Next next() {
            return next;
        }
    }

    // spotless:off
    static final Transitions<State, HttpsSession> TABLE = Transitions.of(
            //   in     reply              over  answered by             then    source
            row( ASKED, HttpsAnswer.class, TLS,  HttpsSession::answered, CLOSED, "RFC 9112 9.6"));
    // spotless:on

    private final Call<HttpsAnswer, HttpsAnswer> call = new Call<>();
    private final TlsMode mode;
    private final String host;
    private final String path;
    private final int longest;

    HttpsProtocol(TlsMode.ImplicitTls mode, String host, String path, int longest) {
        this.mode = mode;
        this.host = host;
        this.path = path;
        this.longest = longest;
    }

    @Override
    public Call<HttpsAnswer, HttpsAnswer> call() {
        return call;
    }

    @Override
    public TlsMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return "HTTPS";
    }

    @Override
    public String applicationProtocol() {
        return "http/1.1";
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        call.nudgeBy(peer.nudge());
        return new Machine<>(TABLE, ASKED, new HttpsSession(call, host, path, longest), channel, peer);
    }
}
