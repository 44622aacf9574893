package mailtls.conformance.client;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

/** A client that works only now and then fails nothing, and passes nothing. */
class FlakyClientTest {

    private static final List<Case> CASES =
            ClientCases.suite().cases(MailProtocol.POP3, Mode.STARTTLS).subList(0, 12);
    private static final int ABSENCES = 3;

    private final AtomicInteger starts = new AtomicInteger();
    private final Client right = ClientMutant.client(Flaw.NONE, MailProtocol.POP3, Mode.STARTTLS);

    @Test
    void ofWhoComesNoMoreNothingCanBeSaid() throws InterruptedException {
        Set<Verdict> verdicts =
                examine(invitation -> starts.incrementAndGet() == 1 ? right.start(invitation) : broken());

        assertEquals(Set.of(Verdict.INCONCLUSIVE), verdicts);
    }

    @Test
    void theGoodServerComesAgainWhenNobodyHasComeForAWhile() throws InterruptedException {
        examine(invitation -> starts.incrementAndGet() == 1 ? right.start(invitation) : broken());

        assertEquals(1 + CASES.size() + 1, starts.get());
    }

    @Test
    void toGiveUpIsNeitherRightNorWrongOfWhoWorksNoMore() throws InterruptedException {
        Set<Verdict> verdicts = examine(invitation -> {
            int start = starts.incrementAndGet();
            if (start == 1) {
                return right.start(invitation);
            }
            return start <= 1 + ABSENCES + 1 ? broken() : turningBack(invitation);
        });

        assertEquals(Set.of(Verdict.INCONCLUSIVE), verdicts);
    }

    private static Set<Verdict> examine(Client client) throws InterruptedException {
        return ScriptedClientsTest.examination(MailProtocol.POP3, Mode.STARTTLS, client)
                .run(CASES, 1, result -> {})
                .stream()
                .map(Result::verdict)
                .collect(toSet());
    }

    private static Optional<Client.Outcome> broken() {
        return Optional.of(new Client.Outcome(Optional.of(false), "exit status 127", "not found"));
    }

    private static Optional<Client.Outcome> turningBack(Invitation invitation) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), invitation.port())) {
            return Optional.of(new Client.Outcome(Optional.of(false), "exit status 1", String.valueOf(socket)));
        } catch (IOException refused) {
            return broken();
        }
    }
}
