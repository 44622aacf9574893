package mailtls.conformance.suite;

import java.util.List;
import java.util.Optional;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Phase;

/**
 * What a verdict rests on.
 *
 * @param requirements what is asked for
 * @param expected what was expected when it came otherwise, as it stands in the case
 * @param where where in the connection that was, if that is known
 * @param transcript what was said
 */
public record Evidence(
        List<Requirement> requirements,
        Optional<String> expected,
        Optional<Phase> where,
        Optional<Transcript> transcript) {

    public Evidence {
        requirements = List.copyOf(requirements);
    }

    /** Returns what there is where nothing was played. */
    static Evidence none(List<Requirement> requirements) {
        return new Evidence(requirements, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns where in a connection the case looks: where it came otherwise, or what its first requirement is about. */
    public Optional<Phase> phase() {
        return where.or(() -> requirements.stream().map(Requirement::phase).findFirst());
    }
}
