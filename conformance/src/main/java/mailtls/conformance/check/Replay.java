package mailtls.conformance.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.client.Scenario;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Recording;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mailtls replay}. */
@Command(
        name = "replay",
        description = {
            "Plays a case again that went wrong, exactly as it was.",
            "",
            "mailtls check --save-failures writes such files, and so does mailtls check-client. They name no server and no"
                    + " client: play them to whichever you like. Where the case has changed since, a note says so.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:It does not go wrong.",
            "1:It still goes wrong.",
            "2:The command line is wrong, or the file can't be read.",
            "3:The server can't be reached, or nothing can be said.",
            "70:A fault of mailtls itself."
        })
public final class Replay implements Callable<Integer> {

    private final PrintWriter out;

    @Parameters(index = "0", paramLabel = "FILE", description = "What is to be played.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "URL|WORD",
            description = "A server: imap://HOST:PORT, or imaps, pop3, pop3s, smtp, smtps, submission, submissions. Or"
                    + " what starts a client, behind --, as with mailtls check-client.")
    private List<String> subject = List.of();

    @Mixin
    private Access access = new Access();

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Replay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Recording recording = recording();
        Run run = recording.test().script() instanceof Scenario
                ? ClientRun.again(recording, subject).of(List.of(recording.test()), result -> {})
                : server(recording).run();
        run.results().forEach(this::tell);
        out.flush();
        if (run.hasFailed()) {
            return Check.FAILED;
        }
        return run.isUndecided() ? Check.UNDECIDED : ExitStatus.OK;
    }

    private MailTlsCheck server(Recording recording) {
        if (subject.size() > 1) {
            throw Trouble.withUsage("the file is for one server, not " + subject.size(), "give one URL");
        }
        MailTlsCheck check = access.tell(MailTlsCheck.of(subject.get(0)).profile(recording.profile()))
                .replay(recording);
        requireFitting(recording, target(check));
        return check;
    }

    private Recording recording() {
        try {
            String text = Files.readString(file);
            boolean ofClients = text.lines().anyMatch(line -> line.startsWith("case: " + ClientCase.PREFIX + "."));
            Suite suite = ofClients ? ClientCases.suite() : Cases.suite();
            Recording recording = Recording.read(text, Catalogue.load(), suite);
            recording.changeIn(suite).ifPresent(change -> out.println("NOTE: " + change));
            return recording;
        } catch (IOException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't play " + file + ": " + unusable.getMessage(),
                    "docs/check.md tells how such a file is written");
        }
    }

    private static Target target(MailTlsCheck check) {
        try {
            return check.targets().get(0);
        } catch (IllegalArgumentException wrong) {
            throw Trouble.withUsage(String.valueOf(wrong.getMessage()), "write imap://mail.example.org:143");
        }
    }

    private static void requireFitting(Recording recording, Target target) {
        if (recording.test().protocol() != target.protocol() || recording.test().mode() != target.mode()) {
            throw Trouble.withUsage(
                    target + " speaks " + target.protocol() + ", " + target.mode(),
                    "the file is for " + recording.test().protocol() + ", "
                            + recording.test().mode());
        }
    }

    private void tell(Result result) {
        out.println(result.verdict() + " " + result.test().id() + ": " + result.reason());
        result.evidence()
                .requirements()
                .forEach(requirement -> out.println("    " + requirement.wording() + ": " + requirement.statement()
                        + " (" + requirement.id() + ")"));
        result.evidence().expected().ifPresent(expected -> out.println("    Expected: " + expected));
        result.evidence()
                .transcript()
                .map(Transcript::print)
                .ifPresent(said -> said.lines().forEach(line -> out.println("    | " + line)));
    }
}
