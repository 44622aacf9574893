package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.machine.Over;
import mailtls.wire.Ascii;

/**
 * What can be wrong with an endpoint, each in a line. Patterns are regular expressions, looked for in the octets of a segment or of a
 * reply; in what they are replaced by, {@code $1} is their first group.
 */
final class Faults {

    /** Whatever it is. */
    static final String ANYTHING = "(?s).*";

    /** What stands behind the last end of a line. */
    static final String HALF_A_LINE = "[^\r\n]*\\z";

    private Faults() {}

    /** Hears other words than were said. */
    static UnaryOperator<Endpoint> hears(Over over, String said, String heard) {
        return right -> new Rewording(right, over, words -> words.replaceAll(said, heard), UnaryOperator.identity());
    }

    /** Says other words than it should. */
    static UnaryOperator<Endpoint> says(Over over, String right, String wrong) {
        return endpoint ->
                new Rewording(endpoint, over, UnaryOperator.identity(), words -> words.replaceAll(right, wrong));
    }

    /** Answers a line by itself. */
    static UnaryOperator<Endpoint> answers(Over over, String line, String reply) {
        return answersSince("", over, line, reply);
    }

    /** Answers a line by itself once it has heard another. */
    static UnaryOperator<Endpoint> answersSince(String since, Over over, String line, String reply) {
        return right ->
                new Answers(right, Pattern.compile(since), over, Pattern.compile(line + "\r\n"), reply + "\r\n");
    }

    /** Answers a line by itself until it has heard another over the same channel. */
    static UnaryOperator<Endpoint> answersBefore(String until, Over over, String line, String reply) {
        return right ->
                new AnswersBefore(right, Pattern.compile(until), over, Pattern.compile(line + "\r\n"), reply + "\r\n");
    }

    /** Answers a line, and closes the connection. */
    static UnaryOperator<Endpoint> hangsUp(String line, String reply) {
        Pattern last = Pattern.compile(line + "\r\n");
        return right -> new EndpointWrapper(right) {
            @Override
            public List<Effect> received(ByteBuffer octets) {
                return last.matcher(Ascii.text(octets)).matches()
                        ? List.of(EndpointWrapper.says(reply + "\r\n"), new Effect.Close())
                        : super.received(octets);
            }
        };
    }

    /** Obeys over TLS, as soon as there is TLS, what came behind the command that starts it; no more than fits a pattern. */
    static UnaryOperator<Endpoint> keeps(String command, String what) {
        Pattern line = Pattern.compile("(" + command + ")[ \r]*\n", Pattern.CASE_INSENSITIVE);
        return right -> new KeepsCleartext(right, line, Pattern.compile(what));
    }

    /** The same for what came behind a command that only CR ends. */
    static UnaryOperator<Endpoint> keepsBehindCr(String command) {
        return right ->
                new KeepsCleartext(right, Pattern.compile("(" + command + ")\r(?!\n)"), Pattern.compile(ANYTHING));
    }

    /** Knows over TLS what was said in clear, as soon as there is TLS. */
    static UnaryOperator<Endpoint> remembers(String lines) {
        return right -> new Remembers(right, Pattern.compile(lines), Pattern.compile(""));
    }

    /** Knows over TLS what was said in clear, as soon as a line is said. */
    static UnaryOperator<Endpoint> remembersAfter(String line, String lines) {
        return right -> new Remembers(right, Pattern.compile(lines), Pattern.compile(line));
    }

    /** Says something when the handshake has failed. */
    static UnaryOperator<Endpoint> saysWhenTheHandshakeFails(String words) {
        return right -> new EndpointWrapper(right) {
            @Override
            public List<Effect> handshakeFailed() {
                return join(List.of(EndpointWrapper.says(words + "\r\n")), super.handshakeFailed());
            }
        };
    }

    /** Takes the end of the connection for the end of what was being said, if it fits a pattern, and answers it. */
    static UnaryOperator<Endpoint> acceptsWhatWasCutOff(String what, String rest) {
        Pattern begun = Pattern.compile(what);
        return right -> new EndpointWrapper(right) {
            private boolean isCutOff;

            @Override
            public List<Effect> received(ByteBuffer octets) {
                isCutOff = begun.matcher(Ascii.text(octets)).lookingAt();
                return super.received(octets);
            }

            @Override
            public List<Effect> peerEnded(Ending how) {
                List<Effect> answer = isCutOff ? super.received(ByteBuffer.wrap(Ascii.octets(rest))) : List.of();
                return join(answer, super.peerEnded(how));
            }
        };
    }

    /** Takes the end of the connection for the end of what was being said, and tells nobody. */
    static UnaryOperator<Endpoint> completesWhatWasCutOff(String rest) {
        return right -> new CompletesWhatWasCutOff(right, rest);
    }
}
