package mailtls.conformance.suite;

/** A constant of the cases of an RFC's section. */
public interface Section {

    /** Returns the case that it stands for. */
    Case test();
}
