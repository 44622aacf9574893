package mailtls.conformance.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.relay.Consignment;
import mailtls.relay.TlsReport;
import picocli.CommandLine.Option;

/** Where the report on TLS goes. */
final class TlsReportOptions {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what a report to the domain would have of this message, as JSON (TLSRPT, RFC 8460).")
    private Optional<Path> file = Optional.empty();

    /** Writes it, if there is anything to report. */
    void write(TlsReport report, Consignment message, String reporter) {
        Instant now = Instant.now();
        Optional<String> json =
                report.json(message.domain(), reporter, message.reversePath(), now + "_" + message.domain(), now);
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(file.get(), json.orElse("{}") + "\n");
        } catch (IOException unwritable) {
            throw Trouble.withFile(
                    "can't write " + file.get() + ": " + unwritable.getMessage(), "name another file with --report");
        }
    }
}
