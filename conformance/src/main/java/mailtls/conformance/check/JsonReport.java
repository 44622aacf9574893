package mailtls.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Result;
import tools.jackson.databind.json.JsonMapper;

/** Tells a run as JSON, in the schema of {@code docs/check.md}. */
final class JsonReport {

    /** The version of the schema: a new number where a reader of the old one would go wrong. */
    static final int SCHEMA = 1;

    private JsonReport() {}

    /** Returns the text of the file. */
    static String of(Run run, String version) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        root.put("tool", "mailtls");
        root.put("version", version);
        root.put("seed", run.seed());
        root.put("milliseconds", run.took().toMillis());
        root.put(
                "targets",
                run.targets().stream().map(examined -> target(examined, run)).toList());
        root.put("summary", summary(run));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static Map<String, Object> summary(Run run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        run.counts().forEach((verdict, count) -> summary.put(verdict.name(), count));
        return summary;
    }

    private static Map<String, Object> target(Examined examined, Run run) {
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("url", examined.target().toString());
        target.put("protocol", examined.target().protocol().toString());
        target.put("mode", examined.target().mode().toString());
        target.put("profile", examined.profile().toString());
        target.put(
                "cases",
                examined.results().stream()
                        .map(result -> result(result, run.baseline()))
                        .toList());
        return target;
    }

    private static Map<String, Object> result(Result result, Baseline baseline) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", result.test().id());
        object.put("verdict", result.verdict().name());
        object.put("reason", result.reason());
        object.put("milliseconds", result.took().toMillis());
        baseline.reason(result).ifPresent(why -> object.put("known", why));
        object.put(
                "requirements",
                result.evidence().requirements().stream()
                        .map(JsonReport::requirement)
                        .toList());
        result.evidence().expected().ifPresent(expected -> object.put("expected", expected));
        result.evidence().where().ifPresent(phase -> object.put("where", phase.name()));
        object.put(
                "transcript",
                result.evidence().transcript().map(JsonReport::transcript).orElse(List.of()));
        return object;
    }

    private static Map<String, Object> requirement(Requirement requirement) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", requirement.id());
        object.put("rfc", requirement.rfc());
        object.put("section", requirement.section());
        object.put("level", requirement.level().name());
        object.put("basis", requirement.basis().name());
        object.put("statement", requirement.statement());
        return object;
    }

    private static List<Map<String, Object>> transcript(Transcript transcript) {
        var entries = new ArrayList<Map<String, Object>>();
        for (Transcript.Entry entry : transcript.entries()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("microseconds", entry.at().toNanos() / 1000);
            object.put("direction", entry.direction().name());
            object.put("layer", entry.layer().name());
            object.put("segment", entry.segment());
            object.put("octets", entry.octets());
            entries.add(object);
        }
        return entries;
    }
}
