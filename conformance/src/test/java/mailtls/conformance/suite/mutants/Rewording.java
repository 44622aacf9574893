package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.machine.Over;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Hears and says other words over one channel. */
final class Rewording extends EndpointWrapper {

    private final Over over;
    private final UnaryOperator<String> heard;
    private final UnaryOperator<String> said;
    private Channel channel = Channel.CLEARTEXT;

    Rewording(Endpoint right, Over over, UnaryOperator<String> heard, UnaryOperator<String> said) {
        super(right);
        this.over = over;
        this.heard = heard;
        this.said = said;
    }

    @Override
    public List<Effect> opened(Channel first) {
        channel = first;
        return reworded(super.opened(first));
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        channel = new Channel.Tls(facts);
        return super.secured(facts);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        if (!over.holds(channel)) {
            return super.received(octets);
        }
        return reworded(super.received(ByteBuffer.wrap(Ascii.octets(heard.apply(Ascii.text(octets))))));
    }

    private List<Effect> reworded(List<Effect> effects) {
        return over.holds(channel) ? effects.stream().map(this::reworded).toList() : effects;
    }

    private Effect reworded(Effect effect) {
        String words = words(effect);
        return said.apply(words).equals(words) ? effect : says(said.apply(words));
    }
}
