package mailtls.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import mailtls.event.Event;
import mailtls.event.Event.EarlyPlaintext.Kind;
import mailtls.machine.Peer;
import mailtls.machine.Toy;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTlsTest {

    private final Toy toy = new Toy();
    private final MemoryPeer peer = MemoryPeer.inClear(toy);

    @Test
    void theGoAheadIsTheLastThatIsSaidInClear() {
        assertEquals("+go ahead\r\n", peer.say("STARTTLS"));

        assertTrue(peer.isHandshaking());
        assertEquals("", peer.arrivedEarly());
        assertEquals(List.of(), peer.events());
        assertEquals("", peer.say("ECHO a"));
    }

    @Test
    void thereIsNoSecondGreeting() {
        peer.say("STARTTLS");
        peer.upgrade();

        assertEquals("", peer.heard());
        assertEquals("+hello over TLS\r\n", peer.say("HELLO"));
    }

    @Test
    void theNewConversationKnowsNothingOfTheOld() {
        peer.say("HELLO", "STARTTLS");
        peer.upgrade();

        assertEquals("-LOGIN WRONG_STATE\r\n", peer.say("LOGIN alice sesame"));
    }

    @Test
    void aCommandBehindTheCommandBelongsToTlsAndIsTold() {
        assertEquals("+go ahead\r\n", peer.say("STARTTLS", "HELLO", "LOGIN mallory sesame"));

        assertEquals("HELLO\r\nLOGIN mallory sesame\r\n", peer.arrivedEarly());
        assertEquals(List.of(new Event.EarlyPlaintext("toy", peer.arrivedEarly().length(), Kind.TEXT)), peer.events());
        peer.upgrade();
        assertEquals("", peer.heard());
        assertEquals("-LOGIN WRONG_STATE\r\n", peer.say("LOGIN alice sesame"));
    }

    @Test
    void aHandshakeThatCameTooSoonBelongsToTlsAndIsTold() {
        peer.send("STARTTLS\r\n\u0016\u0003\u0001");

        assertEquals("\u0016\u0003\u0001", peer.arrivedEarly());
        assertEquals(List.of(new Event.EarlyPlaintext("toy", 3, Kind.TLS_RECORD)), peer.events());
    }

    @Test
    void halfALineBehindTheCommandDoesNotReachTheNewConversation() {
        peer.send("STARTTLS\r\nECHO injected ");
        peer.upgrade();

        assertEquals("+a\r\n", peer.say("ECHO a"));
    }

    @Test
    void aSinBehindTheCommandDoesNotReachTheNewConversation() {
        peer.send("STARTTLS\r\n\0\n\r");
        peer.upgrade();

        assertEquals("+a\r\n", peer.say("ECHO a"));
    }

    @Test
    void aRefusedCommandStartsNothing() {
        assertEquals("-no parameters\r\n+a\r\n", peer.say("STARTTLS now", "ECHO a"));
        assertFalse(peer.isHandshaking());
    }

    @Test
    void overTlsThereIsNoMoreToStart() {
        peer.say("STARTTLS");
        peer.upgrade();

        assertEquals("-STARTTLS NEEDS_CLEARTEXT\r\n+a\r\n", peer.say("STARTTLS", "ECHO a"));
        assertFalse(peer.isHandshaking());
    }

    @ParameterizedTest
    @EnumSource
    void inAHandshakeThatTakesTooLongNothingIsSaid(Deadline deadline) {
        peer.say("STARTTLS");

        assertEquals("", peer.late(deadline));
        assertTrue(peer.isClosed());
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatEndsInAHandshakeHearsNothing(Ending how) {
        peer.say("STARTTLS", "ECHO a");

        assertEquals("", peer.end(how));
        assertTrue(peer.isClosed());
    }

    @Test
    void afterAFailedHandshakeNothingIsSaidAndNothingHeard() {
        Connection connection = connection();
        connection.received(octets("STARTTLS\r\n"));

        assertEquals(List.of(new Effect.Close()), connection.handshakeFailed());
        assertEquals(List.of(), connection.received(octets("ECHO a\r\n")));
        assertEquals(List.of(), connection.sent());
        assertEquals(List.of(), connection.shutdown());
        assertEquals(1, toy.sessions().size() - 1, "no conversation was begun over TLS");
    }

    @Test
    void aServerThatGoesDownInAHandshakeSaysNothing() {
        Connection connection = connection();
        connection.received(octets("STARTTLS\r\n"));

        assertEquals(List.of(new Effect.Close()), connection.shutdown());
    }

    private Connection connection() {
        var address = InetSocketAddress.createUnresolved("peer.example", 25);
        var connection = new Connection(toy, new Peer(address, event -> {}, () -> {}), Limits.DEFAULT, WireLog.OFF);
        connection.opened(Channel.CLEARTEXT);
        return connection;
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(Ascii.octets(text));
    }
}
