package mailtls.conformance.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/** The formats of reports that are files. */
enum ReportFormat {
    JSON(JsonReport::of),
    JUNIT((run, version) -> JunitReport.of(run)),
    HTML(HtmlReport::of),
    SARIF(SarifReport::of),
    MARKDOWN(MarkdownReport::of);

    private final BiFunction<Run, String, String> writer;

    ReportFormat(BiFunction<Run, String, String> writer) {
        this.writer = writer;
    }

    /** Returns the format with a name. */
    static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Returns the names of all, for who mistyped one. */
    static String names() {
        return Arrays.stream(values()).map(ReportFormat::toString).collect(Collectors.joining(", "));
    }

    /**
     * Returns the text of the file.
     *
     * @param version mailtls's own
     */
    String of(Run run, String version) {
        return writer.apply(run, version);
    }

    /** Returns its name as it is typed. */
    @Override
    public String toString() {
        return Ascii.lower(name());
    }
}
