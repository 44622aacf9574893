package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.Deadline;
import mailtls.connection.Ending;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.machine.Protocol;
import mailtls.sasl.ListedMechanisms;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Greeting, STARTTLS, the end: by the rows IS-01 to IS-33 of the reference state machine for TLS in IMAP. */
class ImapStartTlsTest {

    private static final String PLAIN = "AGFsaWNlAHNlY3JldA==";

    private final House house = new House().deliver("Subject: one\n\nText\n");

    @Test
    @DisplayName("IS-01, IS-07: in clear the greeting lists STARTTLS, LOGINDISABLED, and no AUTH=PLAIN")
    void theGreetingInClear() {
        String greeting = MemoryPeer.inClear(house.protocol(ListenerPolicy.STARTTLS_OFFERED))
                .heard();

        assertEquals(
                "* OK [CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ ID ENABLE STARTTLS LOGINDISABLED SASL-IR"
                        + " AUTH=SCRAM-SHA-256] mail.example.org is ready\r\n",
                greeting);
    }

    @Test
    @DisplayName("IS-07: where TLS is required no mechanism is listed in clear")
    void theListWhereTlsIsRequired() {
        assertEquals(
                "* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ ID ENABLE STARTTLS LOGINDISABLED\r\na OK Listed\r\n",
                house.inClear(ListenerPolicy.STARTTLS_REQUIRED).say("a CAPABILITY"));
    }

    @Test
    @DisplayName("IS-07: without TLS there is no STARTTLS to list")
    void theListWithoutTls() {
        String list = house.inClear(ListenerPolicy.CLEARTEXT_ONLY).say("a CAPABILITY");

        assertFalse(list.contains("STARTTLS"), list);
        assertTrue(list.contains("LOGINDISABLED"), list);
    }

    @Test
    @DisplayName("IS-05: with implicit TLS the greeting comes over TLS and offers the passwords' mechanisms")
    void theGreetingOverTls() {
        String greeting =
                MemoryPeer.overTls(house.protocol(ListenerPolicy.IMPLICIT)).heard();

        assertTrue(greeting.startsWith("* OK [CAPABILITY "), greeting);
        assertTrue(greeting.contains("AUTH=PLAIN"), greeting);
        assertFalse(greeting.contains("STARTTLS") || greeting.contains("LOGINDISABLED"), greeting);
    }

    @Test
    @DisplayName("IS-08, IS-18, IS-19: STARTTLS is answered OK, then comes TLS, and no second greeting")
    void startTls() {
        MemoryPeer peer = house.inClear();

        assertEquals("a OK Begin TLS now\r\n", peer.say("a STARTTLS"));
        assertTrue(peer.isHandshaking());
        assertEquals("", peer.upgrade().heard());
        assertEquals("b OK Done\r\n", peer.say("b NOOP"));
    }

    @Test
    void startTlsIsTakenWhateverTheCaseOfItsLetters() {
        assertEquals("a OK Begin TLS now\r\n", house.inClear().say("a starttls"));
    }

    @Test
    @DisplayName("IS-09: STARTTLS takes no arguments, not even a space")
    void startTlsWithArguments() {
        MemoryPeer peer = house.inClear();

        assertTrue(peer.say("a STARTTLS now").startsWith("a BAD "));
        assertTrue(peer.say("b STARTTLS ").startsWith("b BAD "));
        assertFalse(peer.isHandshaking());
        assertEquals("c OK Done\r\n", peer.say("c NOOP"));
    }

    @Test
    @DisplayName("IS-10: STARTTLS where there is no TLS")
    void startTlsWithoutTls() {
        MemoryPeer peer = house.inClear(ListenerPolicy.CLEARTEXT_ONLY);

        assertEquals("a BAD STARTTLS is not known here\r\n", peer.say("a STARTTLS"));
        assertFalse(peer.isHandshaking());
    }

    @Test
    @DisplayName("IS-11: LOGIN in clear is refused, the right password like the wrong one")
    void loginInClear() {
        MemoryPeer peer = house.inClear();

        assertEquals("a NO [PRIVACYREQUIRED] LOGIN is only taken over TLS\r\n", peer.say("a LOGIN alice secret"));
        assertEquals("a NO [PRIVACYREQUIRED] LOGIN is only taken over TLS\r\n", peer.say("a LOGIN alice wrong"));
        assertEquals("a NO [PRIVACYREQUIRED] LOGIN is only taken over TLS\r\n", peer.say("a LOGIN nobody wrong"));
        assertEquals(
                new Event.PasswordInClear("LOGIN", "a•••", 1), peer.events().get(0));
    }

    @Test
    @DisplayName("IS-12: AUTHENTICATE PLAIN in clear is refused before the password is asked for")
    void plainInClear() {
        MemoryPeer peer = house.inClear();

        String refusal = "a NO [PRIVACYREQUIRED] AUTHENTICATE is only taken over TLS\r\n";
        assertEquals(refusal, peer.say("a AUTHENTICATE PLAIN"));
        assertTrue(peer.events().isEmpty());
        assertEquals(refusal, peer.say("a AUTHENTICATE PLAIN " + PLAIN));
        assertEquals(
                new Event.PasswordInClear("AUTHENTICATE", "a•••", 1),
                peer.events().get(0));
        assertEquals(refusal, peer.say("a AUTHENTICATE LOGIN"));
    }

    @Test
    @DisplayName("IS-13, IS-15, IS-24: AUTHENTICATE over TLS, with and without an initial response")
    void plainOverTls() {
        MemoryPeer asked = house.overTls();
        assertEquals("+ \r\n", asked.say("a AUTHENTICATE PLAIN"));
        assertTrue(asked.say(PLAIN).startsWith("a OK [CAPABILITY IMAP4rev1 "));

        assertTrue(house.overTls().say("a AUTHENTICATE PLAIN " + PLAIN).startsWith("a OK [CAPABILITY "));
    }

    @Test
    @DisplayName("IS-13: AUTHENTICATE LOGIN asks twice")
    void loginMechanismOverTls() {
        MemoryPeer peer = house.overTls();

        assertEquals("+ VXNlcm5hbWU6\r\n", peer.say("a AUTHENTICATE login"));
        assertEquals("+ UGFzc3dvcmQ6\r\n", peer.say("YWxpY2U="));
        assertTrue(peer.say("c2VjcmV0").startsWith("a OK "));
    }

    @Test
    @DisplayName("IS-14: a mechanism that is not there, and one that needs TLS to bind to")
    void unknownMechanism() {
        assertEquals("a NO [CANNOT] No such mechanism here\r\n", house.overTls().say("a AUTHENTICATE GSSAPI"));
        assertEquals(
                "a NO [CANNOT] No such mechanism here\r\n", house.inClear().say("a AUTHENTICATE SCRAM-SHA-256-PLUS"));
    }

    @Test
    @DisplayName("IS-15: a wrong password gets the same answer as a wrong name")
    void wrongPassword() {
        MemoryPeer peer = house.overTls();

        String wrong = peer.say("a LOGIN alice wrong");

        assertEquals("a NO [AUTHENTICATIONFAILED] Name or password is wrong\r\n", wrong);
        assertEquals(wrong, peer.say("a LOGIN mallory wrong"));
        assertEquals(new Event.LoginFailed("LOGIN", "a•••"), peer.events().get(0));
    }

    @Test
    @DisplayName("IS-16: within AUTHENTICATE each line is data, STARTTLS too")
    void startTlsWithinAuthenticate() {
        MemoryPeer peer = house.inClear();
        peer.say("a AUTHENTICATE SCRAM-SHA-256");

        assertTrue(peer.say("b STARTTLS").startsWith("a BAD "));
        assertFalse(peer.isHandshaking());
        peer.say("c AUTHENTICATE SCRAM-SHA-256");
        assertEquals("c BAD Given up\r\n", peer.say("*"));
        assertEquals("d OK Begin TLS now\r\n", peer.say("d STARTTLS"));
    }

    @Test
    @DisplayName("IS-17: commands of a later state")
    void tooEarly() {
        MemoryPeer peer = house.overTls();

        assertEquals("a BAD SELECT is not allowed in this state\r\n", peer.say("a SELECT INBOX"));
        assertEquals("b BAD Unknown command\r\n", peer.say("b COMPRESS DEFLATE"));
    }

    @Test
    @DisplayName("IS-18, corner case 1: what stands behind STARTTLS is TLS's, never a command")
    void injection() {
        MemoryPeer peer = house.inClear();

        assertEquals("a OK Begin TLS now\r\n", peer.send("a STARTTLS\r\nb NOOP\r\n"));

        assertEquals("b NOOP\r\n", peer.arrivedEarly());
        assertEquals("", peer.upgrade().heard());
        assertEquals("c OK Done\r\n", peer.say("c NOOP"));
    }

    @Test
    @DisplayName("IS-18: half a command, an open literal and an open string in clear have no bearing on TLS")
    void halvesInClear() {
        for (String half : new String[] {"b NO", "b LOGIN {5}\r\n", "b LOGIN {200+}\r\n", "b LOGIN \"x"}) {
            MemoryPeer peer = house.inClear();
            peer.send("a STARTTLS\r\n" + half);
            peer.upgrade();

            assertEquals("c OK Done\r\n", peer.say("c NOOP"), half);
        }
    }

    @Test
    @DisplayName("IS-20: after a failed handshake nothing is said; X-08: nor after one that takes too long")
    void handshakeTooSlow() {
        MemoryPeer peer = house.inClear();
        peer.say("a STARTTLS");

        assertEquals("", peer.late(Deadline.HANDSHAKE));
        assertTrue(peer.isClosed());
    }

    @Test
    @DisplayName("IS-21: over TLS neither STARTTLS nor LOGINDISABLED is listed")
    void theListOverTls() {
        MemoryPeer peer = house.inClear();
        peer.say("a STARTTLS");
        peer.upgrade();

        assertEquals(
                "* CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ ID ENABLE SASL-IR AUTH="
                        + String.join(" AUTH=", ListedMechanisms.overTls()) + "\r\nb OK Listed\r\n",
                peer.say("b CAPABILITY"));
    }

    @Test
    @DisplayName("IS-23, IS-26: STARTTLS over TLS is BAD, in each state, after STARTTLS as on the implicit port")
    void startTlsTwice() {
        MemoryPeer upgraded = house.inClear();
        upgraded.say("a STARTTLS");
        upgraded.upgrade();

        for (MemoryPeer peer : new MemoryPeer[] {upgraded, house.overTls(), house.loggedIn(), house.selected()}) {
            assertEquals("b BAD TLS is there already\r\n", peer.say("b STARTTLS"));
            assertFalse(peer.isHandshaking());
            assertEquals("c OK Done\r\n", peer.say("c NOOP"));
        }
    }

    @Test
    @DisplayName("IS-25: STARTTLS after log-in in clear is refused, and the mailbox stays selected")
    void startTlsAfterLogin() {
        MemoryPeer peer = house.inClear(
                new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR));
        peer.say("a LOGIN alice secret", "b SELECT INBOX");

        assertEquals("c BAD STARTTLS is not allowed in this state\r\n", peer.say("c STARTTLS"));
        assertEquals("* 1 FETCH (FLAGS ())\r\nd OK Done\r\n", peer.say("d FETCH 1 FLAGS"));
    }

    @Test
    @DisplayName("IS-27: IDLE ends with DONE; any other line ends it with BAD and is not obeyed")
    void idleEndsWithAnything() {
        MemoryPeer peer = house.selected();
        assertEquals("+ Idling\r\n", peer.say("a IDLE"));

        assertEquals("a BAD IDLE ends with DONE\r\n", peer.say("b STARTTLS"));
        assertEquals("c OK Done\r\n", peer.say("c NOOP"));
    }

    @Test
    @DisplayName("IS-27, IS-32: nor is the literal obeyed that such a line announces")
    void idleEndsWithALiteral() {
        MemoryPeer peer = house.selected();
        peer.say("a IDLE");

        String reply = peer.send("b LOGIN {9+}\r\nb NOOP x\r {2+}\r\nyz\r\nc NOOP\r\n");

        assertEquals("a BAD IDLE ends with DONE\r\nc OK Done\r\n", reply);
        peer.say("d IDLE");
        assertEquals("d BAD IDLE ends with DONE\r\n", peer.say("DONE\0"));
    }

    @Test
    @DisplayName("IS-28: UNAUTHENTICATE is not known")
    void unauthenticate() {
        assertEquals("a BAD Unknown command\r\n", house.loggedIn().say("a UNAUTHENTICATE"));
    }

    @Test
    @DisplayName("IS-29: LOGOUT says BYE, answers, and closes")
    void logout() {
        MemoryPeer peer = house.selected();

        assertEquals("* BYE Logging out\r\na OK Goodbye\r\n", peer.say("a LOGOUT", "b NOOP"));
        assertTrue(peer.isClosed());
    }

    @Test
    @DisplayName("IS-30: a message cut off with its connection is not stored")
    void truncatedAppend() {
        MemoryPeer peer = house.loggedIn();
        peer.send("b APPEND INBOX {100+}\r\nSubject: cut");

        assertEquals("", peer.end(Ending.TRUNCATED));
        assertEquals(1, house.inbox().messages().size());
        assertTrue(peer.isClosed());
    }

    @Test
    @DisplayName("IS-31: whoever is late or errs too often hears BYE and why")
    void bye() {
        assertEquals("* BYE idle for too long\r\n", house.selected().late(Deadline.IDLE));
        assertEquals("* BYE no log-in in time\r\n", house.inClear().late(Deadline.LOGIN));
        assertEquals("", house.loggedIn().late(Deadline.LOGIN));

        MemoryPeer peer = house.overTls();
        String last = "";
        while (!peer.isClosed()) {
            last = peer.say("a NONSENSE");
        }
        assertTrue(last.endsWith("* BYE too many mistakes\r\n"), last);
    }

    @Test
    @DisplayName("IS-31: three wrong passwords are enough, before and after STARTTLS together")
    void tooManyLogins() {
        MemoryPeer peer = house.overTls();

        peer.say("a LOGIN alice 1");
        peer.say("b LOGIN alice 2");

        assertTrue(peer.say("c LOGIN alice 3").endsWith("* BYE too many failed log-ins\r\n"));
        assertTrue(peer.isClosed());
    }

    @Test
    void whoLogsInWithoutMailIsTold() {
        MemoryPeer peer = house.overTls();

        assertTrue(peer.say("a LOGIN nobody secret").startsWith("a NO [UNAVAILABLE] "));
        assertEquals("b BAD SELECT is not allowed in this state\r\n", peer.say("b SELECT INBOX"));
    }

    @Test
    void theProtocolHasItsRegisteredNames() {
        Protocol protocol = house.protocol(ListenerPolicy.IMPLICIT);

        assertEquals("imap", protocol.name());
        assertEquals("imap", protocol.applicationProtocol());
    }
}
