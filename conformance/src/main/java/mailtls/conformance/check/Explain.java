package mailtls.conformance.check;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.spec.Attack;
import mailtls.conformance.spec.Attacks;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Suite;
import mailtls.wire.Ascii;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mailtls explain}. */
@Command(
        name = "explain",
        description = {
            "Tells what a requirement or a case is about, why it matters, and what to do about it.",
            "",
            "A requirement is something that an RFC asks of mail software, a case is a question to a server or a client that"
                    + " decides one or more of them. mailtls check --list and mailtls check-client --list name the cases."
        })
public final class Explain implements Callable<Integer> {

    private static final int WIDTH = 96;
    private static final String INDENT = "    ";

    private final PrintWriter out;
    private final Catalogue catalogue = Catalogue.load();
    private final Attacks attacks = Attacks.load();
    private final Suite suite = Cases.suite();
    private final Suite ofClients = ClientCases.suite();

    @Parameters(paramLabel = "ID", description = "The id of a requirement, or of a case.")
    private String id = "";

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Explain(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<Case> test = Stream.of(suite, ofClients)
                .flatMap(known -> known.cases().stream())
                .filter(one -> one.id().equals(id))
                .findFirst();
        if (test.isPresent()) {
            explain(test.get());
        } else {
            explain(catalogue.find(id).orElseThrow(this::unknown));
        }
        out.flush();
        return ExitStatus.OK;
    }

    private Trouble unknown() {
        return Trouble.withUsage(
                "there is no requirement and no case “" + id + "”",
                "the nearest are " + String.join(", ", catalogue.nearest(id)));
    }

    private void explain(Case test) {
        out.println(test.id());
        out.println(test.protocol() + ", " + test.mode() + (test.takes().isEmpty() ? "" : ", with " + test.takes()));
        heading("What is played");
        test.play().lines().forEach(line -> out.println(INDENT + line));
        heading("What it decides");
        test.requirements().stream().map(catalogue::cited).forEach(requirement -> {
            out.println(INDENT + requirement.id() + ": " + requirement.wording());
            paragraph(requirement.statement());
        });
        attacks.behind(test.requirements()).forEach(this::explain);
    }

    private void explain(Requirement requirement) {
        out.println(requirement.id());
        out.println(requirement.wording() + ".");
        out.println(facts(requirement));
        heading("What is asked for");
        paragraph(requirement.statement());
        heading("How it is seen");
        paragraph(requirement.observable());
        list("An example", requirement.vector());
        if (!requirement.note().isEmpty()) {
            heading("Note");
            paragraph(requirement.note());
        }
        list("Later", requirement.updatedBy());
        list("Against it", requirement.conflictsWith());
        explain(attacks.behind(requirement.id()));
        list(
                "Cases",
                Stream.of(suite, ofClients)
                        .flatMap(known -> known.deciding(requirement.id()).stream())
                        .map(Case::id)
                        .toList());
    }

    private void explain(Attack attack) {
        heading("Why it matters: " + attack.title());
        paragraph(attack.how());
        paragraph(attack.gain());
        attack.known().ifPresent(known -> {
            heading("Of this kind were");
            paragraph(known + ".");
        });
        if (!attack.fixes().isEmpty()) {
            heading("How to fix it");
            attack.fixes().forEach((software, what) -> paragraph(software + ": " + what));
        }
        heading("What stops it in mailtls");
        out.println(INDENT + attack.ours().file() + ": " + attack.ours().text());
        paragraph(attack.why());
    }

    private static String facts(Requirement requirement) {
        return "For: %s of %s. When: %s. Tier %d, %s. Text: %s."
                .formatted(
                        words(requirement.role()),
                        requirement.protocols().stream().sorted().collect(Collectors.joining(", ")),
                        words(requirement.phase()),
                        requirement.tier(),
                        words(requirement.status()),
                        String.join(", ", requirement.source()));
    }

    private static String words(Enum<?> constant) {
        return Ascii.lower(constant.name()).replace('_', '-');
    }

    private void list(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            heading(heading);
            lines.forEach(line -> out.println(INDENT + line));
        }
    }

    private void heading(String heading) {
        out.println();
        out.println(heading);
    }

    private void paragraph(String text) {
        var line = new StringBuilder(INDENT);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                out.println(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
