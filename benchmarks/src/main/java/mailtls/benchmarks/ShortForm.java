package mailtls.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs every benchmark for a few seconds and writes what came out into a page: good for ratios, not for a second digit. */
public final class ShortForm {

    /** What stands around the figures in the page. */
    private static final String BEGIN = "<!-- figures -->\n";

    private static final String END = "<!-- end of the figures -->\n";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String SERVER_TIME = "server.cpu";
    private static final String SERVER_ALLOCATED = "server.alloc";

    private ShortForm() {}

    /**
     * Runs it.
     *
     * @param arguments the page; which benchmarks, as a regular expression, if not all; and the command, to be told
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Path page = Path.of(arguments[0]);
        var options = new OptionsBuilder()
                .include("mailtls\\.benchmarks\\..*" + (arguments.length > 2 ? arguments[2] : ""))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(500))
                .addProfiler(GCProfiler.class)
                .addProfiler(ServerProfiler.class)
                .shouldFailOnError(true)
                .build();
        String figures = heading(arguments[1]) + tables(new Runner(options).run());
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, text.substring(0, begin) + "\n" + figures + "\n" + text.substring(text.indexOf(END)));
    }

    private static String heading(String command) throws IOException {
        Runtime jvm = Runtime.getRuntime();
        return "Measured with `%s` on %s, %d processors, %s %s; JDK %s (%s). Where there is a server, its figures are those of its own threads.\n\n"
                .formatted(
                        command,
                        processor(),
                        jvm.availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        System.getProperty("java.vendor"));
    }

    /** Linux tells its name; elsewhere the architecture has to do. */
    private static String processor() throws IOException {
        Path told = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(told)) {
            return "a machine";
        }
        try (Stream<String> lines = Files.lines(told)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("a machine");
        }
    }

    private static String tables(Collection<RunResult> results) {
        Map<String, String> rows = results.stream()
                .collect(Collectors.groupingBy(
                        result -> group(result.getParams()),
                        java.util.TreeMap::new,
                        Collectors.mapping(ShortForm::row, Collectors.joining())));
        return rows.entrySet().stream()
                .map(table -> "### " + table.getKey() + "\n\n" + head(table.getKey(), results) + table.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String head(String group, Collection<RunResult> results) {
        boolean hasServer = results.stream()
                .filter(result -> group(result.getParams()).equals(group))
                .anyMatch(result -> secondary(result, SERVER_TIME).isPresent());
        return "| | | time | %s |\n|---|---|--:|%s|\n"
                .formatted(
                        hasServer ? "server's processor time | server's allocation" : "allocation",
                        hasServer ? "--:|--:" : "--:");
    }

    /** Returns the class. */
    private static String group(BenchmarkParams benchmark) {
        String[] name = benchmark.getBenchmark().split("\\.");
        return name[name.length - 2];
    }

    private static String row(RunResult result) {
        BenchmarkParams benchmark = result.getParams();
        String name =
                benchmark.getBenchmark().substring(benchmark.getBenchmark().lastIndexOf('.') + 1);
        String parameters =
                benchmark.getParamsKeys().stream().map(benchmark::getParam).collect(Collectors.joining(", "));
        String cost = secondary(result, SERVER_TIME)
                .or(() -> secondary(result, ALLOCATED))
                .map(ShortForm::figure)
                .orElse("");
        String more = secondary(result, SERVER_ALLOCATED)
                .map(allocated -> " | " + figure(allocated))
                .orElse("");
        return "| %s | %s | %s | %s |\n".formatted(name, parameters, figure(result.getPrimaryResult()), cost + more);
    }

    @SuppressWarnings("rawtypes") // JMH's own are
    private static Optional<Result<?>> secondary(RunResult result, String name) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .<Result<?>>map(Map.Entry::getValue)
                .findFirst();
    }

    private static String figure(Result<?> result) {
        double score = result.getScore();
        String unit = result.getScoreUnit().replace("/op", "").replace("us", "µs");
        String spread = Double.isNaN(result.getScoreError()) || unit.equals("B")
                ? ""
                : " ± " + digits(result.getStatistics().getStandardDeviation());
        return digits(score) + spread + " " + unit;
    }

    /** Three digits say all that such a short run can know. */
    private static String digits(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(number));
        }
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }
}
