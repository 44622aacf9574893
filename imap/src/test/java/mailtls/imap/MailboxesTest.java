package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.MemoryPeer;
import org.junit.jupiter.api.Test;

/** The commands about mailboxes. */
class MailboxesTest {

    private static final String OK = "t OK Done\r\n";

    private final House house = new House().deliver("Subject: one\n\nText\n");
    private final MemoryPeer peer = house.loggedIn();

    private String say(String command) {
        return house.timeless(peer.say("t " + command));
    }

    @Test
    void mailboxesAreMadeListedRenamedAndRemoved() {
        assertEquals("t OK Created\r\n", say("CREATE work/mail/"));
        assertEquals("t NO [ALREADYEXISTS] It is there already\r\n", say("CREATE work"));
        assertEquals(
                "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n* LIST (\\HasChildren) \"/\" \"work\"\r\n"
                        + "* LIST (\\HasNoChildren) \"/\" \"work/mail\"\r\n" + OK,
                say("LIST \"\" *"));
        assertEquals("t OK Renamed\r\n", say("RENAME work play"));
        assertEquals("* LIST (\\HasNoChildren) \"/\" \"play/mail\"\r\n" + OK, say("LIST play/ %"));
        assertEquals("t NO [CANNOT] It is INBOX, or others are below it\r\n", say("DELETE play"));
        assertEquals("t OK Deleted\r\n", say("DELETE play/mail"));
        assertEquals("t NO [NONEXISTENT] No such mailbox\r\n", say("DELETE play/mail"));
    }

    @Test
    void inboxStays() {
        assertEquals("t NO [CANNOT] It is INBOX, or others are below it\r\n", say("DELETE inbox"));
        assertEquals("t NO [CANNOT] It is INBOX, or would come below itself\r\n", say("RENAME INBOX other"));
        assertEquals("t NO [ALREADYEXISTS] It is there already\r\n", say("CREATE InBox"));
    }

    @Test
    void renameNeedsAnOldNameAndANewOne() {
        say("CREATE a");

        assertEquals("t NO [NONEXISTENT] No such mailbox\r\n", say("RENAME missing b"));
        assertEquals("t NO [ALREADYEXISTS] The new name is taken\r\n", say("RENAME a INBOX"));
        assertEquals("t NO [CANNOT] That is no mailbox name\r\n", say("RENAME a b//c"));
        assertEquals("t NO [CANNOT] That is no mailbox name\r\n", say("RENAME a b/"));
        assertEquals("t NO [CANNOT] It is INBOX, or would come below itself\r\n", say("RENAME a a/b"));
    }

    @Test
    void namesThatAreNone() {
        for (String name : new String[] {
            "\"\"", "/a", "a//b", "&AAo-", "&broken", "{2+}\r\n\r\n", "x".repeat(MailboxName.LONGEST + 1)
        }) {
            assertEquals("t NO [CANNOT] That is no mailbox name\r\n", say("CREATE " + name), name);
        }
        assertEquals("t NO [CANNOT] That is no mailbox name\r\n", say("SUBSCRIBE \"\""));
    }

    @Test
    void namesAreModifiedUtf7UntilRev2IsEnabled() {
        say("CREATE Entw&APw-rfe");
        assertEquals("* LIST (\\HasNoChildren) \"/\" \"Entw&APw-rfe\"\r\n" + OK, say("LIST \"\" E*"));

        say("ENABLE IMAP4rev2");

        assertEquals("* LIST (\\HasNoChildren) \"/\" {9}\r\nEntw\u00c3\u00bcrfe\r\n" + OK, say("LIST \"\" E*"));
        assertTrue(say("SELECT \"Entw\u00c3\u00bcrfe\"").endsWith("t OK [READ-WRITE] Opened\r\n"));
    }

    @Test
    void listInItsExtendedForm() {
        say("CREATE a");
        say("SUBSCRIBE gone");

        assertEquals(
                "* LIST (\\HasNoChildren \\Subscribed) \"/\" \"INBOX\"\r\n"
                        + "* STATUS \"INBOX\" (MESSAGES 1 UNSEEN 1 SIZE 22)\r\n"
                        + "* LIST (\\HasNoChildren) \"/\" \"a\"\r\n"
                        + "* STATUS \"a\" (MESSAGES 0 UNSEEN 0 SIZE 0)\r\n" + OK,
                say("LIST \"\" (I* a) RETURN (SUBSCRIBED CHILDREN SPECIAL-USE STATUS (MESSAGES UNSEEN SIZE))"));
        assertEquals(
                "* LIST (\\HasNoChildren \\Subscribed) \"/\" \"INBOX\"\r\n"
                        + "* LIST (\\NonExistent \\HasNoChildren \\Subscribed) \"/\" \"gone\"\r\n" + OK,
                say("LIST (SUBSCRIBED REMOTE) \"\" *"));
    }

    @Test
    void aPatternThatIsNoneFitsNothing() {
        assertEquals(OK, say("LIST &broken *"));
        assertEquals(OK, say("LIST \"\" &broken"));
        assertEquals(OK, say("LSUB \"\" " + "x".repeat(MailboxName.LONGEST + 1)));
    }

    @Test
    void patternsAreNoLongerTogetherThanTheirLimit() {
        assertEquals(
                "t BAD Syntax: the patterns are too long\r\n",
                say("LIST reference (" + "* ".repeat(ListGrammar.LONGEST_PATTERNS / 10) + "*)"));
    }

    @Test
    void someSubscriptionsAreTooMany() {
        for (int i = 0; i < 10_000; i++) {
            house.mail().subscribe("s" + i);
        }

        assertEquals("t NO [LIMIT] Too many subscriptions\r\n", say("SUBSCRIBE more"));
    }

    @Test
    void listTellsTheSeparator() {
        assertEquals("* LIST (\\Noselect) \"/\" \"\"\r\n" + OK, say("LIST \"\" \"\""));
    }

    @Test
    void subscriptionsAreListed() {
        say("SUBSCRIBE work");
        assertEquals("* LSUB () \"/\" \"INBOX\"\r\n* LSUB () \"/\" \"work\"\r\n" + OK, say("LSUB \"\" *"));

        assertEquals("t OK Unsubscribed\r\n", say("UNSUBSCRIBE INBOX"));

        assertEquals("* LSUB () \"/\" \"work\"\r\n" + OK, say("LSUB \"\" *"));
    }

    @Test
    void whatIsBelowALevelShowsAtTheLevel() {
        say("SUBSCRIBE a/b/c");

        assertEquals("* LSUB () \"/\" \"INBOX\"\r\n* LSUB (\\Noselect) \"/\" \"a\"\r\n" + OK, say("LSUB \"\" %"));
        assertEquals("* LSUB (\\Noselect) \"/\" \"a/b\"\r\n" + OK, say("LSUB a/ %"));
        assertEquals(OK, say("LSUB \"\" a"));
    }

    @Test
    void statusTellsWhatIsAskedFor() {
        assertEquals(
                "* STATUS \"INBOX\" (MESSAGES 1 RECENT 0 UIDNEXT 2 UIDVALIDITY 1 UNSEEN 1 DELETED 0 SIZE 22)\r\n" + OK,
                say("STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN DELETED SIZE)"));
        assertEquals("t NO [NONEXISTENT] No such mailbox\r\n", say("STATUS missing (MESSAGES)"));
        assertEquals("t BAD Syntax: nothing is asked for\r\n", say("STATUS INBOX ()"));
    }

    @Test
    void theNamespaceIsOnesOwn() {
        assertEquals("* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n" + OK, say("NAMESPACE"));
    }

    @Test
    void whatClientsTellAboutThemselvesIsReadAndNotKept() {
        assertEquals(
                "* ID (\"name\" \"mailtls\")\r\nt OK Pleased to meet you\r\n", say("ID (\"name\" \"x\" \"os\" NIL)"));
        assertEquals("t BAD Syntax: expected at most 30 fields, each with a value\r\n", say("ID (\"name\")"));
        assertEquals(
                "t BAD Syntax: expected at most 30 fields, each with a value\r\n",
                say("ID (" + "\"x\" NIL ".repeat(30) + "\"x\" NIL)"));
    }

    @Test
    void someMailboxesAreTooMany() {
        String manyLevels = "/x".repeat(499);
        for (int i = 0; i < 19; i++) {
            house.mail().create(i + manyLevels);
        }
        for (int i = 0; i < 500; i++) {
            house.mail().create("m" + i);
        }

        assertEquals("t NO [LIMIT] Too many mailboxes\r\n", say("CREATE a"));
    }
}
