package mailtls.conformance.suite.mutants;

/** A server that is wrong in one way, called after what it does. */
interface Mutant {

    /** Returns its name: the constant's. */
    String name();

    /** Returns the id of the requirement that it breaks. */
    String requirement();

    /** Returns the server. */
    Broken server();
}
