package mailtls.conformance.suite;

import java.util.List;
import java.util.Optional;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;

/**
 * What a verdict rests on.
 *
 * @param requirements what is asked for
 * @param expected what was expected when it came otherwise, as it stands in the case
 * @param transcript what was said
 */
public record Evidence(List<Requirement> requirements, Optional<String> expected, Optional<Transcript> transcript) {

    public Evidence {
        requirements = List.copyOf(requirements);
    }
}
