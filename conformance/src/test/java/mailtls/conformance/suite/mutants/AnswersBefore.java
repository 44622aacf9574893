package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.machine.Over;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** Answers a line by itself, over one channel, as long as another has not come over it. */
final class AnswersBefore extends EndpointWrapper {

    private final Pattern until;
    private final Over over;
    private final Pattern line;
    private final String reply;
    private Channel channel = Channel.CLEARTEXT;
    private boolean isOver;

    /**
     * Makes one.
     *
     * @param until what puts an end to it
     * @param over the channel
     * @param line what is answered, with its end
     * @param reply the answer, with its end
     */
    AnswersBefore(Endpoint right, Pattern until, Over over, Pattern line, String reply) {
        super(right);
        this.until = until;
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
        isOver = false;
        return super.secured(facts);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        String segment = Ascii.text(octets);
        isOver |= until.matcher(segment).lookingAt();
        return !isOver && over.holds(channel) && line.matcher(segment).matches()
                ? List.of(says(reply))
                : super.received(octets);
    }
}
