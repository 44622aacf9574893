package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Serves over TLS what was buffered in clear, as in CVE-2011-0411. */
final class KeepsCleartext extends EndpointWrapper {

    private final Pattern command;
    private final Pattern what;
    private String kept = "";

    /**
     * Makes one.
     *
     * @param command the line that starts TLS, with its end, and the word that it should be as its first group
     * @param what what is kept of that which stands behind the line
     */
    KeepsCleartext(Endpoint right, Pattern command, Pattern what) {
        super(right);
        this.command = command;
        this.what = what;
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        Matcher line = command.matcher(segment);
        // What a client in a hurry says first is a record, and not kept.
        if (!line.find() || segment.indexOf('\u0016') >= 0) {
            return super.received(octets);
        }
        Matcher behind = what.matcher(segment.substring(line.end()));
        kept = behind.find() ? behind.group() : "";
        return super.received(ByteBuffer.wrap(Ascii.octets(segment.substring(0, line.end(1)) + "\r\n")));
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        List<Effect> first = super.secured(facts);
        return kept.isEmpty() ? first : join(first, super.received(ByteBuffer.wrap(Ascii.octets(kept))));
    }
}
