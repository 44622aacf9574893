package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Finding.Kind;
import org.junit.jupiter.api.Test;

/** What octets behind STLS may lead to, and what not. */
class BoundaryTest {

    private static final String[] FENCE = {"+OK hello", "+OK go", "+OK list", "STLS", ".", "-ERR what", "+OK bye"};

    @Test
    void fourOutcomesAreSafeAndTheReportNamesThem() throws IOException {
        var failing = new FakePeer("+OK hello", "+OK go").whoseHandshakeEndsAs(Outcome.ALERT);

        assertKept("(a)", play(new FakePeer(FENCE), failing));
        assertKept("(b)", play(new FakePeer(FENCE), new FakePeer(FENCE)));
        assertKept("(c)", play(new FakePeer(FENCE), new FakePeer("+OK hello", "-ERR early")));
        assertKept("(d)", play(new FakePeer(FENCE), new FakePeer("+OK hello")));
    }

    @Test
    void anAnswerTooManyIsSeenByTheFence() throws IOException {
        var obeying = new FakePeer(
                "+OK hello", "+OK go", "+OK list", "STLS", ".", "+OK list", "STLS", ".", "-ERR what", "+OK bye");

        assertEquals(Kind.BROKEN, play(new FakePeer(FENCE), obeying).kind());
    }

    @Test
    void aCommandThatIsSwallowedIsSeenByTheFence() throws IOException {
        var swallowing = new FakePeer("+OK hello", "+OK go").thatEndsWith(How.SILENCE);

        assertEquals(Kind.BROKEN, play(new FakePeer(FENCE), swallowing).kind());
    }

    @Test
    void withoutABenignTwinNothingIsDecided() throws IOException {
        assertEquals(
                Kind.UNDECIDED,
                play(new FakePeer("+OK hello", "-ERR no TLS"), new FakePeer(FENCE))
                        .kind());
        assertEquals(
                Kind.UNDECIDED,
                play(new FakePeer("+OK hello", "+OK go", "-ERR what"), new FakePeer(FENCE))
                        .kind());
    }

    @Test
    void aSplitIsTriedAtEachPlace() {
        List<List<String>> attempts = Delivery.SPLIT_EVERYWHERE.attempts("AB", "C");

        assertEquals(List.of(List.of("A", "BC"), List.of("AB", "C")), attempts);
    }

    private static void assertKept(String outcome, Finding finding) {
        assertEquals(Kind.KEPT, finding.kind());
        assertTrue(finding.reason().startsWith(outcome), finding.reason());
    }

    private static Finding play(FakePeer... peers) throws IOException {
        Case test = Boundary.cases(MailProtocol.POP3)
                .filter(one -> one.id().equals("pop3.Boundary.COMMAND.SAME_SEGMENT"))
                .findFirst()
                .orElseThrow();
        var inTurn = new ArrayDeque<>(Arrays.asList(peers));
        var words = Words.of(1, test.id(), Optional.empty());
        try (var stage = new Stage(MailProtocol.POP3, Mode.STARTTLS, inTurn::remove, words)) {
            return ((Script) test.script()).play(stage);
        }
    }
}
