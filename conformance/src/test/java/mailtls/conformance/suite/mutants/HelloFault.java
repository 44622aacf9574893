package mailtls.conformance.suite.mutants;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is wrong with the answer to some ClientHellos; the others are answered as they should be.
 *
 * @param when which those are
 * @param answer what is said to them, before the connection ends
 * @param isDeadly whether they are the server's last
 */
record HelloFault(Predicate<SeenHello> when, Function<SeenHello, String> answer, boolean isDeadly) {

    static final HelloFault NONE = new HelloFault(hello -> false, hello -> "", false);

    /** Goes on where it should not, or not like this. */
    static HelloFault says(SaidHello answer, Predicate<SeenHello> when) {
        return new HelloFault(when, hello -> answer.octets(), false);
    }

    /** Refuses what it should take, or with another alert than it should. */
    static HelloFault refuses(int alert, Predicate<SeenHello> when) {
        return new HelloFault(when, hello -> SaidHello.alert(alert), false);
    }

    /** Goes down. */
    static HelloFault diesOf(Predicate<SeenHello> when) {
        return new HelloFault(when, hello -> "", true);
    }
}
