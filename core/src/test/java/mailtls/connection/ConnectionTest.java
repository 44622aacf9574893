package mailtls.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.machine.Reply;
import mailtls.machine.Toy;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionTest {

    private static final Limits FEW = Limits.DEFAULT.withMistakes(2, 2);

    private final Toy toy = new Toy();

    @Test
    void aConnectionBeginsWithTheGreeting() {
        assertEquals("+toy in clear\r\n", MemoryPeer.inClear(toy).heard());
        assertEquals("+toy over TLS\r\n", MemoryPeer.overTls(toy).heard());
    }

    @Test
    void commandsAreAnsweredOneByOneInTheirOrder() {
        MemoryPeer peer = MemoryPeer.inClear(toy);

        assertEquals("+a\r\n+b\r\n+hello in clear\r\n", peer.say("ECHO a", "ECHO b", "HELLO"));
    }

    @Test
    void aCommandMayComeInPieces() {
        MemoryPeer peer = MemoryPeer.inClear(toy);

        assertEquals("", peer.send("ECHO a\r"));
        assertEquals("+a\r\n", peer.send("\nECHO"));
        assertEquals("+\r\n", peer.send("\r\n"));
    }

    @Test
    void afterTheLastReplyNothingIsHeard() {
        MemoryPeer peer = MemoryPeer.inClear(toy);

        assertEquals("+bye\r\n", peer.say("QUIT", "ECHO a"));
        assertTrue(peer.isClosed());
        assertEquals("", peer.say("ECHO b"));
    }

    @Test
    void aConnectionIsClosedOnce() {
        Connection connection = connection(Limits.DEFAULT, WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);

        assertEquals(1, closes(connection.received(octets("QUIT\r\n"))));
        assertEquals(List.of(), connection.peerEnded(Ending.FIN));
        assertEquals(List.of(), connection.timeUp(Deadline.IDLE));
        assertEquals(List.of(), connection.timeUp(Deadline.LOGIN));
        assertEquals(List.of(), connection.timeUp(Deadline.HANDSHAKE));
        assertEquals(List.of(), connection.handshakeFailed());
        assertEquals(List.of(), connection.secured(TestTls.facts()));
        assertEquals(List.of(), connection.shutdown());
        assertEquals(List.of(), connection.nudged());
        assertEquals(List.of(), connection.sent());
        assertEquals(List.of(), connection.received(octets("ECHO a\r\n")));
    }

    @Test
    void whoMakesTooManyMistakesIsSentAway() {
        MemoryPeer peer = MemoryPeer.inClear(toy, FEW);

        assertEquals("-what?\r\n-DANCE UNKNOWN_COMMAND\r\n", peer.say("NONSENSE", "DANCE"));
        assertEquals("-a line with a NUL octet\r\n-bye: too many mistakes\r\n", peer.say("\0", "ECHO a"));
        assertTrue(peer.isClosed());
        assertEquals(List.of(new Event.SaidFarewell("too many mistakes")), peer.events());
    }

    @Test
    void mistakesInClearCountOverTlsToo() {
        MemoryPeer peer = MemoryPeer.inClear(toy, FEW);
        peer.say("NONSENSE", "NONSENSE", "STARTTLS");
        peer.upgrade();

        assertEquals("-what?\r\n-bye: too many mistakes\r\n", peer.say("NONSENSE"));
    }

    @Test
    void whoShowsTooManyWrongPasswordsIsSentAway() {
        MemoryPeer peer = MemoryPeer.inClear(toy, FEW);
        peer.say("STARTTLS");
        peer.upgrade();

        assertEquals("+hello over TLS\r\n-wrong\r\n", peer.say("HELLO", "LOGIN alice open"));
        assertEquals(
                "+hello over TLS\r\n-wrong\r\n-bye: too many failed log-ins\r\n", peer.say("HELLO", "LOGIN bob open"));
        assertTrue(peer.isClosed());
    }

    @Test
    void wrongPasswordsInClearCountOverTlsToo() {
        MemoryPeer peer = MemoryPeer.inClear(Toy.takingPasswordsInClear(), FEW);
        peer.say("HELLO", "LOGIN alice open", "STARTTLS");
        peer.upgrade();

        assertEquals(
                "+hello over TLS\r\n-wrong\r\n-bye: too many failed log-ins\r\n", peer.say("HELLO", "LOGIN bob open"));
    }

    @Test
    void aPeerThatEndsGetsItsAnswersFirst() {
        MemoryPeer peer = MemoryPeer.inClear(toy);
        peer.send("ECHO a\r\nECHO half");

        assertEquals("", peer.end(Ending.FIN));
        assertTrue(peer.isClosed());
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatEndsWhileItsCommandsWaitGetsTheirAnswersFirst(Ending how) {
        Connection connection = connection(Limits.DEFAULT.withOutput(1), WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);

        assertEquals(List.of(), connection.received(octets("ECHO a\r\nECHO b\r\nECHO half")));
        assertEquals(List.of(), connection.peerEnded(how));
        assertEquals("+a\r\n", said(connection.sent()));
        assertEquals("+b\r\n", said(connection.sent()));
        assertEquals(List.of(new Effect.Close()), connection.sent());
    }

    @Test
    void aPeerThatDoesNotReadIsNotAnswered() {
        Connection connection = connection(Limits.DEFAULT.withOutput(1), WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);
        connection.sent();

        assertEquals("+a\r\n", said(connection.received(octets("ECHO a\r\nECHO b\r\n"))));
        assertEquals("", said(connection.received(octets("ECHO c\r\n"))));
        assertEquals("", said(connection.received(octets("ECHO d\r\n"))));
        assertEquals("+b\r\n", said(connection.sent()));
        assertEquals("+c\r\n", said(connection.sent()));
        assertEquals("+d\r\n", said(connection.sent()));
        assertEquals("", said(connection.sent()));
    }

    @Test
    void theGoAheadMakesNobodyWait() {
        MemoryPeer peer = MemoryPeer.inClear(toy, Limits.DEFAULT.withOutput(1));
        peer.say("STARTTLS");
        peer.upgrade();

        assertEquals("+a\r\n", peer.say("ECHO a"));
    }

    @Test
    void newsIsToldAtOnceWhereThereIsRoom() {
        Connection connection = connection(Limits.DEFAULT, WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);
        assertEquals(List.of(), connection.nudged());
        toy.sessions().get(0).learn("mail");

        assertEquals("+mail\r\n", said(connection.nudged()));
    }

    @Test
    void newsWaitsForAPeerThatDoesNotRead() {
        Connection connection = connection(Limits.DEFAULT.withOutput(1), WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);
        toy.sessions().get(0).learn("mail");

        assertEquals(List.of(), connection.nudged());
        assertEquals("+mail\r\n", said(connection.sent()));
        assertEquals(List.of(), connection.sent());
    }

    @Test
    void newsOfAConversationThatIsOverIsNotTold() {
        Connection connection = connection(Limits.DEFAULT, WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);
        toy.sessions().get(0).learn("mail");
        connection.received(octets("STARTTLS\r\n"));

        assertEquals(List.of(), connection.nudged());
        connection.secured(TestTls.facts());
        assertEquals(List.of(), connection.nudged());
    }

    @Test
    void whoDoesNotLogInInTimeIsSentAway() {
        MemoryPeer peer = MemoryPeer.overTls(toy);

        assertEquals("-bye: no log-in in time\r\n", peer.late(Deadline.LOGIN));
        assertTrue(peer.isClosed());
    }

    @Test
    void whoHasLoggedInHasAllTheTime() {
        MemoryPeer peer = MemoryPeer.overTls(toy);
        peer.say("HELLO", "LOGIN alice sesame");

        assertEquals("", peer.late(Deadline.LOGIN));
        assertFalse(peer.isClosed());
    }

    @Test
    void whoIsIdleForTooLongIsSentAway() {
        MemoryPeer peer = MemoryPeer.inClear(toy);

        assertEquals("-bye: idle for too long\r\n", peer.late(Deadline.IDLE));
        assertTrue(peer.isClosed());
    }

    @Test
    void whoTalksIsNotLateForAHandshake() {
        MemoryPeer peer = MemoryPeer.inClear(toy);

        assertEquals("", peer.late(Deadline.HANDSHAKE));
        assertEquals("+a\r\n", peer.say("ECHO a"));
    }

    @Test
    void beforeAnythingIsCarriedNothingIsSaid() {
        Connection connection = connection(Limits.DEFAULT, WireLog.OFF);

        assertEquals(List.of(), connection.received(octets("ECHO a\r\n")));
        assertEquals(List.of(), connection.nudged());
        assertEquals(List.of(), connection.timeUp(Deadline.LOGIN));
        assertEquals(List.of(new Effect.Close()), connection.timeUp(Deadline.HANDSHAKE));
    }

    @Test
    void aServerThatGoesDownSaysSo() {
        Connection connection = connection(Limits.DEFAULT, WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);

        List<Effect> effects = connection.shutdown();

        assertEquals("-bye: server is shutting down\r\n", said(effects));
        assertEquals(1, closes(effects));
    }

    @Test
    void whatWasHeldIsGivenBackOnceHoweverTheConnectionEnds() {
        MemoryPeer peer = MemoryPeer.inClear(toy);
        peer.say("STARTTLS");
        peer.upgrade();
        assertEquals(1, toy.sessions().get(0).ends());

        peer.gone();
        peer.gone();

        assertEquals(1, toy.sessions().get(0).ends());
        assertEquals(1, toy.sessions().get(1).ends());
        assertEquals("", peer.say("ECHO a"));
    }

    @Test
    void theWireLogSeesWhatWasUnderstoodAndNoPassword() {
        var seen = new ArrayList<String>();
        Connection connection = connection(Limits.DEFAULT, new WireLog() {
            @Override
            public void heard(Object command) {
                seen.add("C: " + command);
            }

            @Override
            public void said(Reply reply) {
                seen.add("S: " + reply.text().trim());
            }
        });
        connection.opened(TestTls.channel());

        connection.received(octets("LOGIN alice sesame\r\nLOGIN\0sesame\r\nQUIT\r\n"));

        assertEquals(
                List.of(
                        "S: +toy over TLS",
                        "C: LOGIN alice",
                        "S: -LOGIN WRONG_STATE",
                        "C: a line with a NUL octet",
                        "S: -a line with a NUL octet",
                        "C: Quit[]",
                        "S: +bye"),
                seen);
    }

    private Connection connection(Limits limits, WireLog log) {
        var address = InetSocketAddress.createUnresolved("peer.example", 25);
        return new Connection(toy, new Peer(address, event -> {}, () -> {}), limits, log);
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(Ascii.octets(text));
    }

    private static String said(List<Effect> effects) {
        var said = new StringBuilder();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                said.append(send.reply().text());
            }
        }
        return said.toString();
    }

    private static long closes(List<Effect> effects) {
        return effects.stream().filter(Effect.Close.class::isInstance).count();
    }
}
