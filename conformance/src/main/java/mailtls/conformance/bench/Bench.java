package mailtls.conformance.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.peer.Account;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code mailtls bench}. */
@Command(
        name = "bench",
        description = {
            "Puts load on IMAP, POP3 and SMTP servers, over STARTTLS and over implicit TLS, and tells what it took.",
            "",
            "A session is: connect, [STARTTLS], handshake, greeting, a first command, farewell. Without a URL it is"
                    + " mailtls's own server that has to do it, in a process of its own.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:All sessions came to their end.",
            "1:A session failed.",
            "2:The command line is wrong, or a file of it can't be read or written.",
            "3:A server can't be reached.",
            "70:A fault of mailtls itself."
        })
public final class Bench implements Callable<Integer> {

    /** A session failed. */
    static final int FAILED = 1;

    /** A server can't be reached. */
    static final int UNREACHABLE = 3;

    private final PrintWriter out;

    @ArgGroup(validate = false, order = 1, heading = "Servers%n")
    private SubjectOptions servers = new SubjectOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nLoad%n")
    private LoadOptions load = new LoadOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nWhat a session does%n")
    private WorkOptions work = new WorkOptions();

    @ArgGroup(validate = false, order = 4, heading = "%nTLS%n")
    private ClientTlsOptions tls = new ClientTlsOptions();

    @ArgGroup(validate = false, order = 5, heading = "%nOutput%n")
    private ReportOptions reports = new ReportOptions();

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Bench(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        reports.requireFormats();
        return servers.isEmpty() ? benchReference() : bench(plan(Optional.empty(), List.of()), Optional.empty());
    }

    /** Puts load on mailtls's own server. */
    private int benchReference() {
        plan(Optional.of(referenceAccount()), List.of()); // what was typed is looked at before anything is started
        try (var reference = ReferenceProcess.start()) {
            return bench(plan(Optional.of(referenceAccount()), reference.authorities()), Optional.of(reference));
        }
    }

    private static Account referenceAccount() {
        return new Account(ReferenceProcess.USER, ReferenceProcess.PASSWORD);
    }

    private Plan plan(Optional<Account> account, List<java.security.cert.X509Certificate> authorities) {
        return load.plan(work.work(account), tls.choice(authorities));
    }

    private int bench(Plan plan, Optional<ReferenceProcess> reference) {
        List<Subject> subjects = reference
                .map(ours -> SubjectOptions.subjects(ours, plan.tls(), plan.work()))
                .orElseGet(() -> servers.subjects(plan.tls(), plan.work()));
        var meter = new Meter(out, isTerminal(), Ticker.SYSTEM);
        var trial = new Trial(plan, subjects, new ProcessTree(Path.of("/proc")), meter);
        Map<Subject, Failure> failures = trial.probe();
        return failures.isEmpty() ? run(trial) : refuse(failures);
    }

    private int run(Trial trial) {
        Outcome outcome = trial.run();
        out.print(TextReport.of(outcome));
        out.flush();
        reports.write(outcome);
        return outcome.hasFailures() ? FAILED : ExitStatus.OK;
    }

    /** Where already the first session fails there is nothing to measure. */
    private int refuse(Map<Subject, Failure> failures) {
        failures.forEach((subject, why) -> out.println("FAILED the first session with " + subject.name() + ": " + why));
        boolean isAway = failures.values().stream().anyMatch(why -> why.phase() == Phase.CONNECT);
        return isAway ? UNREACHABLE : FAILED;
    }

    /** Whether somebody sees what is printed, and the terminal can clear a line. */
    private static boolean isTerminal() {
        // Java 22 and newer have a console even where there is no terminal, unless they are told otherwise.
        if (System.getProperty("jdk.console") == null) {
            System.setProperty("jdk.console", "java.base");
        }
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }
}
