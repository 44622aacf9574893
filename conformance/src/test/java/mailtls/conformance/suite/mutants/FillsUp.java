package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Takes the end of a connection for the rest of what was announced. */
final class FillsUp extends EndpointWrapper {

    private static final int MORE_THAN_ENOUGH = 1000;

    FillsUp(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> peerEnded(Ending how) {
        String rest = "\r\n".repeat(MORE_THAN_ENOUGH);
        return join(super.received(ByteBuffer.wrap(Ascii.octets(rest))), super.peerEnded(how));
    }
}
