package mailtls.conformance.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Processes of this machine and all that descend from them, as Linux tells of them in {@code /proc}.
 *
 * <p>A server may be one process or a hundred, and its processes may come and go with connections. Time of one that has died
 * is its parent's from when the parent has asked for it; so only what has died and lost its parent too is missed.
 */
final class ProcessTree {

    /** How finely the kernel tells the time of a process: Linux shows hundredths of a second on all our machines. */
    static final Duration RESOLUTION = Duration.ofMillis(10);

    /** Columns of {@code /proc/PID/stat} behind the name, proc(5). */
    private static final int PARENT = 1;

    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;

    private final Path proc;

    /**
     * Looks into a directory.
     *
     * @param proc {@code /proc}
     */
    ProcessTree(Path proc) {
        this.proc = proc;
    }

    /** Returns whether there is such a process. */
    boolean has(long pid) {
        return Files.isReadable(proc.resolve(pid + "/stat"));
    }

    /** Returns the CPU time that these and their descendants have used since they began, dead ones included. */
    Duration cpu(Collection<Long> roots) {
        Map<Long, Process> all = processes();
        Set<Long> family = family(roots, all);
        long ticks = all.entrySet().stream()
                .filter(process -> family.contains(process.getKey()))
                .mapToLong(process -> process.getValue().ticks())
                .sum();
        return RESOLUTION.multipliedBy(ticks);
    }

    /** Returns the memory of these and their descendants in octets, shared pages divided by those who share them. */
    Optional<Long> memory(Collection<Long> roots) {
        return sum(roots, "smaps_rollup", "Pss:").or(() -> resident(roots));
    }

    /** Returns the resident memory of these and their descendants in octets; shared pages count for each. */
    Optional<Long> resident(Collection<Long> roots) {
        return sum(roots, "status", "VmRSS:");
    }

    /** Returns the most memory that these and their descendants have had in octets, each at its own time. */
    Optional<Long> peak(Collection<Long> roots) {
        return sum(roots, "status", "VmHWM:");
    }

    /** Returns how many processes these and their descendants are. */
    int count(Collection<Long> roots) {
        return family(roots, processes()).size();
    }

    private Optional<Long> sum(Collection<Long> roots, String file, String key) {
        long sum = 0;
        for (long pid : family(roots, processes())) {
            Optional<Long> kibibytes = line(proc.resolve(pid + "/" + file), key);
            if (kibibytes.isEmpty() && has(pid)) {
                return Optional.empty();
            }
            sum += kibibytes.orElse(0L) << 10;
        }
        return Optional.of(sum);
    }

    private static Optional<Long> line(Path file, String key) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(Long::valueOf)
                    .findFirst();
        } catch (IOException | UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    private static Set<Long> family(Collection<Long> roots, Map<Long, Process> all) {
        var family = new HashSet<Long>();
        roots.stream().filter(all::containsKey).forEach(family::add);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Map.Entry<Long, Process> process : all.entrySet()) {
                grows |= family.contains(process.getValue().parent()) && family.add(process.getKey());
            }
        }
        return family;
    }

    private Map<Long, Process> processes() {
        var all = new HashMap<Long, Process>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                process(entry)
                        .ifPresent(process ->
                                all.put(Long.valueOf(entry.getFileName().toString()), process));
            }
        } catch (IOException unreadable) {
            return Map.of();
        }
        return all;
    }

    /** A name may have blanks and brackets in it; the last bracket ends it. */
    private static Optional<Process> process(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"), ISO_8859_1);
            String[] columns = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            long ticks = 0;
            for (int column = FIRST_TIME; column <= LAST_TIME; column++) {
                ticks += Long.parseLong(columns[column]);
            }
            return Optional.of(new Process(Long.parseLong(columns[PARENT]), ticks));
        } catch (IOException gone) {
            return Optional.empty(); // it has ended since it was listed
        }
    }

    /** A process: who began it, and the time of it and of its children that have died. */
    private record Process(long parent, long ticks) {}
}
