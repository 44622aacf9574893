package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Says OK to whoever selects a mailbox, logged in or not. */
final class LetsIn extends EndpointWrapper {

    LetsIn(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String[] words = Ascii.text(octets).split(" ");
        return words.length > 1 && words[1].equals("SELECT")
                ? List.of(says(words[0] + " OK [READ-WRITE] yours\r\n"))
                : super.received(octets);
    }
}
