package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mailtls.connection.Deadline;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.machine.Reply;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** An endpoint that does as another does. A mutant overrides one thing. */
class EndpointWrapper implements Endpoint {

    private final Endpoint right;

    EndpointWrapper(Endpoint right) {
        this.right = right;
    }

    @Override
    public List<Effect> opened(Channel channel) {
        return right.opened(channel);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        return right.received(octets);
    }

    @Override
    public List<Effect> sent() {
        return right.sent();
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        return right.secured(facts);
    }

    @Override
    public List<Effect> handshakeFailed() {
        return right.handshakeFailed();
    }

    @Override
    public List<Effect> peerEnded(Ending how) {
        return right.peerEnded(how);
    }

    @Override
    public List<Effect> timeUp(Deadline deadline) {
        return right.timeUp(deadline);
    }

    @Override
    public List<Effect> nudged() {
        return right.nudged();
    }

    @Override
    public List<Effect> shutdown() {
        return right.shutdown();
    }

    @Override
    public void gone() {
        right.gone();
    }

    /** Returns what sends some words. */
    static Effect says(String words) {
        return new Effect.Send(new Reply() {
            @Override
            public boolean accepts() {
                return true;
            }

            @Override
            public List<ByteBuffer> octets() {
                return List.of(ByteBuffer.wrap(Ascii.octets(words)));
            }
        });
    }

    /** Returns the words that an effect sends; none if it sends nothing. */
    static String words(Effect effect) {
        var words = new StringBuilder();
        if (effect instanceof Effect.Send send) {
            send.reply().octets().forEach(piece -> words.append(Ascii.text(piece)));
        }
        return words.toString();
    }

    static List<Effect> join(List<Effect> first, List<Effect> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
