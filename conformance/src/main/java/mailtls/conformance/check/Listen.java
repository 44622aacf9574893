package mailtls.conformance.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mailtls.conformance.client.Door;
import mailtls.conformance.client.Visitor;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;

/**
 * {@code mailtls check-client --listen}: a port for each case, for clients that somebody else starts. Whoever ends mailtls (Ctrl-C,
 * SIGTERM) ends the visits only: the machine goes down when the report has been told, that is when this has been closed.
 */
final class Listen implements AutoCloseable {

    /** How long the report may take when mailtls is told to end. */
    private static final int FOR_THE_REPORT_IN_SECONDS = 20;

    private final PrintWriter out;
    private final ClientRun plan;
    private final TextReport text;
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread ending = new Thread(this::end);
    private List<Visitor> visitors = List.of();

    Listen(PrintWriter out, ClientRun plan, TextReport text) {
        this.out = out;
        this.plan = plan;
        this.text = text;
    }

    /** Says what to do, and waits until somebody has been at each door, or has had enough. */
    Run run(List<Case> cases, List<Door> doors) throws InterruptedException {
        Path authority = authority();
        say(cases, doors, authority);
        visitors = cases.stream().map(test -> new Visitor()).toList();
        Runtime.getRuntime().addShutdownHook(ending);
        return plan.atOnce(cases, doors, visitors, this::tell);
    }

    private void end() {
        visitors.forEach(Visitor::noMore);
        try {
            reported.await(FOR_THE_REPORT_IN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The report has been told. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException goingDownAlready) {
            reported.countDown();
        }
    }

    private synchronized void tell(Result result) {
        text.result(result);
    }

    private Path authority() {
        try {
            Path file = Files.createTempFile("mailtls-ca", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, plan.settings().certificates().authorityPem());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void say(List<Case> cases, List<Door> doors, Path authority) {
        var settings = plan.settings();
        var account = settings.account().orElseThrow();
        out.printf(
                "Set the client up for %s, %s:%n",
                plan.subject().protocol(), plan.subject().mode());
        out.printf("  server    %s, and a port of the table%n", settings.host());
        out.printf("  user      %s%n", account.user());
        out.printf("  password  %s%n", account.password());
        out.printf("  trusting  %s%n", authority);
        out.printf(
                "At each port let it log in, and read or send a mail. A port is judged when the client has gone.%n%n");
        out.printf("  %-6s %s%n", "port", "case");
        IntStream.range(0, cases.size())
                .forEach(i -> out.printf(
                        "  %-6d %s%n", doors.get(i).port(), cases.get(i).id()));
        out.println();
        out.flush();
        text.subject(plan.subject(), settings.profile());
    }
}
