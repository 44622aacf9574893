package mailtls.conformance.deliver;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import mailtls.client.Trust;
import mailtls.conformance.command.ExitStatus;
import mailtls.mina.MinaClient;
import mailtls.relay.Consignment;
import mailtls.relay.Courier;
import mailtls.relay.Names;
import mailtls.relay.PolicyFinder;
import mailtls.relay.Relay;
import mailtls.relay.Result;
import mailtls.relay.SmtpCourier;
import mailtls.relay.StsStore;
import mailtls.relay.TlsReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mailtls deliver}. */
@Command(
        name = "deliver",
        description = {
            "Takes a message to the hosts of a domain as a relay would, and tells for each of them what policy it has"
                    + " (DANE, MTA-STS, or none), how that was found, what was tried, and what came of it.",
            "",
            "With --dry-run no mail is sent: it goes as far as the EHLO over TLS. Run it on your own domain to see"
                    + " whether mail to it can be read on the way.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:A host took the message, or would, for all recipients.",
            "1:It goes back, for one of the recipients at least.",
            "2:The command line is wrong, or a file of it can't be read or written.",
            "3:It waits, for one of the recipients at least: trying again may help.",
            "70:A fault of mailtls itself."
        })
public final class Deliver implements Callable<Integer> {

    /** The message, or a part of it, goes back. */
    static final int BOUNCED = 1;

    /** The message, or a part of it, waits. */
    static final int DEFERRED = 3;

    private final PrintWriter out;

    @ArgGroup(validate = false, order = 1, heading = "Message%n")
    private MessageOptions message = new MessageOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nThe way%n")
    private RouteOptions route = new RouteOptions();

    @Option(
            names = "--dry-run",
            order = 3,
            description = "Send no mail: ask DNS and for policies, and go to the hosts as far as the EHLO over TLS.")
    private boolean isDry;

    @ArgGroup(validate = false, order = 4, heading = "%nOutput%n")
    private TlsReportOptions reports = new TlsReportOptions();

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Deliver(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Consignment consignment = message.consignment(isDry);
        Names names = route.names();
        Trust trust = route.trust();
        var narration = new Narration(out, isDry);
        var report = new TlsReport();
        try (var clients = new MinaClient()) {
            Courier courier = isDry
                    ? SmtpCourier.withoutMail(clients, route.clientName(), route.port())
                    : new SmtpCourier(clients, route.clientName(), route.port());
            StsStore store = route.policies(names, route.fetch(clients, names), missed -> {
                report.accept(missed);
                narration.missed(missed);
            });
            var policies = new PolicyFinder(names, store, route.port(), domain -> route.requiresDane());
            var relay = new Relay(names, policies, courier, trust, report, narration);
            narration.begin(consignment);
            Result result = relay.deliver(consignment);
            narration.end(result);
            reports.write(report, consignment, route.clientName());
            return exitStatus(result);
        } catch (UncheckedIOException unusable) {
            throw route.unusableState(unusable);
        }
    }

    private static int exitStatus(Result result) {
        if (result instanceof Result.Delivered delivered) {
            boolean isFinal = delivered.refused().stream()
                    .anyMatch(recipient -> !recipient.answer().isTransient());
            return delivered.refused().isEmpty() ? ExitStatus.OK : isFinal ? BOUNCED : DEFERRED;
        }
        return result instanceof Result.Bounced ? BOUNCED : DEFERRED;
    }
}
