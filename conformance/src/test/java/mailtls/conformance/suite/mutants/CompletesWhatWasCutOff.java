package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Takes the end of the connection for the end of what was being said. */
final class CompletesWhatWasCutOff extends EndpointWrapper {

    private final String rest;

    CompletesWhatWasCutOff(Endpoint right, String rest) {
        super(right);
        this.rest = rest;
    }

    @Override
    public List<Effect> peerEnded(Ending how) {
        super.received(ByteBuffer.wrap(Ascii.octets(rest)));
        return super.peerEnded(how);
    }
}
