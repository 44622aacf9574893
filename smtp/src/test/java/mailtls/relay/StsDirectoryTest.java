package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that outlive the process. */
class StsDirectoryTest {

    private static final StsKept KEPT = new StsKept(
            "20260401T",
            new StsPolicy(StsPolicy.Mode.ENFORCE, List.of("*.example.test", "mx.other.test"), Duration.ofDays(7)),
            Instant.parse("2026-04-01T12:00:00.5Z"));

    @TempDir
    private Path temporary;

    private StsDirectory directory() throws IOException {
        return new StsDirectory(temporary.resolve("state"));
    }

    @Test
    void whatIsKeptIsThereTheNextTime() throws IOException {
        directory().put("example.test", KEPT);

        assertEquals(Optional.of(KEPT), directory().get("example.test"));
        assertEquals(Optional.empty(), directory().get("other.test"));
    }

    @Test
    void whatIsKeptLastCounts() throws IOException {
        var later = new StsKept("2", KEPT.policy(), KEPT.fetched().plusSeconds(1));
        directory().put("example.test", KEPT);

        directory().put("example.test", later);

        assertEquals(Optional.of(later), directory().get("example.test"));
        try (var files = Files.list(temporary.resolve("state"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aFileIsThePolicyWithIdAndTimeAboveIt() throws IOException {
        directory().put("example.test", KEPT);

        assertEquals(
                List.of(
                        "id: 20260401T",
                        "fetched: 2026-04-01T12:00:00.500Z",
                        "version: STSv1",
                        "mode: enforce",
                        "mx: *.example.test",
                        "mx: mx.other.test",
                        "max_age: 604800"),
                Files.readAllLines(temporary.resolve("state/example.test.mta-sts")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../example.test", "a/b", "/etc/passwd", "..", "", "[192.0.2.1]", "a..b", "EXAMPLE.test"})
    void whatIsNoDomainHasNoFile(String domain) throws IOException {
        directory().put(domain, KEPT);

        assertEquals(Optional.empty(), directory().get(domain));
        try (var files = Files.walk(temporary)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id: 1",
                "id: 1\nfetched: yesterday\nversion: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1\n",
                "id: 1\nfetched: 2026-04-01T12:00:00Z\nversion: STSv1\nmode: enforce\n",
                "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1\n"
            })
    void aFileThatIsSpoiledIsAFaultAndNotAnAbsence(String content) throws IOException {
        StsDirectory directory = directory();
        Files.writeString(temporary.resolve("state/example.test.mta-sts"), content);

        assertThrows(UncheckedIOException.class, () -> directory.get("example.test"));
    }

    @Test
    void aDirectoryThatCantBeOneIsRefused() throws IOException {
        Files.writeString(temporary.resolve("state"), "a file");

        assertThrows(IOException.class, this::directory);
    }
}
