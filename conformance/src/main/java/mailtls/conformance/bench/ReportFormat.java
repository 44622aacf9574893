package mailtls.conformance.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/** The formats of reports that are files. */
enum ReportFormat {
    TEXT((outcome, version) -> TextReport.of(outcome)),
    JSON(JsonReport::of),
    SVG((outcome, version) -> SvgReport.of(outcome));

    private final BiFunction<Outcome, String, String> writer;

    ReportFormat(BiFunction<Outcome, String, String> writer) {
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
    String of(Outcome outcome, String version) {
        return writer.apply(outcome, version);
    }

    /** Returns its name as it is typed. */
    @Override
    public String toString() {
        return Ascii.lower(name());
    }
}
