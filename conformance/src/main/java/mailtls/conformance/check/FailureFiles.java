package mailtls.conformance.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mailtls.conformance.client.ClientUnderTest;
import mailtls.conformance.peer.Target;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Recording;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * A directory with a file for each case that went wrong, for {@code mailtls replay}. The name of a file says which case it was, and
 * of which server or client; its content does not.
 *
 * @param directory where the files are
 */
record FailureFiles(Path directory) {

    private static final Set<Verdict> SAVED = Set.of(Verdict.FAIL, Verdict.WARN);

    /** Writes what went wrong with a server. */
    void save(Target target, Examination examination, List<Result> results) {
        results.stream()
                .filter(result -> SAVED.contains(result.verdict()))
                .forEach(result ->
                        write(file(target, result), examination.record(result).write()));
    }

    /** Writes what went wrong with a client. */
    void save(ClientUnderTest client, Profile profile, long seed, List<Result> results) {
        results.stream()
                .filter(result -> SAVED.contains(result.verdict()))
                .forEach(result -> write(
                        file(client.name(), result),
                        new Recording(result.test(), profile, seed, result.reason()).write()));
    }

    private Path file(Target target, Result result) {
        return file(target.host() + "-" + target.port(), result);
    }

    private Path file(String whose, Result result) {
        return directory.resolve(result.test().id() + "@" + whose.replaceAll("[^A-Za-z0-9.-]", "_") + ".replay");
    }

    private void write(Path file, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + file + ": " + unwritable.getMessage(), unwritable);
        }
    }
}
