package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes as a directory that looks like Linux's. */
class ProcessTreeTest {

    @TempDir
    Path proc;

    private ProcessTree tree;

    @BeforeEach
    void processes() throws IOException {
        tree = new ProcessTree(proc);
        process(1, 0, "init", 1000, 1000, 1000, 1000);
        process(10, 1, "dovecot", 1, 2, 30, 40);
        process(11, 10, "imap-login", 3, 4, 0, 0);
        process(12, 11, "a) 1 (b", 5, 6, 0, 0);
        process(20, 1, "nginx", 100, 100, 0, 0);
        Files.createDirectory(proc.resolve("30")); // it has just ended
        Files.createDirectory(proc.resolve("net"));
    }

    @Test
    void theTimeOfAProcessIsThatOfAllWhoDescendFromIt() {
        assertEquals(Duration.ofMillis(910), tree.cpu(List.of(10L)));
        assertEquals(Duration.ofMillis(110), tree.cpu(List.of(12L)));
    }

    @Test
    void nobodyCountsTwice() {
        assertEquals(Duration.ofMillis(910), tree.cpu(List.of(10L, 11L, 10L)));
        assertEquals(3, tree.count(List.of(10L, 11L)));
    }

    @Test
    void severalTreesAreAddedUp() {
        assertEquals(Duration.ofMillis(2910), tree.cpu(List.of(10L, 20L)));
    }

    @Test
    void whoHasEndedHasNothing() {
        assertEquals(Duration.ZERO, tree.cpu(List.of(30L, 4711L)));
        assertFalse(tree.has(30));
        assertTrue(tree.has(10));
    }

    @Test
    void sharedPagesAreDividedWhereTheKernelTells() throws IOException {
        for (long pid : List.of(10L, 11L, 12L)) {
            Files.writeString(proc.resolve(pid + "/status"), "Name:\tx\nVmRSS:\t     100 kB\nVmHWM:\t     150 kB\n");
        }
        assertEquals(Optional.of(450L << 10), tree.peak(List.of(10L)));
        assertEquals(Optional.of(300L << 10), tree.memory(List.of(10L)));

        for (long pid : List.of(10L, 11L, 12L)) {
            Files.writeString(proc.resolve(pid + "/smaps_rollup"), "55-7f [rollup]\nRss: 100 kB\nPss:      40 kB\n");
        }
        assertEquals(Optional.of(120L << 10), tree.memory(List.of(10L)));
        assertEquals(Optional.of(300L << 10), tree.resident(List.of(10L)));
    }

    @Test
    void memoryThatCannotBeReadIsNotKnown() {
        assertEquals(Optional.empty(), tree.memory(List.of(20L)));
    }

    private void process(long pid, long parent, String name, long user, long system, long childUser, long childSystem)
            throws IOException {
        Files.createDirectory(proc.resolve(Long.toString(pid)));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (" + name + ") S " + parent + " 1 1 0 -1 4194560 7 8 0 0 " + user + " " + system + " "
                        + childUser + " " + childSystem + " 20 0 1 0 55 1000000 300\n");
    }
}
