package mailtls.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps policies in a directory, so that they hold in the next process, too: one file for each domain, as the domain wrote it, with
 * the id of its record and the time above it. A file that can't be read or written is a fault and not an absence: whoever could spoil
 * it could take the policy away.
 */
public final class StsDirectory implements StsStore.Shelf {

    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,240}$)[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final String ID = "id: ";
    private static final String FETCHED = "fetched: ";

    private final Path directory;

    /**
     * Opens a directory; if it isn't there it is made.
     *
     * @throws IOException if it can't be
     */
    public StsDirectory(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    @Override
    public Optional<StsKept> get(String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file(domain), StandardCharsets.US_ASCII);
            return Optional.of(parse(domain, lines));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void put(String domain, StsKept kept) {
        if (!DOMAIN.matcher(domain).matches()) {
            return;
        }
        var lines = new ArrayList<>(List.of(ID + kept.id(), FETCHED + kept.fetched()));
        lines.addAll(kept.policy().lines());
        try {
            Path fresh = Files.createTempFile(directory, "new", "");
            Files.write(fresh, lines, StandardCharsets.US_ASCII);
            Files.move(fresh, file(domain), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path file(String domain) {
        return directory.resolve(domain + ".mta-sts");
    }

    private StsKept parse(String domain, List<String> lines) throws IOException {
        Optional<StsPolicy> policy = StsPolicy.parse(String.join("\n", lines));
        boolean isWhole = policy.isPresent()
                && lines.get(0).startsWith(ID)
                && lines.get(1).startsWith(FETCHED);
        if (!isWhole) {
            throw new IOException(file(domain) + " is damaged");
        }
        try {
            Instant fetched = Instant.parse(lines.get(1).substring(FETCHED.length()));
            return new StsKept(lines.get(0).substring(ID.length()), policy.get(), fetched);
        } catch (DateTimeParseException noTime) {
            throw new IOException(file(domain) + " is damaged", noTime);
        }
    }
}
