package mailtls.conformance.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.Test;

/** What an examination makes of clients, whatever the case. */
class ClientExaminationTest {

    /** Comes, and goes again. */
    private static Optional<Client.Outcome> lookIn(Invitation invitation) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), invitation.port())) {
            return Optional.of(new Client.Outcome(Optional.of(false), "exit status 1", socket.toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void whoNeverWorksIsNeitherPraisedNorBlamedForGivingUp() throws InterruptedException {
        List<Result> results = ScriptedClientsTest.examination(
                        MailProtocol.SMTP, Mode.STARTTLS, ClientExaminationTest::lookIn)
                .run(ClientCases.suite().cases(), 1, result -> {});

        var verdicts = new TreeSet<Verdict>();
        results.forEach(result -> verdicts.add(result.verdict()));

        // A server with a name has no certificate for an address: that case is skipped for whoever comes.
        assertEquals(EnumSet.of(Verdict.SKIP, Verdict.NOT_OBSERVABLE, Verdict.INCONCLUSIVE), verdicts);
    }

    @Test
    void theAuthorityCanBeReadByAClientThatRunsUnderAnotherAccount() throws InterruptedException {
        var seen = EnumSet.noneOf(PosixFilePermission.class);
        Client client = invitation -> {
            seen.addAll(permissions(invitation));
            return lookIn(invitation);
        };

        ScriptedClientsTest.examination(MailProtocol.SMTP, Mode.STARTTLS, client)
                .run(List.of(), 1, result -> {});

        assertTrue(seen.contains(PosixFilePermission.OTHERS_READ), seen.toString());
    }

    private static Set<PosixFilePermission> permissions(Invitation invitation) {
        try {
            return Files.getPosixFilePermissions(invitation.authority());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
