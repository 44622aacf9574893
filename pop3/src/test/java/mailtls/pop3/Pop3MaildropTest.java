package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.MemoryPeer;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.Test;

/** What is done with messages (RFC 1939 sections 5 to 7). */
class Pop3MaildropTest {

    private static final String NO_SUCH_MESSAGE = "-ERR there is no such message\r\n";

    private final TestHouse house = new TestHouse();
    private final MemoryPeer peer = house.aliceOverTls();

    @Test
    void statCountsMessagesAndOctets() {
        assertEquals("+OK 2 65\r\n", peer.say("STAT"));
    }

    @Test
    void listGivesTheSizeOfEachMessageOrOfOne() {
        assertEquals("+OK 2 messages\r\n1 42\r\n2 23\r\n.\r\n", peer.say("LIST"));
        assertEquals("+OK 2 23\r\n", peer.say("LIST 2"));
        assertEquals(NO_SUCH_MESSAGE, peer.say("LIST 3"));
    }

    @Test
    void anEmptyMaildropHasAnEmptyList() {
        MemoryPeer bob = house.overTls();
        bob.say("USER bob", "PASS open sesame");

        assertEquals("+OK 0 0\r\n", bob.say("STAT"));
        assertEquals("+OK 0 messages\r\n.\r\n", bob.say("LIST"));
        assertEquals("+OK 0 messages\r\n.\r\n", bob.say("UIDL"));
        assertEquals(NO_SUCH_MESSAGE, bob.say("RETR 1"));
    }

    @Test
    void retrStuffsDots() {
        assertEquals("+OK 42 octets\r\nSubject: one\r\n\r\nfirst line\r\n..second line\r\n.\r\n", peer.say("RETR 1"));
        assertEquals(NO_SUCH_MESSAGE, peer.say("RETR 0"));
        assertEquals(NO_SUCH_MESSAGE, peer.say("RETR 999999999"));
    }

    @Test
    void topEndsWithTheHeaderOrAfterSoManyLines() {
        assertEquals("+OK the top\r\nSubject: one\r\n\r\n.\r\n", peer.say("TOP 1 0"));
        assertEquals("+OK the top\r\nSubject: one\r\n\r\nfirst line\r\n.\r\n", peer.say("TOP 1 1"));
        assertEquals("+OK the top\r\nSubject: one\r\n\r\nfirst line\r\n..second line\r\n.\r\n", peer.say("TOP 1 2"));
        assertEquals(
                "+OK the top\r\nSubject: one\r\n\r\nfirst line\r\n..second line\r\n.\r\n", peer.say("TOP 1 999999999"));
        assertEquals(NO_SUCH_MESSAGE, peer.say("TOP 3 0"));
    }

    @Test
    void topOfAMessageThatIsNoMailGivesWhatThereIs() {
        house.deliver("no header, no end").deliver("").deliver("\r\n").deliver("\nbare\n\nends\n");
        peer.say("QUIT");
        MemoryPeer again = house.aliceOverTls();

        assertEquals("+OK the top\r\nno header, no end\r\n.\r\n", again.say("TOP 3 1"));
        assertEquals("+OK the top\r\n.\r\n", again.say("TOP 4 1"));
        assertEquals("+OK the top\r\n\r\n.\r\n", again.say("TOP 5 0"));
        assertEquals("+OK the top\r\n\nbare\n\r\n.\r\n", again.say("TOP 6 1"));
    }

    @Test
    void uniqueIdsStayTheSameFromSessionToSession() {
        String before = peer.say("UIDL");
        String second = peer.say("UIDL 2");
        peer.say("DELE 1", "QUIT");

        String after = house.aliceOverTls().say("UIDL 1");

        long maildrop = house.alice().mailbox(MailAccount.INBOX).orElseThrow().uidValidity();
        assertEquals("+OK 2 messages\r\n1 %1$d.1\r\n2 %1$d.2\r\n.\r\n".formatted(maildrop), before);
        assertEquals("+OK 2 %d.2\r\n".formatted(maildrop), second);
        assertEquals("+OK 1 %d.2\r\n".formatted(maildrop), after);
    }

    @Test
    void aMarkedMessageIsNotSeenButTheOthersKeepTheirNumbers() {
        assertEquals("+OK marked, and removed at QUIT\r\n", peer.say("DELE 1"));

        assertEquals("+OK 1 23\r\n", peer.say("STAT"));
        assertEquals("+OK 1 messages\r\n2 23\r\n.\r\n", peer.say("LIST"));
        for (String line : List.of("DELE 1", "RETR 1", "LIST 1", "UIDL 1", "TOP 1 0")) {
            assertEquals(NO_SUCH_MESSAGE, peer.say(line));
        }
        assertEquals(2, house.messages());
    }

    @Test
    void rsetTakesTheMarksBack() {
        peer.say("DELE 1", "DELE 2");

        assertEquals("+OK no message is marked\r\n", peer.say("RSET"));

        assertEquals("+OK 2 65\r\n", peer.say("STAT"));
        peer.say("QUIT");
        assertEquals(2, house.messages());
    }

    @Test
    void noopDoesNothing() {
        assertEquals("+OK nothing done\r\n", peer.say("NOOP"));
    }

    @Test
    void whatComesDuringTheSessionIsForTheNextOne() {
        house.deliver(TestHouse.SECOND);

        assertEquals("+OK 2 65\r\n", peer.say("STAT"));
        peer.say("QUIT");
        assertEquals("+OK 3 88\r\n", house.aliceOverTls().say("STAT"));
    }

    @Test
    void whatSomebodyElseRemovesDuringTheSessionCanStillBeReadAndRemoved() {
        Mailbox inbox = house.alice().mailbox(MailAccount.INBOX).orElseThrow();
        inbox.remove(List.of(1L));

        assertTrue(peer.say("RETR 1").startsWith("+OK 42 octets\r\n"));
        assertEquals("+OK marked, and removed at QUIT\r\n+OK goodbye\r\n", peer.say("DELE 1", "QUIT"));
        assertEquals(1, house.messages());
    }

    @Test
    void theLockIsGivenBackOnlyByWhoHasIt() {
        MemoryPeer refused = house.overTls();
        refused.say("USER alice", "PASS sesame");

        refused.say("QUIT");
        refused.gone();

        assertTrue(house.alice().lockMaildrop().isEmpty());
    }

    @Test
    void theSameMailIsThereInClearForWhoKeepsThePasswordToHimself() {
        peer.say("QUIT");

        MemoryPeer inClear = house.aliceInClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("+OK 2 65\r\n", inClear.say("STAT"));
        assertNotEquals(NO_SUCH_MESSAGE, inClear.say("RETR 1"));
    }
}
