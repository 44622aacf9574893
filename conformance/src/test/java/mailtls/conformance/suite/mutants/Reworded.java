package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Hears other words than were said to it, and says others than it should. */
final class Reworded extends EndpointWrapper {

    private final UnaryOperator<String> heard;
    private final UnaryOperator<String> said;

    private Reworded(Endpoint right, UnaryOperator<String> heard, UnaryOperator<String> said) {
        super(right);
        this.heard = heard;
        this.said = said;
    }

    /** Returns a fault: where it should hear this, it hears something else. */
    static UnaryOperator<Endpoint> hears(String pattern, String instead) {
        return right -> new Reworded(right, words -> words.replaceAll(pattern, instead), words -> words);
    }

    /** Returns a fault: where it should say this, it says something else. */
    static UnaryOperator<Endpoint> says(String pattern, String instead) {
        return right -> new Reworded(right, words -> words, words -> words.replaceAll(pattern, instead));
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String words = heard.apply(Ascii.text(octets));
        return super.received(ByteBuffer.wrap(Ascii.octets(words))).stream()
                .map(this::changed)
                .toList();
    }

    private Effect changed(Effect effect) {
        String right = words(effect);
        String wrong = said.apply(right);
        return right.equals(wrong) ? effect : says(wrong);
    }
}
