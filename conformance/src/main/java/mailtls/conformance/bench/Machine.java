package mailtls.conformance.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.bench.Round.Effort;

/**
 * The machine that a run was on.
 *
 * @param processor its name, as the system has it
 * @param cores how many of them we may use
 * @param system the operating system and its version
 * @param java the Java that the generator ran on
 * @param load how many threads of the machine wanted a core in the minute before, on average; negative if nobody knows
 */
record Machine(String processor, int cores, String system, String java, double load) {

    /** Returns this one. */
    static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                Runtime.version() + " " + System.getProperty("java.vm.name"),
                system.getSystemLoadAverage());
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    /** Returns what this process has used since it began. */
    static Effort effort() {
        List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return new Effort(
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
                collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                Duration.ofMillis(collectors.stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()));
    }
}
