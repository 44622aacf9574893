package mailtls.conformance.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.client.Certificates;
import mailtls.conformance.client.ClientExamination;
import mailtls.conformance.client.ClientExamination.Settings;
import mailtls.conformance.client.ClientUnderTest;
import mailtls.conformance.client.Program;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Profile;
import mailtls.wire.Ascii;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailtls check-client}. */
@Command(
        name = "check-client",
        description = {
            "Asks a client of IMAP, POP3 or SMTP what it does when a server misbehaves at the border between cleartext and TLS.",
            "",
            "The client is started once for each case: it should log in and read or send a mail, and end with a status other than"
                    + " 0 where that did not work. With --listen somebody else starts it.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:Nothing failed, or nothing that is not in the baseline.",
            "1:A case failed.",
            "2:The command line is wrong, or a file of it can't be read or written.",
            "3:There is a case of which nothing can be said.",
            "70:A fault of mailtls itself."
        })
public final class CheckClient implements Callable<Integer> {

    private final PrintWriter out;

    @Parameters(
            paramLabel = "WORD",
            description =
                    "What starts the client, behind --; {host} {port} {user} {password} {ca} {token} {recipient} are"
                            + " filled in.")
    private List<String> words = List.of();

    @Option(names = "--protocol", paramLabel = "NAME", description = "What it speaks: imap, pop3, smtp or submission.")
    private Optional<String> protocol = Optional.empty();

    @Option(names = "--mode", paramLabel = "NAME", description = "How it comes to TLS: starttls or implicit.")
    private Optional<String> mode = Optional.empty();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "Put into its environment, filled in likewise.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--listen",
            description = "Open a port for each case, say what to do there, and judge what comes; Ctrl-C ends it.")
    private boolean listen;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "With --listen: the first port (20000); ephemeral for any that are free.")
    private String portBase = "20000";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Who logs in, in each case the same (with --listen: alice).")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "With what. It goes to a server that misbehaves: make one up.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "The server's name; it has to lead to 127.0.0.1 (localhost).")
    private String host = "localhost";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "What the client is: library, mua or mta (mua; with --protocol smtp: mta).")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "What it is called in reports (the first word).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--mail",
            paramLabel = "FILE",
            description = "The mail that there is to be read; {user} and {token} are filled in.")
    private Optional<Path> mail = Optional.empty();

    @Option(names = "--list", description = "Name the cases, and start nobody.")
    private boolean list;

    @Option(names = "--case", paramLabel = "GLOB", description = "Only cases with such an id; as often as needed.")
    private List<String> globs = List.of();

    @Option(
            names = "--requirement",
            paramLabel = "ID",
            description = "Only cases that decide this requirement; as often as needed.")
    private List<String> requirements = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "No cases with such an id; as often as needed.")
    private List<String> excluded = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Makes the same random words as another run.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Play each case so many times, and tell the gravest result (1).")
    private int times = 1;

    @Option(names = "--jobs", paramLabel = "N", description = "How many clients may run at the same time (1).")
    private int jobs = 1;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long the client may take for a case (20).")
    private int timeout = (int) ClientExamination.USUAL_TIMEOUT.toSeconds();

    @Option(
            names = "--moment",
            paramLabel = "MILLISECONDS",
            description = "How long a client is listened to that should wait (1000).")
    private int moment = (int) ClientExamination.USUAL_MOMENT.toMillis();

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
            description = "Write each case that goes wrong into a file there, for mailtls replay.")
    private Optional<Path> failures = Optional.empty();

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public CheckClient(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        reports.keySet().forEach(FileOptions::format);
        List<Case> cases = new Selection(globs, requirements, excluded).from(ClientCases.suite());
        if (list) {
            cases.forEach(test -> out.println(test.id() + "\t" + String.join(" ", test.requirements())));
            out.flush();
            return ExitStatus.OK;
        }
        ClientRun plan = plan();
        List<Case> fitting = plan.fitting(cases);
        if (fitting.isEmpty()) {
            throw Trouble.withUsage(
                    "no case is meant by --protocol, --mode, --case, --requirement and --exclude",
                    "mailtls check-client --list names them all");
        }
        return listen ? listened(plan, fitting) : started(plan, fitting);
    }

    private int started(ClientRun plan, List<Case> cases) throws InterruptedException {
        if (words.isEmpty()) {
            throw Trouble.withUsage("there is nothing to start", "put the client's command behind --, or say --listen");
        }
        var progress = new Progress(out, Progress.isTerminal());
        var text = new TextReport(out, plan.baseline(), progress);
        text.begins(plan.settings().seed(), cases.size());
        text.subject(plan.subject(), plan.settings().profile());
        return end(plan, text, plan.of(cases, result -> {
            text.result(result);
            text.played();
        }));
    }

    private int listened(ClientRun plan, List<Case> cases) throws InterruptedException {
        var text = new TextReport(out, plan.baseline(), new Progress(out, false));
        try (var listen = new Listen(out, plan, text)) {
            return end(plan, text, listen.run(cases, Doors.open(portBase, cases.size())));
        }
    }

    private int end(ClientRun plan, TextReport text, Run run) {
        run.targets().forEach(text::examined);
        text.end(run);
        reports.forEach((format, file) -> FileOptions.write(format, file, run));
        failures.ifPresent(directory ->
                new FailureFiles(directory).save(plan.subject(), plan.settings().profile(), run.seed(), run.results()));
        return Check.exitStatus(run);
    }

    private ClientRun plan() {
        MailProtocol spoken = protocol();
        Profile kind = profile();
        Mode way = mode();
        String called = name.or(() -> words.stream().findFirst()).orElse("a client");
        var settings = new Settings(
                kind,
                host,
                account(),
                Optional.empty(),
                seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE)),
                Duration.ofSeconds(Access.within("--timeout", timeout, 3600)),
                Duration.ofMillis(Access.within("--moment", moment, 60_000)),
                Certificates.of(host),
                mail.map(CheckClient::text).orElse(ClientExamination.USUAL_MAIL));
        return new ClientRun(
                new ClientUnderTest(spoken, way, called),
                new Program(words, environment),
                settings,
                Access.within("--repeat", times, 1000),
                Access.within("--jobs", jobs, 64),
                baseline.map(file -> FileOptions.baseline(file, ClientCases.suite()))
                        .orElse(Baseline.NONE));
    }

    private Optional<mailtls.conformance.peer.Account> account() {
        if (user.isEmpty() && password.isEmpty() && !listen) {
            return Optional.empty();
        }
        return Optional.of(
                new mailtls.conformance.peer.Account(user.orElse("alice"), password.orElse("not-so-secret-word")));
    }

    private MailProtocol protocol() {
        return switch (Ascii.lower(required("--protocol", protocol))) {
            case "imap" -> MailProtocol.IMAP;
            case "pop3" -> MailProtocol.POP3;
            case "smtp", "submission" -> MailProtocol.SMTP;
            default ->
                throw Trouble.withUsage(
                        "--protocol: there is no “" + protocol.get() + "”", "say imap, pop3, smtp or submission");
        };
    }

    private Mode mode() {
        return switch (Ascii.lower(required("--mode", mode))) {
            case "starttls", "stls" -> Mode.STARTTLS;
            case "implicit" -> Mode.IMPLICIT;
            default -> throw Trouble.withUsage("--mode: there is no “" + mode.get() + "”", "say starttls or implicit");
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Trouble.withFile(
                    "can't read " + file + ": " + unreadable.getMessage(), "it should be a mail in UTF-8");
        }
    }

    private static String required(String option, Optional<String> value) {
        return value.orElseThrow(() -> Trouble.withUsage(option + " is missing", "see mailtls check-client --help"));
    }

    private Profile profile() {
        Optional<String> wanted = profile.map(Ascii::lower);
        if (wanted.isEmpty()) {
            return protocol.filter("smtp"::equalsIgnoreCase).isPresent() ? Profile.MTA : Profile.MUA;
        }
        return Profile.named(wanted.get())
                .filter(Profile::isOfClients)
                .orElseThrow(() ->
                        Trouble.withUsage("--profile: there is no “" + wanted.get() + "”", "say library, mua or mta"));
    }
}
