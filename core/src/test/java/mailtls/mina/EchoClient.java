package mailtls.mina;

import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mailtls.client.Ask;
import mailtls.client.Call;
import mailtls.client.ClientDialect;
import mailtls.client.ClientProtocol;
import mailtls.client.Request;
import mailtls.client.TlsMode;
import mailtls.machine.Command;
import mailtls.machine.Conversation;
import mailtls.machine.Machine;
import mailtls.machine.Parsed;
import mailtls.machine.Peer;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.machine.State;
import mailtls.machine.Transitions;
import mailtls.tls.Channel;
import mailtls.wire.Input;

/** A client of {@link EchoProtocol}: waits for the greeting, says lines and hears lines. It never asks for TLS. */
final class EchoClient implements ClientProtocol<EchoClient> {

    enum Where implements State {
        GREETING,
        OPEN,
        CLOSED {
            @Override
            public Next next() {
                return Next.CLOSE;
            }
        }
    }

    record Heard(String line) implements Command {}

    private static final Transitions<Where, Session> TABLE = Transitions.of(
            row(Where.GREETING, Heard.class, EITHER, Session::open, Where.OPEN, "echo"),
            stay(Where.OPEN, Heard.class, EITHER, Session::answered, "echo").otherwise(Where.CLOSED));

    private final Call<Heard, EchoClient> call = new Call<>();
    private final TlsMode mode;

    EchoClient(TlsMode mode) {
        this.mode = mode;
    }

    /** Says a line, and returns what comes back. */
    CompletableFuture<String> say(String line) {
        return call.ask(new Ask<Heard, String>() {

            @Override
            public Reply first() {
                return Request.line(line);
            }

            @Override
            public Outcome<String> hear(Heard reply) {
                return line.equals("QUIT") ? new Outcome.Last<>(reply.line()) : new Outcome.Done<>(reply.line());
            }
        });
    }

    CompletableFuture<Void> over() {
        return call.over();
    }

    @Override
    public Call<Heard, EchoClient> call() {
        return call;
    }

    @Override
    public TlsMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String applicationProtocol() {
        return "";
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        call.nudgeBy(peer.nudge());
        return new Machine<>(TABLE, Where.GREETING, new Session(), channel, peer);
    }

    private final class Session implements ClientDialect {

        @Override
        public Call<Heard, EchoClient> call() {
            return call;
        }

        Reply open(Heard greeting) {
            call.handOver(EchoClient.this);
            return Reply.NONE;
        }

        Reply answered(Heard line) {
            return call.hear(line);
        }

        @Override
        public int longestLine() {
            return 200;
        }

        @Override
        public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
            return new Parsed.Whole(new Heard(input.toString()));
        }
    }
}
