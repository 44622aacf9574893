package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Knows over TLS what was said in clear: it says some of it to itself again, and keeps the answers to itself. */
final class Remembers extends EndpointWrapper {

    private final Pattern lines;
    private final Pattern when;
    private String remembered = "";
    private boolean overTls;

    /**
     * Makes one.
     *
     * @param lines what is remembered
     * @param when the line over TLS after which it is known again; empty for the handshake
     */
    Remembers(Endpoint right, Pattern lines, Pattern when) {
        super(right);
        this.lines = lines;
        this.when = when;
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        List<Effect> effects = super.received(octets);
        if (!overTls && lines.matcher(segment).lookingAt()) {
            remembered += segment;
        }
        if (overTls && !when.pattern().isEmpty() && when.matcher(segment).lookingAt()) {
            recall();
        }
        return effects;
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        List<Effect> effects = super.secured(facts);
        overTls = true;
        if (when.pattern().isEmpty()) {
            recall();
        }
        return effects;
    }

    private void recall() {
        super.received(ByteBuffer.wrap(Ascii.octets(remembered)));
    }
}
