package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Serves over TLS what was buffered in clear, as in CVE-2011-0411. */
final class KeepsBufferedCleartext extends EndpointWrapper {

    private final String command;
    private String kept = "";

    /**
     * Makes one.
     *
     * @param command the end of the line that starts TLS, in capitals
     */
    KeepsBufferedCleartext(Endpoint right, String command) {
        super(right);
        this.command = command + "\r\n";
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        int at = Ascii.upper(segment).indexOf(command);
        if (at < 0) {
            return super.received(octets);
        }
        int end = at + command.length();
        kept = segment.substring(end);
        return super.received(ByteBuffer.wrap(Ascii.octets(segment.substring(0, end))));
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        List<Effect> first = super.secured(facts);
        return kept.isEmpty() ? first : join(first, super.received(ByteBuffer.wrap(Ascii.octets(kept))));
    }
}
