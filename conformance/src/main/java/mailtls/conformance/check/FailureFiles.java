package mailtls.conformance.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mailtls.conformance.peer.Target;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * A directory with a file for each case that went wrong, for {@code mailtls replay}. The name of a file says which case it was, and
 * of which server; its content does not name the server.
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

    private Path file(Target target, Result result) {
        String server = target.host() + "-" + target.port();
        return directory.resolve(result.test().id() + "@" + server.replaceAll("[^A-Za-z0-9.-]", "_") + ".replay");
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
