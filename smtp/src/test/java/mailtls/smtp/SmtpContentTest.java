package mailtls.smtp;

import static mailtls.smtp.TestHouse.codes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message itself: DATA (RFC 5321 section 4.1.1.4), BDAT (RFC 3030), and what pretends to be their end. */
class SmtpContentTest {

    private static final Limits SMALL = Limits.DEFAULT.withMessage(20);

    private final TestHouse house = new TestHouse();

    /** What some servers take for the end of a message and others do not: SMTP smuggling. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n.\n",
                "\r.\r",
                "\n.\r\n",
                "\r\n.\n",
                "\r\n.\r",
                "\r.\r\n",
                "\r\n.\r\r\n",
                "\n.\r",
                "\r.\n",
                "\r\n\0.\r\n",
                "\r\n.\0\r\n",
                "\r\r\n.\r\r\n",
                "\r\n.\n\r\n"
            })
    void onlyADotBetweenTwoCrlfEndsAMessage(String falseEnd) {
        MemoryPeer client = house.readyAtMx();
        client.say("DATA");
        assertEquals("", client.send("Hi" + falseEnd + "MAIL FROM:<evil@b.example>\r\nRSET\r\nQUIT\r\n"));
        String heard = client.send(".\r\n");
        assertEquals("554", codes(heard));
        assertTrue(heard.startsWith("554 5.6.0 A line of the message holds a"), heard);
        assertEquals(List.of(), house.inbox("alice"));
    }

    @Test
    void aRefusedMessageIsToldOf() {
        MemoryPeer client = house.readyAtMx();
        client.send("DATA\r\na\nb\r\n.\r\n");
        assertEquals(
                List.of(new Event.MessageRefused("A line of the message holds an LF that no CR precedes")),
                client.events());
    }

    @Test
    void afterARefusedMessageTheTransactionIsOver() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("354 554 503 250", codes(client.send("DATA\r\na\nb\r\n.\r\nDATA\r\nMAIL FROM:<>\r\n")));
    }

    @Test
    void dotsAreUnstuffed() {
        house.readyAtMx().say("DATA", "..", "..x", ".x", "x.", ".");
        assertEquals(".\r\n.x\r\nx\r\nx.\r\n", house.only("alice"));
    }

    @Test
    void aMessageMayBeEmpty() {
        assertEquals("354 250", codes(house.readyAtMx().say("DATA", ".")));
        assertEquals("", house.only("alice"));
    }

    @Test // RFC 6152, RFC 6531
    void eachOctetIsKept() {
        var octets = new StringBuilder();
        for (char c = 1; c < 256; c++) {
            octets.append(c == '\r' || c == '\n' ? "" : c);
        }
        house.readyAtMx().say("DATA", octets.toString(), ".");
        assertEquals(octets + "\r\n", house.only("alice"));
    }

    @Test
    void aMessageThatIsTooLargeIsReadToItsEnd() {
        var house = new TestHouse(SMALL);
        MemoryPeer client = house.readyAtMx();
        String heard = client.say("DATA", "x".repeat(19), "QUIT", "x".repeat(1000), ".", "NOOP");
        assertEquals("354 552 250", codes(heard));
        assertTrue(heard.contains("552 5.3.4 The message has more than 20 octets"));
        assertEquals(List.of(), house.inbox("alice"));
    }

    @Test
    void aMessageMayHaveAsManyOctetsAsTheLimitSays() {
        var house = new TestHouse(SMALL);
        assertEquals("354 250", codes(house.readyAtMx().say("DATA", "x".repeat(18), ".")));
        assertEquals("354 552", codes(house.readyAtMx().say("DATA", "x".repeat(19), ".")));
    }

    @Test
    void aLineOfContentHasALongestLength() {
        int longest = Limits.DEFAULT.contentLine();
        assertEquals("354 250", codes(house.readyAtMx().say("DATA", "." + "x".repeat(longest), ".")));
        assertEquals("354 554", codes(house.readyAtMx().say("DATA", "x".repeat(longest + 2), ".")));
    }

    // BDAT

    @Test
    void chunksAreJoined() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 2.0.0 3 octets received\r\n", client.send("BDAT 3\r\n.\r\n"));
        assertEquals("250 250", codes(client.send("bdat 3\r\na\r\nbdat 0 last\r\n")));
        assertEquals(".\r\na\r\n", house.only("alice"));
    }

    @Test
    void aLineMayBeginInOneChunkAndEndInAnother() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 250 250", codes(client.send("BDAT 2\r\na\rBDAT 2\r\n\nbBDAT 0 LAST\r\n")));
        assertEquals("a\r\nb\r\n", house.only("alice"));
    }

    @Test
    void inAChunkADotIsADot() {
        assertEquals("250", codes(house.readyAtMx().send("BDAT 8 LAST\r\n.\r\n..x\r\n")));
        assertEquals(".\r\n..x\r\n", house.only("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\r\r", "\n\r\n"})
    void aChunkHoldsNoBareCrLfOrNulEither(String chunk) {
        MemoryPeer client = house.readyAtMx();
        assertEquals("554", codes(client.send("BDAT 3 LAST\r\n" + chunk)));
        assertEquals(List.of(), house.inbox("alice"));
    }

    @Test
    void aMessageDoesNotEndInABareCr() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 554", codes(client.send("BDAT 2\r\na\rBDAT 0 LAST\r\n")));
    }

    @Test
    void aLineInChunksHasALongestLengthToo() {
        int longest = Limits.DEFAULT.contentLine();
        assertEquals("250", codes(house.readyAtMx().send("BDAT " + longest + " LAST\r\n" + "x".repeat(longest))));
        assertEquals(
                "554", codes(house.readyAtMx().send("BDAT " + (longest + 2) + " LAST\r\n" + "x".repeat(longest + 2))));
    }

    @Test // RFC 3030 2
    void afterAChunkThereIsNoData() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 503 503", codes(client.send("BDAT 1\r\nxDATA\r\nRCPT TO:<bob@example.org>\r\n")));
        assertEquals("250", codes(client.send("BDAT 0 LAST\r\n")));
    }

    @Test // RFC 3030 2
    void afterTheLastChunkThereIsNoOther() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 503", codes(client.send("BDAT 1 LAST\r\nxBDAT 6 LAST\r\nQUIT\r\n")));
        assertEquals("x\r\n", house.only("alice"));
    }

    @Test
    void rsetForgetsTheChunks() {
        MemoryPeer client = house.readyAtMx();
        client.send("BDAT 1\r\nxRSET\r\n");
        client.say("MAIL FROM:<>", "RCPT TO:<alice@example.org>");
        client.send("BDAT 1 LAST\r\ny");
        assertEquals("y\r\n", house.only("alice"));
    }

    @Test
    void chunksThatAreTooLargeAreReadAndForgotten() {
        var house = new TestHouse(SMALL);
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 552", codes(client.send("BDAT 15\r\n" + "x".repeat(15) + "BDAT 6\r\nQUIT\r\n")));
        assertEquals("503 250", codes(client.send("BDAT 6 LAST\r\nQUIT\r\nMAIL FROM:<>\r\n")));
        assertEquals(List.of(), house.inbox("alice"));
    }

    @Test
    void aCountBeyondAllBoundsIsReadForEver() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("", client.send("BDAT 99999999999999999999999 LAST\r\nQUIT\r\n"));
        assertEquals("", client.say("QUIT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT", "BDAT x", "BDAT -1", "BDAT +1", "BDAT LAST"})
    void aChunkNeedsACount(String line) {
        assertEquals("501 250", codes(house.readyAtMx().say(line, "NOOP")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BDAT 6 FIRST", "BDAT 6 LAST LAST", "BDAT 6  LAST"})
    void aMalformedChunkIsReadToItsEndAllTheSame(String line) {
        assertEquals("501 250", codes(house.readyAtMx().send(line + "\r\nQUIT\r\nNOOP\r\n")));
    }

    @Test
    void afterHeloThereAreNoChunks() {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.say("HELO client.example", "MAIL FROM:<>", "RCPT TO:<alice@example.org>");
        assertEquals("503 503", codes(client.send("BDAT 6 LAST\r\nQUIT\r\nDATA\r\n")));
        assertEquals(List.of(), house.inbox("alice"));
    }
}
