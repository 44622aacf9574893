package mailtls.conformance.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.relay.Consignment;
import mailtls.relay.Report;
import mailtls.relay.Reporter;
import mailtls.relay.TlsReport;
import picocli.CommandLine.Option;

/** Where the report on TLS goes. */
final class TlsReportOptions {

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what a report to the domain would have of this message, as JSON (TLSRPT, RFC 8460).")
    private Optional<Path> file = Optional.empty();

    /** Writes it; where there is nothing to report, as no host was asked, an empty object. */
    void write(TlsReport report, Consignment message, String clientName) {
        if (file.isEmpty()) {
            return;
        }
        String domain = clientName.startsWith("[") ? "localhost" : clientName;
        String json = report.report(message.domain(), new Reporter(domain, "postmaster@" + domain), "1", Instant.now())
                .map(Report::json)
                .orElse("{}");
        try {
            Files.writeString(file.get(), json + "\n");
        } catch (IOException unwritable) {
            throw Trouble.withFile(
                    "can't write " + file.get() + ": " + unwritable.getMessage(), "name another file with --report");
        }
    }
}
