package mailtls.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import picocli.CommandLine.Option;

/** Where reports go, besides what is printed. */
final class ReportOptions {

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Also write a report: text, json or svg; as often as needed.")
    private Map<String, Path> reports = new LinkedHashMap<>();

    /** Does not go on if there is no such format: better now than after an hour. */
    void requireFormats() {
        reports.keySet().forEach(ReportOptions::format);
    }

    /** Writes them. */
    void write(Outcome outcome) {
        reports.forEach((name, file) -> write(file, format(name).of(outcome, version())));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw Trouble.withFile("can't write " + file + ": " + unwritable.getMessage(), "name another file");
        }
    }

    private static ReportFormat format(String name) {
        return ReportFormat.named(name)
                .orElseThrow(() -> Trouble.withUsage(
                        "--report: there is no format “" + name + "”", "there are " + ReportFormat.names()));
    }

    private static String version() {
        return Optional.ofNullable(Bench.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }
}
