package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.MemoryPeer;
import org.junit.jupiter.api.Test;

/** Where octets are cut on their way has no bearing on what they mean: at each place there is. */
class ImapSegmentationTest {

    private static final String TALK = String.join(
            "\r\n",
            "a CAPABILITY",
            "b LOGIN {5+}",
            "alice {6+}",
            "secret",
            "c SELECT INBOX",
            "d APPEND INBOX (\\Seen) {14+}",
            "Subject: x\r\n\r\n",
            "e NOOP {9+}",
            "f STARTTL {2+}",
            "\r\n x",
            "g FETCH 1:* (FLAGS BODY[])",
            "h SEARCH SUBJECT {1+}",
            "x",
            "i IDLE",
            "DONE",
            "j bad \0 line {4+}",
            "k NO ",
            "l LOGOUT",
            "");

    private static House house() {
        return new House().deliver("Subject: one\n\nText\n");
    }

    @Test
    void inOnePiece() {
        String reply = house().overTls().send(TALK);

        for (String tag : new String[] {"a", "b", "c", "d", "g", "h", "i", "l"}) {
            assertTrue(reply.contains("\r\n" + tag + " OK "), tag + " in " + reply);
        }
        assertEquals(1, new WellFormed(reply).tagged("e BAD").size());
        assertEquals(0, new WellFormed(reply).tagged("f").size());
        assertEquals(1, new WellFormed(reply).tagged("j BAD").size());
        assertEquals(0, new WellFormed(reply).tagged("k").size());
    }

    @Test
    void inTwoPieces() {
        House whole = house();
        String expected = whole.timeless(whole.overTls().send(TALK));

        for (int cut = 1; cut < TALK.length(); cut++) {
            House house = house();
            MemoryPeer peer = house.overTls();
            String reply = peer.send(TALK.substring(0, cut)) + peer.send(TALK.substring(cut));

            assertEquals(expected, house.timeless(reply), "cut before " + cut);
        }
    }

    @Test
    void oneOctetAtATime() {
        House whole = house();
        House house = house();
        MemoryPeer peer = house.overTls();
        var reply = new StringBuilder();

        TALK.chars().forEach(octet -> reply.append(peer.send(String.valueOf((char) octet))));

        assertEquals(whole.timeless(whole.overTls().send(TALK)), house.timeless(reply.toString()));
    }
}
