package mailtls.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Subject;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Entry;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells a run as SARIF 2.1.0, which services for code read: a rule for each case that did not go well, a result for each time, and
 * what was said as its code flow.
 */
final class SarifReport {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final Set<Verdict> TOLD = Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INFO);
    private static final Set<Verdict> TROUBLE = Set.of(Verdict.ERROR, Verdict.INCONCLUSIVE);
    private static final int MOST_STEPS = 100;

    private final Run run;
    private final List<String> rules;

    private SarifReport(Run run) {
        this.run = run;
        this.rules = List.copyOf(run.results().stream()
                .filter(result -> TOLD.contains(result.verdict()))
                .map(result -> result.test().id())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Returns the text of the file. */
    static String of(Run run, String version) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", SCHEMA);
        root.put("version", "2.1.0");
        root.put("runs", List.of(new SarifReport(run).run(version)));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private Map<String, Object> run(String version) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "mailtls");
        driver.put("version", version);
        driver.put("rules", rules.stream().map(this::rule).toList());
        return map(
                "tool",
                Map.of("driver", driver),
                "invocations",
                List.of(invocation()),
                "results",
                run.targets().stream().flatMap(this::results).toList());
    }

    /** What nothing could be said about is no result, but told of the run. */
    private Map<String, Object> invocation() {
        List<Map<String, Object>> troubles = run.targets().stream()
                .flatMap(examined -> examined.results().stream()
                        .filter(result -> TROUBLE.contains(result.verdict()))
                        .map(result -> map(
                                "level",
                                result.verdict() == Verdict.ERROR ? "error" : "warning",
                                "message",
                                text(examined.target() + " " + result.test().id() + ": " + result.reason()))))
                .toList();
        return map("executionSuccessful", troubles.isEmpty(), "toolExecutionNotifications", troubles);
    }

    private Map<String, Object> rule(String id) {
        Result first = run.results().stream()
                .filter(result -> result.test().id().equals(id))
                .findFirst()
                .orElseThrow();
        List<Requirement> asked = first.evidence().requirements();
        Case test = first.test();
        Map<String, Object> rule = map("id", id, "shortDescription", text(statements(asked)));
        rule.put(
                "fullDescription",
                text(asked.stream()
                        .map(requirement -> requirement.wording() + ": " + requirement.statement())
                        .collect(Collectors.joining("\n"))));
        rule.put("help", text("What is played:\n" + test.play()));
        asked.stream().findFirst().ifPresent(requirement -> rule.put("helpUri", place(requirement)));
        rule.put("properties", Map.of("tags", tags(test)));
        return rule;
    }

    private static String statements(List<Requirement> asked) {
        return asked.stream().map(Requirement::statement).collect(Collectors.joining(" "));
    }

    private static String place(Requirement requirement) {
        String section = requirement.section();
        String anchor = Character.isDigit(section.charAt(0)) ? "section-" : "appendix-";
        return "https://www.rfc-editor.org/rfc/rfc" + requirement.rfc() + "#" + anchor
                + section.split("[^A-Za-z0-9.]", 2)[0];
    }

    private static List<String> tags(Case test) {
        var tags = new ArrayList<>(
                List.of("tls", test.protocol().toString(), test.mode().toString()));
        tags.addAll(test.requirements());
        return tags;
    }

    private java.util.stream.Stream<Map<String, Object>> results(Examined examined) {
        return examined.results().stream()
                .filter(result -> TOLD.contains(result.verdict()))
                .map(result -> result(examined.target(), result));
    }

    private Map<String, Object> result(Subject target, Result result) {
        String id = result.test().id();
        String expected = result.evidence()
                .expected()
                .map(turn -> " (expected: " + turn + ")")
                .orElse("");
        Map<String, Object> object =
                map("ruleId", id, "ruleIndex", rules.indexOf(id), "level", level(result.verdict()));
        object.put("message", text(target + ": " + result.reason() + expected));
        object.put(
                "locations",
                List.of(map(
                        "physicalLocation",
                        map("artifactLocation", map("uri", target.toString())),
                        "logicalLocations",
                        List.of(map("name", id, "kind", "function")))));
        object.put("partialFingerprints", map("case/v1", target.protocol() + " " + target.mode() + " " + id));
        result.evidence().transcript().ifPresent(said -> object.put("codeFlows", List.of(flow(said))));
        run.baseline()
                .reason(result)
                .ifPresent(reason ->
                        object.put("suppressions", List.of(map("kind", "external", "justification", reason))));
        return object;
    }

    private static String level(Verdict verdict) {
        return switch (verdict) {
            case FAIL, ERROR -> "error";
            case WARN, INCONCLUSIVE -> "warning";
            case INFO -> "note";
            case PASS, SKIP, NOT_OBSERVABLE -> "none";
        };
    }

    private static Map<String, Object> flow(Transcript said) {
        List<Map<String, Object>> steps = said.entries().stream()
                .limit(MOST_STEPS)
                .map(entry -> map("location", map("message", text(step(entry)))))
                .toList();
        return map("threadFlows", List.of(map("locations", steps)));
    }

    private static String step(Entry entry) {
        String words = String.join("\n", entry.lines());
        if (entry.direction() == Direction.REMARK) {
            return words;
        }
        String who = entry.direction() == Direction.SENT ? "client" : "server";
        return who + (entry.layer() == Layer.CLEAR ? " in clear: " : " over TLS: ") + words;
    }

    private static Map<String, Object> text(String text) {
        return map("text", text);
    }

    /** Returns a map with keys and values in this order. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
