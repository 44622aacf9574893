package mailtls.conformance.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Verdict;
import mailtls.tls.ServerIdentity;
import picocli.CommandLine.Command;
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
            "0:Nothing failed.",
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

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "What the server is for: mx25, submission587, submissions465, access143, access993, access110,"
                            + " access995, or strict. Default: by the scheme of the URL.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Somebody who may log in, for the cases that need it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable with the password (MAILTLS_PASSWORD).")
    private String passwordVariable = "MAILTLS_PASSWORD";

    @Option(
            names = "--recipient",
            paramLabel = "ADDRESS",
            description = "Somebody at the server who may be sent mail, for the cases that need it.")
    private Optional<String> recipient = Optional.empty();

    @Option(names = "--ca", paramLabel = "FILE", description = "The authorities to trust, PEM, instead of Java's.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--insecure", description = "Take any certificate.")
    private boolean insecure;

    @Option(names = "--seed", paramLabel = "N", description = "Makes the same random words as another run.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for an answer (10).")
    private int timeout = 10;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Also write a report: json=FILE or junit=FILE.")
    private Map<String, Path> reports = new LinkedHashMap<>();

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
        var catalogue = Catalogue.load();
        List<Case> cases = cases(catalogue);
        reports.keySet().forEach(Check::requireFormat);
        if (list) {
            cases.forEach(test -> out.println(test.id() + "\t" + String.join(" ", test.requirements())));
            out.flush();
            return ExitStatus.OK;
        }
        if (!urls.isEmpty()) {
            return check(targets(), cases, catalogue);
        }
        try (var reference = ReferenceServer.start()) {
            return check(targets(reference), cases, catalogue);
        }
    }

    private List<Case> cases(Catalogue catalogue) {
        for (String id : requirements) {
            if (catalogue.find(id).isEmpty()) {
                throw Trouble.withUsage(
                        "--requirement: there is no “" + id + "”",
                        "the nearest are " + String.join(", ", catalogue.nearest(id)));
            }
        }
        List<Pattern> wanted = globs.stream().map(Check::pattern).toList();
        List<Case> cases = Cases.suite().cases().stream()
                .filter(test -> wanted.isEmpty()
                        || wanted.stream()
                                .anyMatch(glob -> glob.matcher(test.id()).matches()))
                .filter(test ->
                        requirements.isEmpty() || test.requirements().stream().anyMatch(requirements::contains))
                .toList();
        if (cases.isEmpty()) {
            throw Trouble.withUsage(
                    "no case is meant by --case and --requirement", "mailtls check --list names them all");
        }
        return cases;
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.CASE_INSENSITIVE);
    }

    private static void requireFormat(String format) {
        if (!format.equals("json") && !format.equals("junit")) {
            throw Trouble.withUsage("--report: there is no format “" + format + "”", "say json=FILE or junit=FILE");
        }
    }

    private int check(List<Target> targets, List<Case> cases, Catalogue catalogue) {
        long began = System.nanoTime();
        // 31 bits, so that it can be typed.
        long chosen = seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        var text = new TextReport(out);
        text.begin(chosen);
        var examined = new ArrayList<Examined>();
        for (Target target : targets) {
            Profile as = profileOf(target);
            text.target(target, as);
            var results = Examination.of(target, as, catalogue, chosen).run(cases, text::result);
            examined.add(new Examined(target, as, results));
            text.evidence(examined.get(examined.size() - 1));
        }
        var run = new Run(chosen, examined, Duration.ofNanos(System.nanoTime() - began));
        text.end(run);
        reports.forEach((format, file) -> write(format, file, run));
        return exitStatus(run);
    }

    private static int exitStatus(Run run) {
        Map<Verdict, Integer> counts = run.counts();
        if (counts.containsKey(Verdict.FAIL) || counts.containsKey(Verdict.ERROR)) {
            return FAILED;
        }
        return counts.containsKey(Verdict.INCONCLUSIVE) ? UNDECIDED : ExitStatus.OK;
    }

    private static void write(String format, Path file, Run run) {
        String version = Optional.ofNullable(Check.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        try {
            Files.writeString(file, format.equals("json") ? JsonReport.of(run, version) : JunitReport.of(run));
        } catch (IOException unwritable) {
            throw Trouble.withFile("can't write " + file + ": " + unwritable.getMessage(), "name another file");
        }
    }

    private Profile profileOf(Target target) {
        return profile.map(name -> Profile.named(name)
                        .orElseThrow(() -> Trouble.withUsage(
                                "--profile: there is no “" + name + "”", "mailtls check --help names them")))
                .orElseGet(() -> Profile.of(target));
    }

    private List<Target> targets() {
        Trust trust = trust();
        Optional<Account> account = user.map(name -> new Account(name, password()));
        return urls.stream()
                .map(url -> target(url, trust, account))
                .map(target -> recipient.map(target::withRecipient).orElse(target))
                .toList();
    }

    private List<Target> targets(ReferenceServer reference) {
        Trust trust = Trust.in(List.of(reference.authority()));
        var account = new Account(ReferenceServer.USER, ReferenceServer.PASSWORD);
        return reference.urls().stream()
                .map(url -> target(url, trust, Optional.of(account)).withRecipient(ReferenceServer.RECIPIENT))
                .toList();
    }

    private Target target(String url, Trust trust, Optional<Account> account) {
        if (timeout < 1 || timeout > 3600) {
            throw Trouble.withUsage("--timeout: not " + timeout + " seconds", "give a number from 1 to 3600");
        }
        try {
            return Target.parse(url, trust, account, Duration.ofSeconds(timeout));
        } catch (IllegalArgumentException wrong) {
            throw Trouble.withUsage(String.valueOf(wrong.getMessage()), "write imap://mail.example.org:143");
        }
    }

    private String password() {
        return Optional.ofNullable(System.getenv(passwordVariable))
                .orElseThrow(() -> Trouble.withUsage(
                        "the environment has no variable " + passwordVariable,
                        "put the password there, or name another variable with --password-env"));
    }

    private Trust trust() {
        if (insecure) {
            return Trust.anybody();
        }
        return authorities.map(Check::trustIn).orElseGet(Trust::system);
    }

    private static Trust trustIn(Path file) {
        try {
            return Trust.in(ServerIdentity.certificates(file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use the certificates in " + file + ": " + unusable.getMessage(),
                    "it should be a file with certificates in PEM");
        }
    }
}
