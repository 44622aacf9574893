package mailtls.conformance.check;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.suite.Profile;
import mailtls.tls.ServerIdentity;
import picocli.CommandLine.Option;

/** The options that tell how to come to a server, and what it is for. */
final class Access {

    private static final int LONGEST_TIMEOUT = 3600;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "What the server is for: mx25, submission587, submissions465, access143, access993, access110,"
                            + " access995, opportunistic, or strict. Default: by the scheme of the URL.")
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

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for an answer (10).")
    private int timeout = 10;

    /** Tells a check all of it. */
    MailTlsCheck tell(MailTlsCheck check) {
        check.trust(trust()).timeout(Duration.ofSeconds(within("--timeout", timeout, LONGEST_TIMEOUT)));
        user.ifPresent(name -> check.account(name, password()));
        recipient.ifPresent(check::recipient);
        profile.map(Access::profile).ifPresent(check::profile);
        return check;
    }

    /** Returns a number that an option may have. */
    static int within(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw Trouble.withUsage(option + ": not " + number, "give a number from 1 to " + most);
        }
        return number;
    }

    private static Profile profile(String name) {
        return Profile.named(name)
                .orElseThrow(() ->
                        Trouble.withUsage("--profile: there is no “" + name + "”", "mailtls check --help names them"));
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
        return authorities.map(Access::trustIn).orElseGet(Trust::system);
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
