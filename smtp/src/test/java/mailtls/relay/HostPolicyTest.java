package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mailtls.relay.HostPolicy.Problem;
import mailtls.relay.HostPolicy.Proof;
import mailtls.relay.HostPolicy.Then;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostPolicyTest {

    @ParameterizedTest
    @EnumSource(
            value = HostPolicy.class,
            names = {"OPPORTUNISTIC", "STS_TESTING", "TLS_REQUIRED_NO"},
            mode = EnumSource.Mode.EXCLUDE)
    void noMailGoesInClearWhereAPolicySaysSo(HostPolicy policy) {
        for (Problem problem : Problem.values()) {
            assertNotEquals(Then.IN_CLEAR, policy.then(problem));
            assertNotEquals(Then.AGAIN_IN_CLEAR, policy.then(problem));
        }
    }

    @ParameterizedTest
    @EnumSource(HostPolicy.class)
    void whoHasToProveWhoItIsGetsNoMailIfItDoesNot(HostPolicy policy) {
        if (policy.proof() == Proof.TLSA || policy.proof() == Proof.NAME || policy.proof() == Proof.IMPOSSIBLE) {
            assertEquals(Then.NEXT, policy.then(Problem.NOT_THE_RIGHT_ONE));
        } else {
            assertEquals(Then.GO_ON, policy.then(Problem.NOT_THE_RIGHT_ONE));
        }
    }

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "relay.md"));

        assertTrue(
                page.contains(HostPolicy.toMarkdown()), () -> "docs/relay.md should have\n" + HostPolicy.toMarkdown());
    }

    /** How much each asks for: what holds beside records that can't be used asks for no less than either. */
    @ParameterizedTest
    @CsvSource({"UNUSABLE_ENFORCE, STS_ENFORCE", "UNUSABLE_TESTING, STS_TESTING"})
    void twoPoliciesAskForAllThatEitherDoes(HostPolicy both, HostPolicy sts) {
        for (Problem problem : Problem.values()) {
            boolean eitherStops = sts.then(problem) == Then.NEXT || HostPolicy.DANE_UNUSABLE.then(problem) == Then.NEXT;
            assertEquals(eitherStops, both.then(problem) == Then.NEXT, problem.toString());
        }
        assertEquals(sts.proof(), both.proof());
    }

    @Test
    void recordsThatCantBeUsedStillWantTls() {
        assertEquals(Then.NEXT, HostPolicy.DANE_UNUSABLE.then(Problem.NOT_OFFERED));
        assertEquals(Then.NEXT, HostPolicy.DANE_UNUSABLE.then(Problem.HANDSHAKE));
    }
}
