package mailtls.conformance.junit;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.check.Baseline;
import mailtls.conformance.check.MailTlsCheck;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.suite.Result;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * A check as tests of JUnit: a container for each server, and a test in it for each case.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> tls() {
 *     return MailTlsTests.of(MailTlsCheck.of("imap://localhost:1143").insecure());
 * }
 * }</pre>
 */
public final class MailTlsTests {

    private MailTlsTests() {}

    /**
     * Runs a check and returns what came of it. A case that fails, or of which nothing can be said, is a test that fails; one that
     * does not apply, or that the baseline knows, is a test that is skipped.
     */
    public static Stream<DynamicNode> of(MailTlsCheck check) {
        var run = check.run();
        return run.targets().stream().map(examined -> container(examined, run.baseline()));
    }

    private static DynamicNode container(Examined examined, Baseline baseline) {
        return DynamicContainer.dynamicContainer(
                examined.target() + " as " + examined.profile(),
                examined.results().stream().map(result -> test(result, baseline)));
    }

    private static DynamicNode test(Result result, Baseline baseline) {
        return DynamicTest.dynamicTest(result.test().id(), () -> {
            baseline.reason(result).ifPresent(why -> Assumptions.abort("known: " + why));
            judge(result);
        });
    }

    private static void judge(Result result) {
        switch (result.verdict()) {
            case FAIL, ERROR, INCONCLUSIVE -> Assertions.fail(told(result));
            case SKIP, NOT_OBSERVABLE -> Assumptions.abort(result.reason());
            case PASS, INFO, WARN -> {
                // It went well, or at least there may be reasons.
            }
        }
    }

    private static String told(Result result) {
        String asked = result.evidence().requirements().stream()
                .map(requirement -> requirement.wording() + ": " + requirement.statement() + "\n")
                .collect(Collectors.joining());
        String expected = result.evidence()
                .expected()
                .map(turn -> "Expected: " + turn + "\n")
                .orElse("");
        String said = result.evidence().transcript().map(Transcript::print).orElse("");
        return result.verdict() + ": " + result.reason() + "\n" + asked + expected + said;
    }
}
