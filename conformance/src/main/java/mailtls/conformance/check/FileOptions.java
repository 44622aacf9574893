package mailtls.conformance.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Capture;
import mailtls.conformance.peer.PcapFile;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Suite;
import picocli.CommandLine.Option;

/** The options that name files: one that is read, and those that are written. */
final class FileOptions {

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "What is known to go wrong: a case's id and a reason on each line. It does not count.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Also write a report: json, junit, html, sarif or markdown; as often as needed.")
    private Map<String, Path> reports = new LinkedHashMap<>();

    @Option(
            names = "--save-failures",
            paramLabel = "DIR",
            description =
                    "Write each case that goes wrong into a file there, for mailtls replay; what was generated is made"
                            + " as short as possible first.")
    private Optional<Path> failures = Optional.empty();

    @Option(
            names = "--pcap",
            paramLabel = "FILE",
            description = "Write all that was sent and received, for Wireshark; secrets that went in clear are in it.")
    private Optional<Path> pcap = Optional.empty();

    /** Returns what is known to go wrong. */
    Baseline baseline() {
        return baseline.map(file -> baseline(file, Cases.suite())).orElse(Baseline.NONE);
    }

    static Baseline baseline(Path file, Suite suite) {
        Set<String> ids = suite.cases().stream().map(Case::id).collect(Collectors.toSet());
        try {
            return Baseline.of(Files.readAllLines(file), ids);
        } catch (IOException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use the baseline in " + file + ": " + unusable.getMessage(),
                    "it should have a case's id and a reason on each line");
        }
    }

    /** Tells a check where what goes wrong is saved. */
    MailTlsCheck tell(MailTlsCheck check) {
        failures.ifPresent(check::saveFailures);
        return check;
    }

    /** Refuses a format that there is not, before anybody is asked. */
    void requireFormats() {
        reports.keySet().forEach(FileOptions::format);
    }

    static ReportFormat format(String name) {
        return ReportFormat.named(name)
                .orElseThrow(() -> Trouble.withUsage(
                        "--report: there is no format “" + name + "”", "there are " + ReportFormat.names()));
    }

    /** Runs something that may show each octet to somebody. */
    Run captured(Function<Capture, Run> running) {
        if (pcap.isEmpty()) {
            return saved(running, Capture.NONE);
        }
        try (PcapFile file = PcapFile.create(pcap.get())) {
            return saved(running, file);
        } catch (IOException unwritable) {
            throw Trouble.withFile(
                    "can't write " + pcap.get() + ": " + unwritable.getMessage(), "name another file with --pcap");
        }
    }

    private static Run saved(Function<Capture, Run> running, Capture capture) {
        try {
            return running.apply(capture);
        } catch (UncheckedIOException unwritable) {
            throw Trouble.withFile(String.valueOf(unwritable.getMessage()), "name another place");
        }
    }

    /** Writes the reports. */
    void write(Run run) {
        reports.forEach((format, file) -> write(format, file, run));
    }

    static void write(String format, Path file, Run run) {
        String version = Optional.ofNullable(FileOptions.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        try {
            Files.writeString(file, format(format).of(run, version));
        } catch (IOException unwritable) {
            throw Trouble.withFile("can't write " + file + ": " + unwritable.getMessage(), "name another file");
        }
    }
}
