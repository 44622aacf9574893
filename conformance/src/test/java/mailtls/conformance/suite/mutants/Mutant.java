package mailtls.conformance.suite.mutants;

import java.util.Optional;
import mailtls.conformance.suite.Case;

/** A server that is wrong in one way, called after what it does. */
interface Mutant {

    /** Returns its name: the constant's. */
    String name();

    /** Returns the id of the requirement that it breaks. */
    String requirement();

    /** Returns the server. */
    Broken server();

    /** Returns its port of the other mode, if that is needed to see what is wrong. */
    default Optional<Broken> twin() {
        return Optional.empty();
    }

    /**
     * Returns whether it has to stand up to a case. The generated ones are many, and dear: those about the border are asked only about
     * the requirement that they decide, and those about TLS itself only of the mutants that are wrong there.
     */
    default boolean isAskedAbout(Case test) {
        return switch (family(test)) {
            case "Hellos", "Lifecycle", "Equality" -> false;
            case "Boundary" -> test.requirements().contains(requirement());
            default -> !server().isAskedOnlyAboutIt() || test.requirements().contains(requirement());
        };
    }

    /** Returns the second word of a case's name. */
    static String family(Case test) {
        return test.id().split("\\.")[1];
    }
}
