package mailtls.conformance.check;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Capture;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Profile;
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
            "Without a URL it examines mailtls's own server, started for this: first as it is meant to be run, then, about what that"
                    + " leaves open, as one that takes passwords in clear. It prints a line for each case, and for what is wrong"
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

    @Mixin
    private CaseOptions cases = new CaseOptions();

    @Mixin
    private Access access = new Access();

    @Option(
            names = "--intrusive",
            description =
                    "Also cases that may cost the server something, or harm it: they send mail, store it, or mark it as"
                            + " deleted. Without a URL they are always played.")
    private boolean intrusive;

    @Option(names = "--seed", paramLabel = "N", description = "Makes the same random words as another run.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Play each case so many times, and tell the gravest result and how often it came (1).")
    private int times = 1;

    @Option(names = "--jobs", paramLabel = "N", description = "Ask so many of the servers at the same time (1).")
    private int jobs = 1;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "Play so many cases with each server at the same time, if it has room for them (6).")
    private int atOnce = MailTlsCheck.USUALLY_AT_ONCE;

    @Mixin
    private FileOptions files = new FileOptions();

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
        files.requireFormats();
        MailTlsCheck check = plan(urls, cases.selection());
        requireCases(check);
        if (list) {
            check.cases().forEach(test -> out.println(listed(test)));
            out.flush();
            return ExitStatus.OK;
        }
        requireTargets(check);
        var text = new TextReport(out, files.baseline(), new Progress(out, Progress.isTerminal()));
        Run run = files.captured(capture -> urls.isEmpty()
                ? runReference(capture, text)
                : check.capture(capture).tell(text).run());
        text.end(run);
        files.write(run);
        return exitStatus(run);
    }

    /** Its id, what it decides, and, if it takes anything, that. */
    private static String listed(Case test) {
        String takes = test.takes();
        return test.id() + "\t" + String.join(" ", test.requirements()) + (takes.isEmpty() ? "" : "\t" + takes);
    }

    private static void requireCases(MailTlsCheck check) {
        if (check.cases().isEmpty()) {
            throw Trouble.withUsage(
                    "no case is meant by --case, --requirement and --exclude", "mailtls check --list names them all");
        }
    }

    private static void requireTargets(MailTlsCheck check) {
        try {
            check.targets();
        } catch (IllegalArgumentException wrong) {
            throw Trouble.withUsage(String.valueOf(wrong.getMessage()), "write imap://mail.example.org:143");
        }
    }

    private MailTlsCheck plan(List<String> servers, Selection selection) {
        MailTlsCheck check = files.tell(access.tell(MailTlsCheck.of(servers)))
                .select(selection)
                .repeat(Access.within("--repeat", times, 1000))
                .jobs(Access.within("--jobs", jobs, 64))
                .atOnce(Access.within("--at-once", atOnce, 16))
                .baseline(files.baseline());
        if (intrusive) {
            check.intrusive();
        }
        seed.ifPresent(check::seed);
        return check;
    }

    /** Asks mailtls's own server, and about what is open then the same with passwords in clear. */
    private Run runReference(Capture capture, MailTlsCheck.Listener listener) {
        Run usual;
        try (var server = ReferenceServer.start()) {
            usual = planFor(server, cases.selection())
                    .capture(capture)
                    .tell(listener)
                    .run();
        }
        Set<String> open = usual.open();
        try (var server = ReferenceServer.opportunistic()) {
            MailTlsCheck rest = planFor(server, new Selection(List.copyOf(open), List.of(), List.of()))
                    .profile(Profile.OPPORTUNISTIC)
                    .seed(usual.seed());
            return open.isEmpty()
                    ? usual
                    : usual.and(rest.capture(capture).tell(listener).run());
        }
    }

    private MailTlsCheck planFor(ReferenceServer server, Selection selection) {
        return plan(server.urls(), selection)
                .trust(Trust.in(List.of(server.authority())))
                .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                .recipient(ReferenceServer.RECIPIENT)
                .intrusive();
    }

    static int exitStatus(Run run) {
        if (run.hasFailed()) {
            return FAILED;
        }
        return run.isUndecided() ? UNDECIDED : ExitStatus.OK;
    }
}
