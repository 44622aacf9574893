package mailtls.pop3;

import static mailtls.pop3.TestHouse.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.event.Event.EarlyPlaintext.Kind;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.Test;

/** What stands behind STLS in clear is never obeyed inside TLS (RFC 2595 section 9). */
class Pop3InjectionTest {

    private final TestHouse house = new TestHouse();
    private final MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

    @Test
    void aCommandBehindStlsGoesToTlsAndIsTold() {
        assertEquals("+OK begin TLS\r\n", peer.say("STLS", "CAPA"));
        peer.upgrade();

        assertEquals("", peer.heard());
        assertEquals("-ERR unknown command\r\n", peer.say("FENCE"));
        assertEquals(List.of(new Event.EarlyPlaintext("pop3", 6, Kind.TEXT)), peer.events());
    }

    @Test
    void aLoginBehindStlsLogsNobodyIn() {
        peer.say("STLS", "USER alice", "PASS sesame", "AUTH PLAIN " + base64("\0alice\0sesame"));
        peer.upgrade();

        assertEquals("-ERR STAT does not belong in this state\r\n", peer.say("STAT"));
        assertTrue(house.alice().lockMaildrop().isPresent());
    }

    @Test
    void halfALineBehindStlsIsNotGluedToTheFirstLineInsideTls() {
        peer.send("STLS\r\nUSER al");
        peer.upgrade();

        assertEquals("USER al", peer.arrivedEarly());
        assertTrue(peer.say("CAPA").startsWith("+OK "));
    }

    @Test
    void halfALineInFrontOfStlsIsItsBeginning() {
        assertEquals("", peer.send("NO"));

        assertEquals("-ERR unknown command\r\n", peer.say("STLS"));
        assertFalse(peer.isHandshaking());
    }

    @Test
    void aHandshakeThatComesEarlyIsHandedToTls() {
        peer.send("STLS\r\n\u0016\u0003\u0001");

        assertEquals("\u0016\u0003\u0001", peer.arrivedEarly());
        assertEquals(List.of(new Event.EarlyPlaintext("pop3", 3, Kind.TLS_RECORD)), peer.events());
    }

    @Test
    void stlsInsideAnExchangeStartsNoHandshakeThoughCommandsFollow() {
        String heard = peer.say("AUTH SCRAM-SHA-256", "STLS", "NOOP");

        assertEquals(
                "+ \r\n-ERR that is no response of this mechanism\r\n-ERR NOOP does not belong in this state\r\n",
                heard);
        assertFalse(peer.isHandshaking());
    }

    @Test
    void aRefusedStlsLeavesTheRestToBeRead() {
        String heard = peer.say("STLS foo", "QUIT");

        assertEquals("-ERR the form is: STLS\r\n+OK goodbye\r\n", heard);
        assertTrue(peer.isClosed());
    }

    @Test
    void linesWithBrokenEndsStartNoHandshake() {
        assertEquals("-ERR that was an LF that no CR precedes\r\n", peer.send("STLS\nCAPA\r\n"));
        assertEquals("-ERR that was a CR that no LF follows\r\n", peer.send("STLS\rCAPA\r\n"));
        assertEquals("-ERR that was a NUL octet\r\n", peer.send("STLS\0\r\n"));
        assertFalse(peer.isHandshaking());
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheNextOneIsRead() {
        int longest = TestHouse.PATIENT.line();

        assertEquals("-ERR that was more octets than a line may have\r\n", peer.say("X".repeat(longest + 1)));
        assertEquals("-ERR unknown command\r\n", peer.say("X".repeat(longest)));
    }
}
