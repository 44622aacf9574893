package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Finding.Kind;
import org.junit.jupiter.api.Test;

class PlayerTest {

    private static final String AFTER_EHLO = """
            S: 220 *
            C: EHLO client.example
            S: 250 *
            """;

    @Test
    void aServerThatAnswersAsExpectedKeepsTheRequirement() throws IOException {
        var peer = new FakePeer("220 hello", "250-mail.example", "250 STARTTLS", "501 no");

        Finding finding = play(peer, AFTER_EHLO + "C: STARTTLS now\nS: 501 *\n");

        assertEquals(Kind.KEPT, finding.kind());
        assertEquals(List.of("EHLO client.example\r\n", "STARTTLS now\r\n"), peer.said());
    }

    @Test
    void anotherStatusBreaksItAndTheTurnIsShown() throws IOException {
        Finding finding = play(
                new FakePeer("220 hello", "250 mail.example", "220 go"), AFTER_EHLO + "C: STARTTLS now\nS: 501 *\n");

        assertEquals(Kind.BROKEN, finding.kind());
        assertEquals(Optional.of("S: 501 *"), finding.expected());
        assertTrue(finding.reason().contains("220 go"), finding.reason());
    }

    @Test
    void whatGoesWrongBeforeTheQuestionDecidesNothing() throws IOException {
        Finding finding = play(new FakePeer("554 busy"), AFTER_EHLO + "C: STARTTLS now\nS: 501 *\n");

        assertEquals(Kind.UNDECIDED, finding.kind());
    }

    @Test
    void silenceDecidesNothingUnlessALineWasLostWithItsSegment() throws IOException {
        var slow = new FakePeer("220 hello", "250 mail.example").thatEndsWith(How.SILENCE);
        var lost = new FakePeer("220 hello", "250 mail.example", "250 one").thatEndsWith(How.SILENCE);

        assertEquals(
                Kind.UNDECIDED, play(slow, AFTER_EHLO + "C: NOOP\nS: 250 *\n").kind());
        assertEquals(
                Kind.BROKEN,
                play(lost, AFTER_EHLO + "C& NOOP\nC: NOOP\nS: 250 *\nS: 250 *\n")
                        .kind());
    }

    @Test
    void withoutWhatIsSupposedTheCaseDoesNotApply() throws IOException {
        var peer = new FakePeer("220 hello", "250 mail.example");

        assertEquals(
                Kind.NOT_APPLICABLE,
                play(peer, AFTER_EHLO + "given: PIPELINING\nC: NOOP\n").kind());
    }

    @Test
    void keywordsAreFoundInTheLists() throws IOException {
        String[] lines = {"220 hello", "250-mail.example", "250-AUTH SCRAM-SHA-256 PLAIN", "250 SIZE 10"};

        assertEquals(
                Kind.KEPT,
                play(new FakePeer(lines), AFTER_EHLO + "has: AUTH PLAIN\nlacks: PLAIN\n")
                        .kind());
        assertEquals(
                Kind.BROKEN,
                play(new FakePeer(lines), AFTER_EHLO + "lacks: SIZE\n").kind());
    }

    @Test
    void linesWithAnAmpersandGoInOneSegment() throws IOException {
        var peer = new FakePeer("220 hello", "250 mail.example", "250 ok", "220 go");

        play(peer, AFTER_EHLO + "C& NOOP\nC& STARTTLS\n-- hello --\nS: 250 *\nS: 220 *\n");

        assertEquals("NOOP\r\nSTARTTLS\r\nhello", peer.said().get(1));
    }

    @Test
    void aHandshakeMayFailWhereTheDialogueSaysSo() throws IOException {
        var refusing = new FakePeer("220 hello", "250 mail.example").whoseHandshakeEndsAs(Outcome.ALERT);
        var talking = new FakePeer("220 hello", "250 mail.example").whoseHandshakeEndsAs(Outcome.CLEARTEXT);

        assertEquals(
                Kind.KEPT,
                play(refusing, AFTER_EHLO + "-- tls or not --\nC: NOOP\nS: 250 *\n")
                        .kind());
        assertEquals(
                Kind.BROKEN, play(talking, AFTER_EHLO + "-- tls or not --\n").kind());
    }

    @Test
    void anAlertIsNoWordBeforeTheEnd() throws IOException {
        var alert = new FakePeer("220 hello", "250 mail.example", "\u0015\u0003\u0003\0\u0002\u0002");
        var words = new FakePeer("220 hello", "250 mail.example", "500 what");
        var both = new FakePeer("220 hello", "250 mail.example", "\u0015\u0003\u0003\0\u0002\u0002P500 what");

        assertEquals(
                Kind.KEPT, play(alert, AFTER_EHLO + "X: NOOP\n-- close --\n").kind());
        assertEquals(
                Kind.BROKEN, play(words, AFTER_EHLO + "X: NOOP\n-- close --\n").kind());
        assertEquals(
                Kind.BROKEN, play(both, AFTER_EHLO + "X: NOOP\n-- close --\n").kind());
    }

    @Test
    void wordsBehindAnAlertAreHeard() throws IOException {
        var alert = new FakePeer("220 hello", "250 mail.example", "\u0015\u0003\u0003\0\u0002\u0002(500 what");

        Finding finding = play(alert, AFTER_EHLO + "X: NOOP\n-- close --\n");

        assertEquals(Kind.BROKEN, finding.kind());
        assertTrue(finding.reason().contains("“500 what”"), finding.reason());
    }

    @Test
    void whoGoesOnInClearBehindTlsHasNotClosed() throws IOException {
        var closing = new FakePeer("220 hello", "250 mail.example").thatEndsWith(How.CLOSE_NOTIFY);
        var goingOn = new FakePeer("220 hello", "250 mail.example")
                .thatEndsWith(How.CLOSE_NOTIFY)
                .thatGoesOnInClear();
        var talking = new FakePeer("220 hello", "250 mail.example").thatEndsWith(How.CLEARTEXT);
        String dialogue = AFTER_EHLO + "-- tls --\n-- close_notify --\n-- close --\n";

        assertEquals(Kind.KEPT, play(closing, dialogue).kind());
        assertEquals(Kind.BROKEN, play(goingOn, dialogue).kind());
        assertEquals(Kind.BROKEN, play(talking, dialogue).kind());
    }

    @Test
    void anOldOfferIsToBeRefused() throws IOException {
        var refusing = new FakePeer("220 hello", "250 mail.example").whoseHandshakeEndsAs(Outcome.ALERT);
        var waiting = new FakePeer("220 hello", "250 mail.example")
                .whoseHandshakeEndsAs(Outcome.ALERT)
                .thatEndsWith(How.SILENCE);
        var taking = new FakePeer("220 hello", "250 mail.example").whoseHandshakeEndsAs(Outcome.DONE);

        assertEquals(
                Kind.KEPT, play(refusing, AFTER_EHLO + "-- offer TLS 1.1 --\n").kind());
        assertEquals(
                Kind.BROKEN, play(waiting, AFTER_EHLO + "-- offer TLS 1.1 --\n").kind());
        assertEquals(
                Kind.BROKEN, play(taking, AFTER_EHLO + "-- offer TLS 1.1 --\n").kind());
    }

    @Test
    void octetsThatNoLineHoldsHaveNames() throws IOException {
        var peer = new FakePeer("220 hello", "250 mail.example");

        play(peer, AFTER_EHLO + "C: NOOP{cr}NOOP{lf}NOOP\n");

        assertEquals("NOOP\rNOOP\nNOOP\r\n", peer.said().get(1));
    }

    @Test
    void placeholdersAreFilled() throws IOException {
        var peer = new FakePeer("220 hello", "250 mail.example");

        play(peer, AFTER_EHLO + "C: AUTH PLAIN {plain}\n");

        assertEquals("AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n", peer.said().get(1));
    }

    @Test
    void theSameSeedGivesTheSameWords() {
        assertEquals(Words.of(7, "a.case", Optional.empty()), Words.of(7, "a.case", Optional.empty()));
        assertTrue(Words.of(7, "a.case", Optional.empty()).token().matches("[a-z]{12}"));
    }

    private static Finding play(FakePeer peer, String dialogue) throws IOException {
        var words = Words.of(1, "test", Optional.of(new Account("alice", "secret")));
        try (var stage = new Stage(MailProtocol.SMTP, Mode.STARTTLS, () -> peer, words)) {
            return Player.of(Dialogue.of(dialogue)).play(stage);
        }
    }
}
