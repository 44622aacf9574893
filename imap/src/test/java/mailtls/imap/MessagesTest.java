package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.MemoryPeer;
import org.junit.jupiter.api.Test;

/** STORE, SEARCH, COPY, MOVE, EXPUNGE, IDLE: what one client does and another one sees. */
class MessagesTest {

    private static final String OK = "t OK Done\r\n";

    private final House house = new House().deliver(FetchTest.PLAIN, FetchTest.MIXED, "Subject: three\n\n3\n");
    private final MemoryPeer peer = house.selected();

    private String say(String command) {
        return house.timeless(peer.say("t " + command));
    }

    private void assertFinds(String numbers, String key) {
        assertEquals("* SEARCH" + numbers + "\r\n" + OK, say("SEARCH " + key), key);
    }

    @Test
    void selectDescribesTheMailbox() {
        assertEquals(
                "* OK [CLOSED] The other one is closed\r\n"
                        + "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n"
                        + "* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Kept\r\n"
                        + "* 3 EXISTS\r\n* 0 RECENT\r\n"
                        + "* OK [UIDVALIDITY 1] UIDs are valid\r\n* OK [UIDNEXT 4] Next UID\r\n"
                        + "t OK [READ-WRITE] Opened\r\n",
                say("SELECT inbox"));
        assertTrue(say("EXAMINE INBOX").endsWith("t OK [READ-ONLY] Opened\r\n"));
    }

    @Test
    void rev2HearsNothingOfRecentButTheMailboxesName() {
        assertEquals("* ENABLED\r\n" + OK, say("ENABLE CONDSTORE"));
        assertEquals("* ENABLED IMAP4rev2\r\n" + OK, say("ENABLE CONDSTORE IMAP4rev2"));
        String reply = say("SELECT INBOX");

        assertTrue(reply.contains("* LIST () \"/\" \"INBOX\"\r\n"), reply);
        assertTrue(!reply.contains("RECENT"), reply);
        assertEquals("* ESEARCH (TAG \"t\") ALL 1:3\r\n" + OK, say("SEARCH ALL"));
    }

    @Test
    void flagsAreSetAddedAndTakenAway() {
        assertEquals("* 1 FETCH (UID 1 FLAGS (\\Flagged kept))\r\n" + OK, say("STORE 1 FLAGS (\\flagged kept)"));
        assertEquals("* 1 FETCH (UID 1 FLAGS (\\Flagged \\Seen kept))\r\n" + OK, say("STORE 1 +FLAGS \\Seen"));
        assertEquals("* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n" + OK, say("UID STORE 1 -FLAGS (KEPT \\Flagged)"));
        assertEquals(OK, say("STORE 1:3 FLAGS.SILENT ()"));
        assertEquals("* 1 FETCH (FLAGS ())\r\n" + OK, say("FETCH 1 FLAGS"));
        assertEquals("t BAD Syntax: no such system flag\r\n", say("STORE 1 FLAGS (\\Nonsense)"));
    }

    @Test
    void aMessageHasOnlySoManyFlags() {
        var flags = new StringBuilder();
        for (int i = 0; i < Flags.MOST; i++) {
            flags.append("k").append(i).append(' ');
        }
        assertTrue(
                say("STORE 1 +FLAGS.SILENT (" + flags.toString().trim() + ")").endsWith(OK));

        assertEquals("t NO [LIMIT] More flags than a message may have\r\n", say("STORE 1 +FLAGS one-more"));
        assertEquals(
                "t BAD Syntax: more flags than a message may have\r\n", say("STORE 2 FLAGS (" + flags + "one-more)"));
        assertEquals("t BAD Syntax: the flag is too long\r\n", say("STORE 2 FLAGS " + "x".repeat(Flags.LONGEST + 1)));
    }

    @Test
    void whatIsOpenForReadingIsNotChanged() {
        say("EXAMINE INBOX");

        for (String command : new String[] {"STORE 1 FLAGS \\Deleted", "EXPUNGE", "UID EXPUNGE 1", "MOVE 1 INBOX"}) {
            assertEquals("t NO [READ-ONLY] The mailbox is open for reading only\r\n", say(command));
        }
    }

    @Test
    void searchByFlags() {
        say("STORE 1 FLAGS (\\Seen \\Answered kept)");
        say("STORE 2 FLAGS (\\Deleted \\Draft \\Flagged)");

        assertFinds(" 1", "SEEN");
        assertFinds(" 2 3", "UNSEEN");
        assertFinds(" 2", "DELETED DRAFT FLAGGED");
        assertFinds(" 1", "ANSWERED UNDELETED UNDRAFT UNFLAGGED");
        assertFinds(" 1", "KEYWORD KEPT");
        assertFinds(" 2 3", "UNKEYWORD kept UNANSWERED");
        assertFinds("", "NEW");
        assertFinds("", "RECENT");
        assertFinds(" 1 2 3", "OLD");
    }

    @Test
    void searchByWords() {
        assertFinds(" 1", "FROM bob");
        assertFinds(" 2", "FROM JOERG");
        assertFinds(" 1", "TO alice");
        assertFinds(" 1", "SUBJECT \"AND FOLDED\"");
        assertFinds(" 2", "HEADER Sender \"\"");
        assertFinds("", "CC x BCC x");
        assertFinds(" 1", "BODY hello");
        assertFinds("", "BODY folded");
        assertFinds(" 1", "TEXT folded");
        assertFinds(" 2", "TEXT \"inner body\"");
    }

    @Test
    void searchSeesThroughEncodings() {
        assertEquals("* SEARCH 2\r\n" + OK, say("SEARCH CHARSET UTF-8 SUBJECT {7+}\r\nGr\u00c3\u00bc\u00c3\u009fe"));
        assertEquals("* SEARCH 2\r\n" + OK, say("SEARCH CHARSET UTF-8 BODY {7+}\r\nSch\u00c3\u00b6ne"));
        assertEquals("* SEARCH 2\r\n" + OK, say("SEARCH CHARSET UTF-8 FROM \"j\u00c3\u00b6rg\""));
        house.deliver(
                "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-8859-1\n\nZvxy\n",
                "Content-Type: text/plain; charset=nonsense\n\nf\u00fcr\n");
        say("NOOP");
        assertEquals("* SEARCH 4 5\r\n" + OK, say("SEARCH CHARSET UTF-8 BODY {4+}\r\nf\u00c3\u00bcr"));
        assertEquals("t NO [BADCHARSET (US-ASCII UTF-8)] Not that one\r\n", say("SEARCH CHARSET KOI8-R ALL"));
    }

    @Test
    void searchByDayAndSize() {
        assertFinds(" 1 2 3", "ON 2-Jan-2026");
        assertFinds("", "BEFORE 2-Jan-2026");
        assertFinds(" 1 2 3", "SINCE 01-jan-2026");
        assertFinds(" 1", "SENTON 2-Jan-2026");
        assertFinds("", "SENTBEFORE 2-Jan-2026");
        assertFinds(" 1", "SENTSINCE \"2-Jan-2026\"");
        assertFinds(" 1 2", "LARGER 100");
        assertFinds(" 3", "SMALLER 100");
        assertEquals("t BAD Syntax: expected a date\r\n", say("SEARCH ON 31-Feb-2026"));
        assertEquals("t BAD Syntax: expected a date\r\n", say("SEARCH ON nonsense"));
        house.deliver("Date: yesterday\n\nText\n");
        say("NOOP");
        assertFinds(" 1", "SENTSINCE 1-Jan-1970");
    }

    @Test
    void searchKeysAreJoined() {
        assertFinds(" 1 3", "OR FROM bob SUBJECT three");
        assertFinds(" 2", "NOT (OR FROM bob SUBJECT three)");
        assertFinds(" 1 2", "1:2");
        assertFinds(" 3", "*");
        assertFinds(" 2 3", "UID 2:*");
        assertEquals("* SEARCH 3\r\n" + OK, say("UID SEARCH 3"));
    }

    @Test
    void searchReturnsWhatIsAskedFor() {
        assertEquals(
                "* ESEARCH (TAG \"t\") UID MIN 1 MAX 3 ALL 1,3 COUNT 2\r\n" + OK,
                say("UID SEARCH RETURN (MIN MAX ALL COUNT) NOT 2"));
        assertEquals("* ESEARCH (TAG \"t\") ALL 1:3\r\n" + OK, say("SEARCH RETURN () ALL"));
        assertEquals("* ESEARCH (TAG \"t\") COUNT 0\r\n" + OK, say("SEARCH RETURN (MIN MAX ALL COUNT) SUBJECT none"));
    }

    @Test
    void whatASearchHasSavedCanBeNamed() {
        assertEquals("t OK Saved\r\n", say("SEARCH RETURN (SAVE) NOT 2"));

        assertEquals("* 1 FETCH (FLAGS ())\r\n* 3 FETCH (FLAGS ())\r\n" + OK, say("FETCH $ FLAGS"));
        assertFinds(" 3", "$ SUBJECT three");
    }

    @Test
    void expungeRemovesWhatIsDeleted() {
        say("STORE 1,3 +FLAGS.SILENT \\Deleted");

        assertEquals("* 3 EXPUNGE\r\n" + OK, say("UID EXPUNGE 2:3"));
        assertEquals("* 1 EXPUNGE\r\n" + OK, say("EXPUNGE"));
        assertEquals("* 1 FETCH (UID 2)\r\n" + OK, say("FETCH 1:* UID"));
    }

    @Test
    void closeRemovesWhatIsDeletedWithoutAWord() {
        say("STORE 1 +FLAGS.SILENT \\Deleted");

        assertEquals("t OK Closed\r\n", say("CLOSE"));
        assertEquals(2, house.inbox().messages().size());
    }

    @Test
    void unselectAndAnExaminedCloseRemoveNothing() {
        say("STORE 1 +FLAGS.SILENT \\Deleted");

        assertEquals("t OK Closed\r\n", say("UNSELECT"));
        say("EXAMINE INBOX");
        say("CLOSE");
        assertEquals(3, house.inbox().messages().size());
    }

    @Test
    void copiesAreToldTheirUids() {
        house.mail().create("box");
        say("STORE 3 FLAGS.SILENT (\\Seen)");

        assertEquals("t OK [COPYUID 2 1,3 1:2] Copied\r\n", say("COPY 1,3 box"));
        assertEquals("t OK [COPYUID 2 3 3] Copied\r\n", say("UID COPY 3 box"));
        assertEquals("t OK There was nothing to do\r\n", say("UID COPY 99 box"));
        assertEquals("t NO [TRYCREATE] No such mailbox\r\n", say("COPY 1 missing"));
        assertTrue(house.mail()
                .mailbox("box")
                .orElseThrow()
                .messages()
                .get(1)
                .flags()
                .contains("\\Seen"));
    }

    @Test
    void movedMessagesAreGoneFromHere() {
        house.mail().create("box");

        assertEquals(
                "* OK [COPYUID 2 1:2 1:2] Copied\r\n* 1 EXPUNGE\r\n* 1 EXPUNGE\r\nt OK Moved\r\n", say("MOVE 1:2 box"));
        assertEquals("t NO [TRYCREATE] No such mailbox\r\n", say("MOVE 1 missing"));
    }

    @Test
    void whereThereIsNoRoomNothingIsCopiedOrAppended() {
        house.mail().create("box");
        house.deliver("x".repeat(600_000));
        say("NOOP");

        assertEquals("t NO [OVERQUOTA] No room\r\n", say("COPY 1:* box"));
        assertEquals(0, house.mail().mailbox("box").orElseThrow().messages().size());
        assertEquals("t NO [OVERQUOTA] No room\r\n", say("APPEND box {600000+}\r\n" + "x".repeat(600_000)));
    }

    @Test
    void appendTellsTheUid() {
        assertEquals(
                "* 4 EXISTS\r\nt OK [APPENDUID 1 4] Appended\r\n",
                say("APPEND INBOX (\\Seen kept) \" 1-Feb-1994 21:52:25 -0800\" {14+}\r\nSubject: x\r\n\r\n"));
        assertEquals(
                "* 4 FETCH (INTERNALDATE \"02-Feb-1994 05:52:25 +0000\" FLAGS (\\Seen kept))\r\n" + OK,
                say("FETCH 4 (INTERNALDATE FLAGS)"));
        assertEquals("t NO [TRYCREATE] No such mailbox\r\n", say("APPEND missing {1+}\r\nx"));
        assertEquals(
                "t BAD Syntax: expected a date and a time\r\n",
                say("APPEND INBOX \"32-Feb-1994 21:52:25 -0800\" {1+}\r\nx"));
        assertEquals("t BAD Syntax: a message holds no NUL\r\n", say("APPEND INBOX {1+}\r\n\0"));
        assertTrue(say("APPEND INBOX ~{1+}\r\n\0").endsWith("t OK [APPENDUID 1 5] Appended\r\n"));
    }

    @Test
    void theTimeOfAnAppendedMessageIsATime() {
        assertTrue(say("APPEND INBOX \"01-Feb-1994 21:52:25 +0130\" {1+}\r\nx").contains("t OK "));
        assertTrue(say("FETCH 4 INTERNALDATE").startsWith("* 4 FETCH (INTERNALDATE \"01-Feb-1994 20:22:25 +0000\")"));
        for (String time : new String[] {"nonsense", "01-Foo-1994 21:52:25 +0000", "01-Feb-1994 25:52:25 +0000"}) {
            assertEquals(
                    "t BAD Syntax: expected a date and a time\r\n", say("APPEND INBOX \"" + time + "\" {1+}\r\nx"));
        }
    }

    @Test
    void whatOthersDoIsToldWithTheNextReply() {
        MemoryPeer other = house.selected();
        other.say("o STORE 2 FLAGS (\\Flagged)", "o STORE 1 FLAGS (\\Deleted)", "o EXPUNGE");
        house.deliver("Subject: four\n\n4\n");

        assertEquals("* 1 EXPUNGE\r\n* 1 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 3 EXISTS\r\n" + OK, say("NOOP"));
        assertEquals(OK, say("NOOP"));
    }

    @Test
    void whatOthersDoMeanwhileIsNotMissed() {
        house.selected().say("o STORE 2 FLAGS (\\Flagged)");

        assertEquals(
                "* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n" + OK,
                say("STORE 1 FLAGS (\\Seen)"));
    }

    @Test
    void numbersStayWhileTheClientSpeaksInNumbers() {
        MemoryPeer other = house.selected();
        other.say("o STORE 1 FLAGS.SILENT (\\Deleted)", "o EXPUNGE");

        assertEquals("* 1 FETCH (RFC822.SIZE 249)\r\n" + OK, say("FETCH 1 RFC822.SIZE"));
        assertEquals("* SEARCH 3\r\n" + OK, say("SEARCH SUBJECT three"));
        assertEquals("* 1 EXPUNGE\r\n" + OK, say("CHECK"));
        assertEquals("* SEARCH 2\r\n" + OK, say("SEARCH SUBJECT three"));
    }

    @Test
    void idleTellsAtOnce() {
        house.deliver("Subject: four\n\n4\n");
        assertEquals("* 4 EXISTS\r\n+ Idling\r\n", say("IDLE"));

        house.deliver("Subject: five\n\n5\n");
        assertEquals("* 5 EXISTS\r\n", peer.heard());
        house.selected().say("o STORE 2 FLAGS (\\Deleted)", "o EXPUNGE");
        assertEquals("* 2 FETCH (UID 2 FLAGS (\\Deleted))\r\n* 2 EXPUNGE\r\n", peer.heard());

        assertEquals(OK, peer.say("done"));
        house.deliver("Subject: six\n\n6\n");
        assertEquals("", peer.heard());
    }

    @Test
    void whoIsGoneIsToldNoMore() {
        say("IDLE");
        peer.gone();

        house.deliver("Subject: four\n\n4\n");

        assertEquals("", peer.heard());
    }

    @Test
    void aMessageNamedTwiceIsAnsweredOnce() {
        assertEquals(
                "* 1 FETCH (UID 1)\r\n* 2 FETCH (UID 2)\r\n* 3 FETCH (UID 3)\r\n" + OK, say("FETCH 3,1:2,2,2:3,1 UID"));
        assertEquals("* 1 FETCH (UID 1)\r\n* 3 FETCH (UID 3)\r\n" + OK, say("FETCH *,1 UID"));
        assertEquals("t OK [COPYUID 1 2 4] Copied\r\n", say("UID COPY 2 INBOX").replaceAll("\\* .*\r\n", ""));
        assertTrue(say("UID MOVE 4 INBOX").endsWith("t OK Moved\r\n"));
    }

    @Test
    void messagesAreNumberedFromOne() {
        assertEquals("t BAD Syntax: messages are numbered from 1\r\n", say("FETCH 0 FLAGS"));
        assertEquals("t BAD Syntax: the number is too great\r\n", say("FETCH 4294967296 FLAGS"));
        assertEquals("t BAD There are not so many messages\r\n", say("STORE 4 FLAGS (\\Seen)"));
        assertEquals("t BAD There are not so many messages\r\n", say("COPY 4 INBOX"));
    }

    @Test
    void aMailboxWithoutMessagesHasNoLastOne() {
        MemoryPeer empty = new House().selected();

        assertEquals("t OK Done\r\n", empty.say("t FETCH 1:* FLAGS"));
        assertEquals("t OK Done\r\n", empty.say("t UID FETCH 1:* FLAGS"));
        assertEquals("* SEARCH\r\nt OK Done\r\n", empty.say("t SEARCH ALL"));
    }
}
