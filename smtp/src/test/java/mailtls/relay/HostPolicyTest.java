package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import mailtls.relay.HostPolicy.Problem;
import mailtls.relay.HostPolicy.Proof;
import mailtls.relay.HostPolicy.Then;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void recordsThatCantBeUsedStillWantTls() {
        assertEquals(Then.NEXT, HostPolicy.DANE_UNUSABLE.then(Problem.NOT_OFFERED));
        assertEquals(Then.NEXT, HostPolicy.DANE_UNUSABLE.then(Problem.HANDSHAKE));
    }
}
