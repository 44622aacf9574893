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

    private final String command;
    private final Pattern what;
    private String kept = "";

    /**
     * Makes one.
     *
     * @param command the end of the line that starts TLS, in capitals
     * @param what what is kept of that which stands behind the line
     */
    KeepsCleartext(Endpoint right, String command, Pattern what) {
        super(right);
        this.command = command + "\r\n";
        this.what = what;
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        int at = Ascii.upper(segment).indexOf(command);
        // What a client in a hurry says first is a record, and not kept.
        if (at < 0 || segment.indexOf('\u0016') >= 0) {
            return super.received(octets);
        }
        int end = at + command.length();
        Matcher behind = what.matcher(segment.substring(end));
        kept = behind.find() ? behind.group() : "";
        return super.received(ByteBuffer.wrap(Ascii.octets(segment.substring(0, end))));
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        List<Effect> first = super.secured(facts);
        return kept.isEmpty() ? first : join(first, super.received(ByteBuffer.wrap(Ascii.octets(kept))));
    }
}
