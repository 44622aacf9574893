package mailtls.conformance.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import mailtls.conformance.bench.Round.Held;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** Tells an outcome as JSON, in the schema of {@code docs/bench.md}. */
final class JsonReport {

    /** The version of the schema: a new number where a reader of the old one would go wrong. */
    static final int SCHEMA = 1;

    private static final double NANOS_IN_MICRO = 1e3;

    private JsonReport() {}

    /** Returns the text of the file. */
    static String of(Outcome outcome, String version) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("schema", SCHEMA);
        object.put("tool", "mailtls");
        object.put("version", version);
        object.put("machine", machine(outcome.machine()));
        object.put("plan", plan(outcome.plan()));
        object.put(
                "servers",
                outcome.subjects().stream()
                        .map(subject -> server(outcome, subject))
                        .toList());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
    }

    private static Map<String, Object> machine(Machine machine) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("processor", machine.processor());
        object.put("cores", machine.cores());
        object.put("system", machine.system());
        object.put("java", machine.java());
        object.put("load", machine.load());
        return object;
    }

    private static Map<String, Object> plan(Plan plan) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rounds", plan.rounds());
        if (plan.sessions() < Long.MAX_VALUE) {
            object.put("sessions", plan.sessions());
        }
        plan.duration().ifPresent(duration -> object.put("milliseconds", duration.toMillis()));
        object.put("concurrency", plan.concurrency());
        plan.rate().ifPresent(rate -> object.put("rate", rate));
        object.put("thinkMilliseconds", plan.think().toMillis());
        object.put("warmUp", plan.warmUp());
        object.put("beside", plan.beside());
        object.put("seed", plan.seed());
        object.put("noops", plan.work().noops());
        plan.work().fetch().ifPresent(number -> object.put("fetch", number));
        object.put("logsIn", plan.work().account().isPresent());
        plan.tls().version().ifPresent(version -> object.put("tls", version));
        object.put("groups", plan.tls().groups());
        object.put("resumes", plan.tls().resumes());
        object.put("insecure", plan.tls().isInsecure());
        object.put("engine", plan.tls().engine());
        return object;
    }

    private static Map<String, Object> server(Outcome outcome, Subject subject) {
        Tally tally = outcome.tally(subject);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", subject.name());
        object.put("url", subject.target().toString());
        object.put("completed", tally.completed());
        object.put("failed", tally.failed());
        object.put(
                "failures",
                tally.failures().stream()
                        .map(failure -> failure(failure.getKey(), failure.getValue()))
                        .toList());
        object.put("resumed", tally.resumed());
        object.put("withoutCloseNotify", tally.withoutCloseNotify());
        object.put("handshakes", tally.handshakes());
        object.put("microseconds", phases(tally));
        object.put("counts", counts(tally));
        object.put("figures", figures(outcome, subject));
        object.put("rounds", rounds(outcome.rounds(subject)));
        return object;
    }

    private static Map<String, Object> failure(Failure failure, long times) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("phase", failure.phase().toString());
        object.put("kind", failure.kind().toString());
        object.put("first", failure.detail());
        object.put("times", times);
        return object;
    }

    private static Map<String, Object> phases(Tally tally) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            tally.times(phase).ifPresent(times -> object.put(phase.toString(), times(times)));
        }
        return object;
    }

    private static Map<String, Object> times(Histogram times) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("count", times.getTotalCount());
        object.put("mean", times.getMean() / NANOS_IN_MICRO);
        object.put("min", times.getMinValue() / NANOS_IN_MICRO);
        for (double percentile : TextReport.PERCENTILES) {
            String name = "p" + Double.toString(percentile).replaceAll("\\.0$", "");
            object.put(name, times.getValueAtPercentile(percentile) / NANOS_IN_MICRO);
        }
        object.put("max", times.getMaxValue() / NANOS_IN_MICRO);
        return object;
    }

    private static Map<String, Object> counts(Tally tally) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Count count : Count.values()) {
            tally.counts(count).ifPresent(counts -> object.put(count.toString(), counts(counts)));
        }
        return object;
    }

    private static Map<String, Object> counts(LongSummaryStatistics counts) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("min", counts.getMin());
        object.put("mean", counts.getAverage());
        object.put("max", counts.getMax());
        return object;
    }

    private static Map<String, Object> figures(Outcome outcome, Subject subject) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            outcome.spread(subject, metric).ifPresent(spread -> {
                Map<String, Object> figure = spread(spread);
                figure.put("unit", metric.unit());
                outcome.ratio(subject, metric).ifPresent(ratio -> figure.put("ratio", spread(ratio)));
                object.put(metric.toString(), figure);
            });
        }
        return object;
    }

    private static Map<String, Object> spread(Spread spread) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("median", spread.median());
        object.put("least", spread.least());
        object.put("most", spread.most());
        return object;
    }

    private static List<Map<String, Object>> rounds(List<Round> rounds) {
        return rounds.stream().map(JsonReport::round).toList();
    }

    private static Map<String, Object> held(Held held) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("sessions", held.sessions());
        object.put("milliseconds", held.time().toMillis());
        held.before().ifPresent(octets -> object.put("memoryBefore", octets));
        held.open().ifPresent(octets -> object.put("memoryOpen", octets));
        held.held().ifPresent(octets -> object.put("memoryHeld", octets));
        held.after().ifPresent(octets -> object.put("memoryAfter", octets));
        return object;
    }

    private static Map<String, Object> round(Round round) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("round", round.number());
        object.put("milliseconds", round.took().toMillis());
        object.put("completed", round.tally().completed());
        object.put("failed", round.tally().failed());
        round.held().ifPresent(held -> object.put("held", held(held)));
        for (Metric metric : Metric.values()) {
            Optional<Double> figure = metric.of(round);
            figure.ifPresent(number -> object.put(metric.toString(), number));
        }
        return object;
    }
}
