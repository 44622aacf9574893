package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.machine.Over;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Answers some lines by itself, over one channel, maybe only since it has heard another, and does nothing else about them. */
final class Answers extends EndpointWrapper {

    private final Pattern since;
    private final Over over;
    private final Pattern line;
    private final String reply;
    private Channel channel = Channel.CLEARTEXT;
    private boolean began;

    /**
     * Makes one.
     *
     * @param since what has to be heard first; empty for nothing
     * @param over the channel
     * @param line what is answered, with its end
     * @param reply the answer, with its end
     */
    Answers(Endpoint right, Pattern since, Over over, Pattern line, String reply) {
        super(right);
        this.since = since;
        this.over = over;
        this.line = line;
        this.reply = reply;
    }

    @Override
    public List<Effect> opened(Channel first) {
        channel = first;
        return super.opened(first);
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        channel = new Channel.Tls(facts);
        return super.secured(facts);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        Matcher matcher = line.matcher(segment);
        if (over.holds(channel)
                && matcher.matches()
                && (began || since.pattern().isEmpty())) {
            return List.of(says(matcher.replaceFirst(reply)));
        }
        began |= since.matcher(segment).lookingAt();
        return super.received(octets);
    }
}
