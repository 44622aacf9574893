package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.suite.Result;
import org.junit.jupiter.api.Test;

/** A run can be had again: its seed decides each word that is said, and so what comes of it. */
class DeterminismTest {

    @Test
    void theSameSeedSaysTheSameAndFindsTheSame() {
        try (var server = ReferenceServer.start()) {
            List<String> first = run(server, 7);

            assertFalse(first.isEmpty());
            assertEquals(first, run(server, 7));
        }
    }

    @Test
    void anotherSeedSaysSomethingElse() {
        try (var server = ReferenceServer.start()) {
            assertNotEquals(run(server, 7), run(server, 8));
        }
    }

    private static List<String> run(ReferenceServer server, long seed) {
        return MailTlsCheck.of(server.urls())
                .trust(Trust.in(List.of(server.authority())))
                .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                .without("*.Boundary.*SPLIT*", "*.Hellos.*", "*.Lifecycle.*")
                .seed(seed)
                .run()
                .results()
                .stream()
                .flatMap(DeterminismTest::told)
                .toList();
    }

    /** The verdict, and what we said; TLS makes its own random octets. */
    private static Stream<String> told(Result result) {
        Stream<String> said = result.evidence().transcript().stream()
                .flatMap(transcript -> transcript.entries().stream())
                .filter(entry -> entry.direction() == Direction.SENT)
                .filter(entry -> entry.layer() != Layer.RECORD)
                .map(entry -> entry.layer() + " " + entry.octets().replaceFirst("(?s)\u0016\u0003.*", "ClientHello"));
        return Stream.concat(Stream.of(result.verdict() + " " + result.test().id() + ": " + result.reason()), said);
    }
}
