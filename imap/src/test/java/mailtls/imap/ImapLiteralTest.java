package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Lines and literals of a command belong together, whatever becomes of it (RFC 9051 section 4.3, RFC 7888 section 3).
 */
class ImapLiteralTest {

    private static final String TOO_DEAR = "a NO [TOOBIG] More than we take\r\n";

    private final House house = new House();

    @Test
    @DisplayName("IS-33: a literal that is wanted is invited")
    void invited() {
        MemoryPeer peer = house.overTls();

        assertEquals("+ Go on\r\n", peer.say("a LOGIN {5}"));
        assertEquals("+ Go on\r\n", peer.say("alice {6}"));
        assertTrue(peer.say("secret").startsWith("a OK "));
    }

    @Test
    @DisplayName("IS-32: a literal that does not wait is taken without a word")
    void notInvited() {
        assertTrue(
                house.overTls().send("a LOGIN {5+}\r\nalice {6+}\r\nsecret\r\n").startsWith("a OK "));
    }

    @Test
    @DisplayName("IS-33: what would be refused is refused at once, and the password never sent")
    void refusedAtOnce() {
        assertEquals(
                "a NO [PRIVACYREQUIRED] LOGIN is only taken over TLS\r\n",
                house.inClear().say("a LOGIN {5}"));
        assertEquals(
                "a BAD SELECT is not allowed in this state\r\n", house.overTls().say("a SELECT {5}"));
        assertTrue(house.overTls().say("a NOOP {5}").startsWith("a BAD "));
        assertTrue(house.overTls().say("a NONSENSE {5}").startsWith("a BAD "));
        assertTrue(house.overTls().say("{5}").startsWith("* BAD "));
        assertTrue(house.overTls().say("a LOGIN {5} {5}").startsWith("a BAD "));
    }

    @Test
    @DisplayName("IS-32, corner case 19: the octets announced behind STARTTLS are no command")
    void hiddenBehindStartTls() {
        MemoryPeer peer = house.inClear();

        String reply = peer.send("a STARTTLS {9+}\r\nb STARTTLS\r\nc NOOP\r\n");

        assertTrue(reply.startsWith("a BAD "), reply);
        assertTrue(reply.endsWith("\r\nc OK Done\r\n"), reply);
        assertFalse(reply.contains("b "), reply);
        assertFalse(peer.isHandshaking());
    }

    @Test
    @DisplayName(
            "IS-32: a user name that looks like a command is a user name; it comes in clear, and that is a warning")
    void userNameThatLooksLikeACommand() {
        MemoryPeer peer = house.inClear();

        String reply = peer.send("a LOGIN {12+}\r\nb STARTTLS\r\n x\r\nc NOOP\r\n");

        assertEquals("a NO [PRIVACYREQUIRED] LOGIN is only taken over TLS\r\nc OK Done\r\n", reply);
        assertEquals(
                new Event.PasswordInClear("LOGIN", "b•••", 1), peer.events().get(0));
    }

    @Test
    @DisplayName(
            "IS-32: the line behind a refused literal belongs to it, and so does the literal that that one announces")
    void refusedOneAfterTheOther() {
        assertTrue(house.overTls()
                .send("a NOOP {3+}\r\nxyz {4+}\r\nb NO {2+}\r\nOP\r\nc NOOP\r\n")
                .endsWith("c OK Done\r\n"));
        String waiting = house.overTls().send("a NOOP {3+}\r\nxyz {4}\r\nc NOOP\r\n");
        assertEquals(2, waiting.split("\r\n").length, waiting);
    }

    @Test
    @DisplayName("IS-32: a broken line, too, may announce a literal that belongs to it")
    void behindABrokenLine() {
        for (String broken : new String[] {
            "a NO\0OP {9+}", "a \rNOOP {9+}", "a N\nOOP {9+}", "a NOOP " + "x".repeat(20_000) + " {9+}"
        }) {
            String reply = house.overTls().send(broken + "\r\nb NOOP\r\n \r\nc NOOP\r\n");

            assertTrue(reply.startsWith("a BAD The line has "), reply);
            assertTrue(reply.endsWith("\r\nc OK Done\r\n"), reply);
            assertEquals(2, reply.split("\r\n").length, reply);
        }
    }

    @Test
    void aBrokenLineIsAnsweredWithItsTagOnlyIfThatIsCertain() {
        assertTrue(house.overTls().send("a\0b NOOP\r\n").startsWith("* BAD "));
        assertTrue(house.overTls().send("a NOOP\0\r\n").startsWith("a BAD "));
        assertTrue(house.overTls().send("\0\r\n").startsWith("* BAD "));
    }

    @Test
    void aBrokenLineBehindALiteralIsAnsweredWithTheCommandsTag() {
        String reply = house.overTls().send("a LOGIN {5+}\r\nalice x\0y\r\nc NOOP\r\n");

        assertEquals("a BAD The line has a NUL octet\r\nc OK Done\r\n", reply);
    }

    @Test
    void beforeLogInACommandIsNoLongerThanItsLimit() {
        house.with(Limits.DEFAULT.withLiteral(1_000));

        assertEquals(TOO_DEAR, house.overTls().say("a LOGIN {1000}"));
        assertEquals(TOO_DEAR, house.overTls().say("a LOGIN {99999999999999999999999999}"));
        MemoryPeer peer = house.overTls();
        assertEquals("+ Go on\r\n", peer.say("a LOGIN {900}"));
        assertEquals(TOO_DEAR, peer.send("x".repeat(900) + " {100}\r\n"));
    }

    @Test
    void whatIsTooLongAndDoesNotWaitIsReadToItsEnd() {
        house.with(Limits.DEFAULT.withLiteral(1_000));

        String reply = house.overTls().send("a LOGIN {2000+}\r\n" + "b NOOP\r\n".repeat(250) + " x\r\nc NOOP\r\n");

        assertEquals(TOO_DEAR + "c OK Done\r\n", reply);
    }

    @Test
    void aCommandHasOnlySoManyLiterals() {
        String fields = "{0+}\r\n ".repeat(CommandAssembler.MOST_LITERALS);

        assertTrue(house.overTls().send("a ID (" + fields + "{0+}\r\n)\r\n").startsWith("a NO [TOOBIG]"));
    }

    @Test
    void anAppendMayBeAsLongAsAMessage() {
        house.with(Limits.DEFAULT.withLiteral(100).withMessage(5_000));
        String message = "x".repeat(4_998) + "\r\n";

        assertTrue(house.loggedIn()
                .send("a APPEND INBOX {5000+}\r\n" + message + "\r\n")
                .startsWith("a OK [APPENDUID "));
        assertEquals(1, house.inbox().messages().size());
        assertEquals(message, Ascii.text(house.inbox().messages().get(0).content()));
        assertEquals(TOO_DEAR, house.loggedIn().say("a APPEND INBOX {50001}"));
        assertEquals(TOO_DEAR, house.overTls().send("a APPEND INBOX {5000+}\r\n" + message + "\r\n"));
    }

    @Test
    @DisplayName("CVE-2026-27857: what is nested too deeply is refused, not followed")
    void nestedTooDeeply() {
        int tooDeep = CommandReader.DEEPEST + 1;

        for (String deep : new String[] {
            "(".repeat(tooDeep) + "ALL", "NOT ".repeat(tooDeep) + "ALL", "OR ALL ".repeat(tooDeep) + "ALL"
        }) {
            assertEquals("a BAD Syntax: nested too deeply\r\n", house.selected().say("a SEARCH " + deep));
        }
        int deepEnough = CommandReader.DEEPEST;
        assertTrue(house.selected()
                .say("a SEARCH " + "(".repeat(deepEnough) + "ALL" + ")".repeat(deepEnough))
                .endsWith("a OK Done\r\n"));
    }

    @Test
    void listsAreNoLongerThanTheirLimit() {
        String flags = "x ".repeat(CommandReader.LONGEST_LIST);

        assertEquals(
                "a BAD Syntax: the list is too long\r\n", house.selected().say("a STORE 1 FLAGS (" + flags + "x)"));
        assertEquals(
                "a BAD Syntax: too many search keys\r\n",
                house.selected().say("a SEARCH " + "ALL ".repeat(SearchGrammar.MOST_KEYS) + "ALL"));
    }
}
