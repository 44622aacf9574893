package mailtls.conformance.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.PcapFile;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailtls check}. */
@Command(
        name = "check",
        description = {
            "Asks IMAP, POP3 and SMTP servers what they do at the border between cleartext and TLS.",
            "",
            "Without a URL it examines mailtls's own server, started for this. It prints a line for each case, and for what is wrong"
                    + " the requirement, what was expected, and what was said.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:Nothing failed, or nothing that is not in the baseline.",
            "1:A case failed.",
            "2:The command line is wrong, or a file of it can't be read or written.",
            "3:A server can't be reached, or there is a case of which nothing can be said.",
            "70:A fault of mailtls itself."
        })
public final class Check implements Callable<Integer> {

    /** A case failed. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** Nothing can be said. */
    static final int UNDECIDED = 3;

    private final PrintWriter out;

    @Parameters(
            paramLabel = "URL",
            description = "A server: imap://HOST:PORT, or imaps, pop3, pop3s, smtp, smtps, submission, submissions.")
    private List<String> urls = List.of();

    @Option(names = "--list", description = "Name the cases, and ask nobody.")
    private boolean list;

    @Option(
            names = "--case",
            paramLabel = "GLOB",
            description = "Only cases with such an id: smtp.*, *.Boundary.*; as often as needed.")
    private List<String> globs = List.of();

    @Option(
            names = "--requirement",
            paramLabel = "ID",
            description = "Only cases that decide this requirement; as often as needed.")
    private List<String> requirements = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No cases with such an id; as often as needed.")
    private List<String> excluded = List.of();

    @Mixin
    private Access access = new Access();

    @Option(names = "--seed", paramLabel = "N", description = "Makes the same random words as another run.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Play each case so many times, and tell the gravest result and how often it came (1).")
    private int times = 1;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Ask so many of the servers at the same time; each still hears one case after the other (1).")
    private int jobs = 1;

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

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Check(PrintWriter out) {
        this.out = out;
    }

    /** Returns what this command ends with where others end with one of {@link ExitStatus}. */
    public static int exitStatus(int usual) {
        return switch (usual) {
            case ExitStatus.USAGE, ExitStatus.FILE -> USAGE;
            case ExitStatus.UNAVAILABLE -> UNDECIDED;
            default -> usual;
        };
    }

    @Override
    public Integer call() {
        reports.keySet().forEach(Check::format);
        MailTlsCheck check = plan();
        if (list) {
            check.cases().forEach(test -> out.println(test.id() + "\t" + String.join(" ", test.requirements())));
            out.flush();
            return ExitStatus.OK;
        }
        requireTargets(check);
        return urls.isEmpty() ? checkReference() : check(check);
    }

    private static void requireTargets(MailTlsCheck check) {
        try {
            check.targets();
        } catch (IllegalArgumentException wrong) {
            throw Trouble.withUsage(String.valueOf(wrong.getMessage()), "write imap://mail.example.org:143");
        }
    }

    /** Asks mailtls's own server. */
    private int checkReference() {
        try (var reference = ReferenceServer.start()) {
            urls = reference.urls();
            return check(plan().trust(Trust.in(List.of(reference.authority())))
                    .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                    .recipient(ReferenceServer.RECIPIENT));
        }
    }

    private Selection selection() {
        var catalogue = Catalogue.load();
        for (String id : requirements) {
            if (catalogue.find(id).isEmpty()) {
                throw Trouble.withUsage(
                        "--requirement: there is no “" + id + "”",
                        "the nearest are " + String.join(", ", catalogue.nearest(id)));
            }
        }
        return new Selection(globs, requirements, excluded);
    }

    static ReportFormat format(String name) {
        return ReportFormat.named(name)
                .orElseThrow(() -> Trouble.withUsage(
                        "--report: there is no format “" + name + "”", "there are " + ReportFormat.names()));
    }

    private int check(MailTlsCheck check) {
        var text = new TextReport(out, baseline(), new Progress(out, Progress.isTerminal()));
        Run run = captured(check.tell(text));
        text.end(run);
        reports.forEach((format, file) -> write(format, file, run));
        return exitStatus(run);
    }

    private Run captured(MailTlsCheck check) {
        if (pcap.isEmpty()) {
            return saved(check);
        }
        try (PcapFile file = PcapFile.create(pcap.get())) {
            return saved(check.capture(file));
        } catch (IOException unwritable) {
            throw Trouble.withFile(
                    "can't write " + pcap.get() + ": " + unwritable.getMessage(), "name another file with --pcap");
        }
    }

    private static Run saved(MailTlsCheck check) {
        try {
            return check.run();
        } catch (UncheckedIOException unwritable) {
            throw Trouble.withFile(String.valueOf(unwritable.getMessage()), "name another place");
        }
    }

    static int exitStatus(Run run) {
        if (run.hasFailed()) {
            return FAILED;
        }
        return run.isUndecided() ? UNDECIDED : ExitStatus.OK;
    }

    static void write(String format, Path file, Run run) {
        String version = Optional.ofNullable(Check.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        try {
            Files.writeString(file, format(format).of(run, version));
        } catch (IOException unwritable) {
            throw Trouble.withFile("can't write " + file + ": " + unwritable.getMessage(), "name another file");
        }
    }

    private MailTlsCheck plan() {
        MailTlsCheck check = access.tell(MailTlsCheck.of(urls))
                .select(selection())
                .repeat(Access.within("--repeat", times, 1000))
                .jobs(Access.within("--jobs", jobs, 64))
                .baseline(baseline());
        seed.ifPresent(check::seed);
        failures.ifPresent(check::saveFailures);
        if (check.cases().isEmpty()) {
            throw Trouble.withUsage(
                    "no case is meant by --case, --requirement and --exclude", "mailtls check --list names them all");
        }
        return check;
    }

    private Baseline baseline() {
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
}
