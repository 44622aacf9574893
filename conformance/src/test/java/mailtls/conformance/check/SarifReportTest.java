package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {

    @Test
    void eachResultPointsToItsRule() {
        JsonNode run = read(FoundRuns.hostile()).get("runs").get(0);
        JsonNode rules = run.get("tool").get("driver").get("rules");

        assertTrue(run.get("results").size() > 0);
        for (JsonNode result : run.get("results")) {
            String rule = result.get("ruleId").asString();
            assertEquals(
                    rule, rules.get(result.get("ruleIndex").asInt()).get("id").asString());
        }
    }

    @Test
    void noRuleIsThereTwice() {
        var ids = new ArrayList<String>();
        read(FoundRuns.hostile())
                .get("runs")
                .get(0)
                .get("tool")
                .get("driver")
                .get("rules")
                .forEach(rule -> ids.add(rule.get("id").asString()));

        assertEquals(new HashSet<>(ids).size(), ids.size());
    }

    @Test
    void verdictsBecomeLevels() {
        Run found = FoundRuns.of("smtp://mail.example", Verdict.FAIL, Verdict.WARN, Verdict.INFO, Verdict.PASS);
        var levels = new ArrayList<String>();

        read(found)
                .get("runs")
                .get(0)
                .get("results")
                .forEach(result -> levels.add(result.get("level").asString()));

        assertEquals(List.of("error", "warning", "note"), levels);
    }

    @Test
    void whatIsUndecidedIsToldOfTheRun() {
        JsonNode invocation = read(FoundRuns.of("smtp://mail.example", Verdict.INCONCLUSIVE))
                .get("runs")
                .get(0)
                .get("invocations")
                .get(0);

        assertEquals(false, invocation.get("executionSuccessful").asBoolean());
        assertEquals(1, invocation.get("toolExecutionNotifications").size());
    }

    private static JsonNode read(Run run) {
        return new JsonMapper().readTree(SarifReport.of(run, "1.0"));
    }
}
