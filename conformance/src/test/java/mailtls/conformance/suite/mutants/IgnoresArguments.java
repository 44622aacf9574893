package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Takes STARTTLS whatever stands behind it. */
final class IgnoresArguments extends EndpointWrapper {

    IgnoresArguments(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String bare = Ascii.text(octets).replaceFirst("(STARTTLS|STLS) [a-z]+\r\n", "$1\r\n");
        return super.received(ByteBuffer.wrap(Ascii.octets(bare)));
    }
}
