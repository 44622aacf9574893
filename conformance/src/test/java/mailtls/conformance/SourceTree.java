package mailtls.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the checkout that the tests run in, for tests about the project itself. */
final class SourceTree {

    /** Surefire runs a module's tests in the module's directory; the whole is one above. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private SourceTree() {}

    /** Returns all Java sources, of tests too, in an order that does not change. */
    static List<Path> javaSources() {
        return Stream.of("core", "imap", "pop3", "smtp", "conformance", "benchmarks")
                .flatMap(module -> files(ROOT.resolve(module).resolve("src"), ".java").stream())
                .toList();
    }

    /** Returns the pages a person reads: docs, and the Markdown files beside them at the top. */
    static List<Path> pages() {
        return Stream.concat(
                        children(ROOT, path -> path.toString().endsWith(".md")).stream(),
                        files(ROOT.resolve("docs"), ".md").stream())
                .toList();
    }

    /** Returns a file's text. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> files(Path directory, String ending) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> children(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(wanted).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
