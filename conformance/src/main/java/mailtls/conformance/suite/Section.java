package mailtls.conformance.suite;

import java.util.stream.Stream;

/** A constant of the cases of an RFC's section. */
public interface Section {

    /** Returns the case that it stands for. */
    Case test();

    /** Returns this case and its twins: the same conversation, come to in other ways. */
    default Stream<Case> tests() {
        return Stream.of(test());
    }
}
