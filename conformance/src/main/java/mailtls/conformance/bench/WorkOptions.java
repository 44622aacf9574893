package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Account;
import picocli.CommandLine.Option;

/** What a session does. */
final class WorkOptions {

    private static final int HIGHEST_NUMBER = Integer.MAX_VALUE;
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    @Option(names = "--user", paramLabel = "NAME", description = "Log in in each session.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-env",
            paramLabel = "VARIABLE",
            description = "The environment variable with the password (MAILTLS_PASSWORD).")
    private String passwordVariable = "MAILTLS_PASSWORD";

    @Option(names = "--noop", paramLabel = "N", description = "Say NOOP so many times in each session.")
    private int noops;

    @Option(
            names = "--fetch",
            paramLabel = "NUMBER",
            description = "Fetch the message with this number in each session (FETCH BODY.PEEK[], RETR).")
    private Optional<Integer> fetch = Optional.empty();

    @Option(
            names = "--idle",
            description = "Open so many sessions as --sessions says, hold them for as long as --duration says, and"
                    + " tell what memory the server has for each.")
    private boolean idle;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long each phase of a session may take (10s).")
    private Duration patience = USUAL_PATIENCE;

    /**
     * Returns the work.
     *
     * @param ofTheReference who may log in at our own server, if that is asked
     */
    Work work(Optional<Account> ofTheReference) {
        Optional<Account> account = user.map(name -> new Account(name, password()));
        if (account.isEmpty() && (fetch.isPresent() || noops > 0)) {
            account = ofTheReference;
        }
        if (account.isEmpty() && fetch.isPresent()) {
            throw Trouble.withUsage("--fetch needs somebody who may log in", "add --user NAME");
        }
        if (noops < 0 || noops > Work.MOST_NOOPS) {
            throw Trouble.withUsage("--noop: not " + noops, "give a number up to " + Work.MOST_NOOPS);
        }
        LoadOptions.within("--timeout", patience.toMillis(), LONGEST_PATIENCE.toMillis());
        OptionalInt number = fetch.map(wanted -> OptionalInt.of(LoadOptions.within("--fetch", wanted, HIGHEST_NUMBER)))
                .orElse(OptionalInt.empty());
        return new Work(account, noops, number, idle, patience);
    }

    private String password() {
        return Optional.ofNullable(System.getenv(passwordVariable))
                .orElseThrow(() -> Trouble.withUsage(
                        "the environment has no variable " + passwordVariable,
                        "put the password there, or name another variable with --password-env"));
    }
}
