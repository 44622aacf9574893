package mailtls.conformance.serve;

import java.time.Duration;
import mailtls.conformance.command.Trouble;
import mailtls.wire.Limits;
import picocli.CommandLine.Option;

/** How much the server puts up with: the limits that somebody who tries a client out may want to run into. */
final class LimitOptions {

    @Option(names = "--max-message", paramLabel = "OCTETS", description = "The largest message taken (52428800).")
    private int message = Limits.DEFAULT.message();

    @Option(
            names = "--max-mistakes",
            paramLabel = "N",
            description = "How many commands that are not understood or not allowed a connection may send (20).")
    private int mistakes = Limits.DEFAULT.mistakes();

    @Option(
            names = "--max-failed-logins",
            paramLabel = "N",
            description = "How many wrong passwords a connection may send; the last of them ends it (3).")
    private int failedLogins = Limits.DEFAULT.failedLogins();

    @Option(
            names = "--handshake-seconds",
            paramLabel = "N",
            description = "Time for TLS, from the connection or the go-ahead on (30).")
    private long handshake = Limits.DEFAULT.handshake().toSeconds();

    @Option(
            names = "--login-seconds",
            paramLabel = "N",
            description = "Time from the connection until the client has logged in, where it has to (180).")
    private long login = Limits.DEFAULT.login().toSeconds();

    @Option(names = "--idle-seconds", paramLabel = "N", description = "Time in which a client may say nothing (1800).")
    private long idle = Limits.DEFAULT.idle().toSeconds();

    /** Returns the limits. */
    Limits limits() {
        try {
            return Limits.DEFAULT
                    .withMessage(message)
                    .withMistakes(mistakes, failedLogins)
                    .withTimes(
                            Duration.ofSeconds(handshake),
                            Duration.ofSeconds(login),
                            Duration.ofSeconds(idle),
                            Limits.DEFAULT.linger());
        } catch (IllegalArgumentException tooSmall) {
            throw Trouble.withUsage(String.valueOf(tooSmall.getMessage()), "each limit must be 1 or more");
        }
    }
}
