package mailtls.conformance.suite.mutants;

import static java.util.Comparator.comparing;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;

/** Of the commands in a segment, answers those first that it takes. */
final class AnswersRefusalsLast extends EndpointWrapper {

    AnswersRefusalsLast(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        return super.received(octets).stream()
                .sorted(comparing(AnswersRefusalsLast::isRefusal))
                .toList();
    }

    /** What is not said comes last anyway. */
    private static boolean isRefusal(Effect effect) {
        String words = words(effect);
        return !(effect instanceof Effect.Send) || words.startsWith("4") || words.startsWith("5");
    }
}
