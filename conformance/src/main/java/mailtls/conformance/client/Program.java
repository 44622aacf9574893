package mailtls.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mailtls.conformance.command.Trouble;

/**
 * A client that is a program of its own.
 *
 * @param words what starts it; {@code {host} {port} {user} {password} {ca} {token} {recipient}} are filled in
 * @param environment what is put into its environment, filled in likewise
 */
public record Program(List<String> words, Map<String, String> environment) implements Client {

    private static final int MOST_SAID = 4000;

    public Program {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    @Override
    public Optional<Outcome> start(Invitation invitation) throws InterruptedException {
        try {
            Path output = Files.createTempFile("mailtls-client", ".log");
            try {
                return start(invitation, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Optional<Outcome> start(Invitation invitation, Path output) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words.stream().map(invitation::fill).collect(Collectors.toList()));
        environment.forEach((name, value) -> builder.environment().put(name, invitation.fill(value)));
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = started(builder);
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = process.waitFor(invitation.patience().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (!ended) {
            return Optional.empty();
        }
        int status = process.exitValue();
        return Optional.of(new Outcome(Optional.of(status == 0), "exit status " + status, tail(output)));
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException notThere) {
            throw Trouble.withUsage(
                    "the client can't be started: " + notThere.getMessage(), "put what starts it behind --");
        }
    }

    private static String tail(Path output) throws IOException {
        byte[] octets = Files.readAllBytes(output);
        int from = Math.max(0, octets.length - MOST_SAID);
        return mailtls.wire.Ascii.text(octets, from, octets.length - from);
    }
}
