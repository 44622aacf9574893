package mailtls.conformance.check;

import java.util.List;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.spec.Catalogue;
import picocli.CommandLine.Option;

/** The options that tell which cases are wanted. */
final class CaseOptions {

    @Option(
            names = "--case",
            paramLabel = "GLOB",
            description = "Only cases with such an id: smtp.*, *.Boundary.*; as often as needed.")
    private List<String> globs = List.of();

    @Option(
            names = "--requirement",
            paramLabel = "ID",
            description = "Only cases that decide this requirement; as often as needed.")
    private List<String> requirements = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No cases with such an id; as often as needed.")
    private List<String> excluded = List.of();

    /** Returns the selection that they make; a requirement that there is not is refused. */
    Selection selection() {
        var catalogue = Catalogue.load();
        for (String id : requirements) {
            if (catalogue.find(id).isEmpty()) {
                throw Trouble.withUsage(
                        "--requirement: there is no “" + id + "”",
                        "the nearest are " + String.join(", ", catalogue.nearest(id)));
            }
        }
        return new Selection(globs, requirements, excluded);
    }
}
