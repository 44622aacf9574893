package mailtls.conformance.suite.mutants;

import java.util.List;
import java.util.stream.Stream;

/** What is wrong in the same way with several servers: a mutant on each port where it can be. */
interface Fault {

    /** Returns its name: the constant's. */
    String name();

    /** Returns the id of the requirement that it breaks. */
    String requirement();

    /** Returns the servers that have it. */
    List<Broken> servers();

    /** Returns a mutant for each of them. */
    default Stream<Mutant> mutants() {
        return servers().stream().map(server -> new OnPort(name(), requirement(), server));
    }

    /** A fault on one port. */
    record OnPort(String name, String requirement, Broken server) implements Mutant {
        @Override
        public String toString() {
            return name + " on " + server.scheme();
        }
    }
}
