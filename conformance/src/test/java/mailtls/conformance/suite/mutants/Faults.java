package mailtls.conformance.suite.mutants;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.machine.Over;

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

    /** Obeys over TLS, as soon as there is TLS, what came behind the command that starts it; no more than fits a pattern. */
    static UnaryOperator<Endpoint> keeps(String command, String what) {
        return right -> new KeepsCleartext(right, command, Pattern.compile(what));
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

    /** Takes the end of the connection for the end of what was being said. */
    static UnaryOperator<Endpoint> completesWhatWasCutOff(String rest) {
        return right -> new CompletesWhatWasCutOff(right, rest);
    }
}
