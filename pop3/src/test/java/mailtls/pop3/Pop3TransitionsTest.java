package mailtls.pop3;

import static mailtls.pop3.TestHouse.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import mailtls.connection.Deadline;
import mailtls.connection.Ending;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.machine.Conversation;
import mailtls.machine.Farewell;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestTls;
import mailtls.wire.Limits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server's rows of the reference state machine, one after the other. */
class Pop3TransitionsTest {

    private static final String YES = "+OK ";
    private static final String NO = "-ERR ";

    private final TestHouse house = new TestHouse();

    @Test
    @DisplayName("PS-01: a connection in clear is greeted, and the greeting has no timestamp for APOP")
    void greetingInClear() {
        MemoryPeer peer = MemoryPeer.inClear(house.pop3(ListenerPolicy.STARTTLS_OFFERED));

        assertEquals("+OK mail.example.org speaks POP3\r\n", peer.heard());
    }

    @Test
    @DisplayName(
            "PS-02: with implicit TLS the protocol has a name for ALPN, and begins when a channel over TLS is there")
    void nothingBeforeImplicitTls() {
        Protocol protocol = house.pop3(ListenerPolicy.IMPLICIT);

        assertEquals("pop3", protocol.name());
        assertEquals("pop3", protocol.applicationProtocol());
    }

    @Test
    @DisplayName("PS-03: with implicit TLS the greeting comes inside TLS, and the client has yet to log in")
    void greetingInsideTls() {
        MemoryPeer peer = MemoryPeer.overTls(house.pop3(ListenerPolicy.IMPLICIT));

        assertEquals("+OK mail.example.org speaks POP3\r\n", peer.heard());
        assertStartsWith(NO, peer.say("STAT"));
    }

    @Test
    @DisplayName("PS-04: in clear CAPA lists STLS, and of the log-ins only those that keep the password to themselves")
    void capabilitiesInClear() {
        List<String> capabilities = capabilities(house.inClear(ListenerPolicy.STARTTLS_OFFERED));

        assertEquals(
                List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "STLS", "SASL SCRAM-SHA-256"),
                capabilities);
    }

    @Test
    @DisplayName("PS-04: where TLS is required CAPA lists no log-in in clear")
    void capabilitiesInClearWhereTlsIsRequired() {
        List<String> capabilities = capabilities(house.inClear(ListenerPolicy.STARTTLS_REQUIRED));

        assertEquals(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "STLS"), capabilities);
    }

    @Test
    @DisplayName("PS-04: where passwords are taken in clear CAPA lists USER and PLAIN")
    void capabilitiesInClearWithPasswords() {
        List<String> capabilities = capabilities(house.inClear(TestHouse.OFFERED_ALSO_IN_CLEAR));

        assertTrue(capabilities.containsAll(List.of("STLS", "USER", "SASL SCRAM-SHA-256 PLAIN LOGIN")));
    }

    @Test
    @DisplayName("PS-05: STLS without arguments starts a handshake, in whatever case it is written")
    void stls() {
        for (String stls : List.of("STLS", "stls", "Stls")) {
            MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

            assertEquals("+OK begin TLS\r\n", peer.say(stls));
            assertTrue(peer.isHandshaking());
        }
    }

    @Test
    @DisplayName("PS-06: STLS with arguments is refused, and the next one is not")
    void stlsWithArguments() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("-ERR the form is: STLS\r\n", peer.say("STLS now"));
        assertFalse(peer.isHandshaking());
        assertStartsWith(YES, peer.say("STLS"));
    }

    @Test
    @DisplayName("PS-07: without TLS there is no STLS, neither listed nor taken, and the session goes on")
    void stlsWithoutTls() {
        MemoryPeer peer = house.inClear(ListenerPolicy.CLEARTEXT_ONLY);

        assertFalse(capabilities(peer).contains("STLS"));
        assertEquals("-ERR STLS is not to be had here\r\n", peer.say("STLS"));
        assertFalse(peer.isHandshaking());
        assertStartsWith(YES, TestHouse.scram(peer, "sesame"));
    }

    @Test
    @DisplayName("PS-08: USER is refused in clear already, so that PASS does not travel")
    void userInClear() {
        for (ListenerPolicy policy : List.of(
                ListenerPolicy.STARTTLS_OFFERED, ListenerPolicy.STARTTLS_REQUIRED, ListenerPolicy.CLEARTEXT_ONLY)) {
            MemoryPeer peer = house.inClear(policy);

            assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("USER alice"));
            assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("PASS sesame"));
        }
    }

    @Test
    @DisplayName("PS-09: AUTH PLAIN in clear is refused before any challenge, with an initial response or without")
    void plainInClear() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("AUTH PLAIN"));
        assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("AUTH LOGIN"));
        assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("AUTH plain " + base64("\0alice\0sesame")));
        assertStartsWith(NO, peer.say("STAT"));
    }

    @Test
    @DisplayName("PS-09: where TLS is required AUTH is refused in clear with any mechanism")
    void scramInClearWhereTlsIsRequired() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_REQUIRED);

        assertEquals("-ERR [AUTH] TLS is needed first\r\n", peer.say("AUTH SCRAM-SHA-256"));
    }

    @Test
    @DisplayName("PS-10: after USER STLS is taken, and the name is not remembered inside TLS")
    void stlsAfterUser() {
        MemoryPeer peer = house.inClear(TestHouse.OFFERED_ALSO_IN_CLEAR);
        peer.say("USER alice");

        assertStartsWith(YES, peer.say("STLS"));
        peer.upgrade();

        assertStartsWith(NO, peer.say("PASS sesame"));
        assertStartsWith(NO, peer.say("STAT"));
    }

    @Test
    @DisplayName("PS-11: an exchange goes on with challenges and ends in TRANSACTION")
    void exchange() {
        MemoryPeer peer = house.overTls();

        assertEquals("+ \r\n", peer.say("AUTH PLAIN"));
        assertEquals("+OK welcome\r\n", peer.say(base64("\0alice\0sesame")));
        assertStartsWith("+OK 2 ", peer.say("STAT"));
    }

    @Test
    @DisplayName("PS-11: LOGIN asks twice")
    void exchangeOfTwoChallenges() {
        MemoryPeer peer = house.overTls();

        assertEquals("+ " + base64("Username:") + "\r\n", peer.say("AUTH LOGIN"));
        assertEquals("+ " + base64("Password:") + "\r\n", peer.say(base64("alice")));
        assertEquals("+OK welcome\r\n", peer.say(base64("sesame")));
    }

    @Test
    @DisplayName("PS-11: a failed exchange is as if AUTH had not been sent")
    void failedExchange() {
        MemoryPeer peer = house.overTls();
        peer.say("USER alice");

        assertEquals(
                "-ERR [AUTH] not with this name and password\r\n", peer.say("AUTH PLAIN " + base64("\0bob\0wrong")));
        assertStartsWith(YES, peer.say("PASS sesame"));
    }

    @Test
    @DisplayName("PS-11: SCRAM works in clear, and a wrong password is refused as any other")
    void scramInClear() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("-ERR [AUTH] not with this name and password\r\n", TestHouse.scram(peer, "wrong"));
        assertEquals("+OK welcome\r\n", TestHouse.scram(peer, "sesame"));
    }

    @Test
    @DisplayName("PS-12: an asterisk, or what is not base64, ends the exchange")
    void brokenExchange() {
        MemoryPeer peer = house.overTls();

        peer.say("AUTH PLAIN");
        assertEquals("-ERR cancelled\r\n", peer.say("*"));
        peer.say("AUTH PLAIN");
        assertEquals("-ERR that is no response of this mechanism\r\n", peer.say("a=bc"));
        assertEquals("-ERR that is no response of this mechanism\r\n", peer.say("AUTH PLAIN ="));
        assertStartsWith(YES, peer.say("CAPA"));
    }

    @Test
    @DisplayName("PS-13: the line STLS inside an exchange is data, and no handshake starts")
    void stlsInsideAnExchange() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);
        peer.say("AUTH SCRAM-SHA-256");

        assertStartsWith(NO, peer.say("STLS"));

        assertFalse(peer.isHandshaking());
        assertStartsWith(YES, peer.say("STLS"));
    }

    @Test
    @DisplayName("PS-14: behind the +OK nothing is said, and what stood behind STLS goes to TLS")
    void octetsBehindStls() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("+OK begin TLS\r\n", peer.say("STLS", "CAPA"));

        assertEquals("CAPA\r\n", peer.arrivedEarly());
        assertEquals("", peer.say("NOOP"));
    }

    @Test
    @DisplayName("PS-15: after the handshake there is no greeting, and the client has yet to log in")
    void afterTheHandshake() {
        MemoryPeer peer = house.upgraded(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("", peer.heard());
        assertStartsWith(NO, peer.say("STAT"));
        assertStartsWith(YES, peer.say("USER alice"));
    }

    @Test
    @DisplayName("PS-16: when the handshake fails the connection is closed without a word")
    void failedHandshake() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);
        peer.say("STLS");

        assertEquals("", peer.late(Deadline.HANDSHAKE));

        assertTrue(peer.isClosed());
    }

    @Test
    @DisplayName("PS-17: inside TLS CAPA lists USER and every mechanism, and STLS no more")
    void capabilitiesInsideTls() {
        List<String> capabilities = capabilities(house.upgraded(ListenerPolicy.STARTTLS_REQUIRED));

        assertTrue(capabilities.contains("USER"));
        assertTrue(capabilities.stream().anyMatch(line -> line.matches("SASL .*SCRAM-SHA-256 PLAIN LOGIN")));
        assertFalse(capabilities.contains("STLS"));
        assertEquals(capabilities, capabilities(house.overTls()));
    }

    @Test
    @DisplayName("PS-17: inside TLS a log-in can be bound to the channel, and one bound to another channel fails")
    void channelBinding() {
        MemoryPeer peer = house.upgraded(ListenerPolicy.STARTTLS_REQUIRED);
        String type = "tls-server-end-point";
        byte[] right = TestTls.facts().channelBindings().of(type).orElseThrow();
        byte[] wrong = right.clone();
        wrong[0] ^= 1;

        assertStartsWith("-ERR [AUTH] ", TestHouse.scramPlus(peer, type, wrong));
        assertEquals("+OK welcome\r\n", TestHouse.scramPlus(peer, type, right));
    }

    @Test
    @DisplayName("PS-18: inside TLS STLS is refused and nothing changes")
    void stlsInsideTls() {
        for (MemoryPeer peer : List.of(house.upgraded(ListenerPolicy.STARTTLS_OFFERED), house.overTls())) {
            peer.say("USER bob");

            assertStartsWith(NO, peer.say("STLS"));

            assertFalse(peer.isHandshaking());
            assertStartsWith(YES, peer.say("PASS open sesame"));
            peer.say("QUIT");
        }
    }

    @Test
    @DisplayName("PS-19: a log-in locks the maildrop, and the next one waits until it is given back")
    void lock() {
        MemoryPeer first = house.aliceOverTls();
        MemoryPeer second = house.overTls();

        second.say("USER alice");
        assertEquals("-ERR [IN-USE] another session has the maildrop\r\n", second.say("PASS sesame"));
        assertStartsWith(NO, second.say("STAT"));
        first.say("QUIT");

        second.say("USER alice");
        assertEquals("+OK welcome\r\n", second.say("PASS sesame"));
    }

    @Test
    @DisplayName("PS-19: a log-in that no maildrop belongs to is refused for good")
    void noMaildrop() {
        MemoryPeer peer = house.overTls();
        peer.say("USER eve");

        assertEquals("-ERR [SYS/PERM] there is no maildrop\r\n", peer.say("PASS sesame"));
    }

    @Test
    @DisplayName("PS-20: in TRANSACTION STLS is refused; the lock and the marks stay")
    void stlsInTransaction() {
        MemoryPeer peer = house.aliceInClear(ListenerPolicy.STARTTLS_OFFERED);
        peer.say("DELE 1");

        assertStartsWith(NO, peer.say("STLS"));

        assertFalse(peer.isHandshaking());
        assertEquals("+OK 1 23\r\n", peer.say("STAT"));
        assertTrue(house.alice().lockMaildrop().isEmpty());

        MemoryPeer overTls = new TestHouse().aliceOverTls();
        assertStartsWith(NO, overTls.say("STLS"));
        assertStartsWith("+OK 2 ", overTls.say("STAT"));
    }

    @Test
    @DisplayName(
            "PS-21: in TRANSACTION CAPA still lists SASL and USER, but not STLS, and now tells what program this is")
    void capabilitiesInTransaction() {
        List<String> before = capabilities(house.overTls());
        List<String> after = capabilities(house.aliceOverTls());

        assertTrue(after.containsAll(before));
        assertTrue(after.contains("IMPLEMENTATION mailtls"));
        assertFalse(before.contains("IMPLEMENTATION mailtls"));
        MemoryPeer inClear = new TestHouse().aliceInClear(ListenerPolicy.STARTTLS_OFFERED);
        List<String> afterInClear = capabilities(inClear);
        assertTrue(afterInClear.contains("SASL SCRAM-SHA-256"));
        assertFalse(afterInClear.contains("STLS"));
    }

    @Test
    @DisplayName("PS-22: in TRANSACTION AUTH, USER and PASS are refused")
    void secondLogin() {
        MemoryPeer peer = house.aliceOverTls();

        assertStartsWith(NO, peer.say("AUTH PLAIN"));
        assertStartsWith(NO, peer.say("AUTH SCRAM-SHA-256"));
        assertStartsWith(NO, peer.say("USER bob"));
        assertStartsWith(NO, peer.say("PASS open sesame"));
        assertStartsWith("+OK 2 ", peer.say("STAT"));
    }

    @Test
    @DisplayName("PS-23: however a session ends without QUIT, no message is removed, and the lock is given back")
    void endWithoutQuit() {
        for (Ending how : Ending.values()) {
            MemoryPeer peer = house.aliceOverTls();
            peer.say("DELE 1");

            assertEquals("", peer.end(how));
            peer.gone();

            assertTrue(peer.isClosed());
            assertLeftAsItWas();
        }
    }

    @Test
    @DisplayName("PS-23: an idle session ends without a word; no message is removed")
    void idle() {
        MemoryPeer peer = house.aliceOverTls();
        peer.say("DELE 1");

        assertEquals("", peer.late(Deadline.IDLE));
        peer.gone();

        assertTrue(peer.isClosed());
        assertLeftAsItWas();
    }

    @Test
    @DisplayName("PS-23: half a QUIT is none")
    void halfAQuit() {
        MemoryPeer peer = house.aliceOverTls();
        peer.say("DELE 1");

        peer.send("QUIT");
        peer.end(Ending.TRUNCATED);
        peer.gone();

        assertLeftAsItWas();
    }

    @Test
    @DisplayName("PS-24: QUIT in TRANSACTION removes what is marked, gives the maildrop back, and closes")
    void quit() {
        MemoryPeer peer = house.aliceOverTls();
        peer.say("DELE 1");

        assertEquals("+OK goodbye\r\n", peer.say("QUIT"));

        assertTrue(peer.isClosed());
        assertEquals(1, house.messages());
        assertTrue(house.alice().lockMaildrop().isPresent());
    }

    @Test
    @DisplayName("PS-24: a QUIT that came before the end of the connection counts, even a truncated one")
    void quitThenTheEnd() {
        for (Ending how : Ending.values()) {
            var fresh = new TestHouse();
            MemoryPeer peer = fresh.aliceOverTls();

            peer.say("DELE 1", "QUIT");
            peer.end(how);
            peer.gone();

            assertEquals(1, fresh.messages());
        }
    }

    @Test
    @DisplayName("PS-25: QUIT before log-in closes, and there is no UPDATE")
    void quitBeforeLogin() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("+OK goodbye\r\n", peer.say("QUIT"));

        assertTrue(peer.isClosed());
        assertEquals(2, house.messages());
    }

    @Test
    @DisplayName("PS-26: commands in front of STLS in one segment are answered in order and in clear")
    void commandsInFrontOfStls() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        String heard = peer.say("NOOP", "CAPA", "STLS");

        assertTrue(heard.matches("(?s)-ERR [^\r]*\r\n\\+OK [^\r]*\r\nTOP\r\n.*\r\n\\.\r\n\\+OK begin TLS\r\n"), heard);
        assertTrue(peer.isHandshaking());
    }

    @Test
    void passNeedsAUserRightBeforeIt() {
        MemoryPeer peer = house.overTls();

        assertStartsWith(NO, peer.say("PASS sesame"));
        peer.say("USER alice", "CAPA");
        assertStartsWith(NO, peer.say("PASS sesame"));
        peer.say("USER alice", "PASS wrong");
        assertStartsWith(NO, peer.say("PASS sesame"));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameSoundTheSame() {
        MemoryPeer peer = house.overTls();

        String wrong = peer.say("USER alice", "PASS wrong");
        String unknown = peer.say("USER nobody", "PASS wrong");

        assertEquals(wrong, unknown);
        assertTrue(wrong.endsWith("-ERR [AUTH] not with this name and password\r\n"));
    }

    @Test
    void failedLoginsAreCountedAndEndTheConnection() {
        Protocol protocol = house.pop3(ListenerPolicy.IMPLICIT);
        MemoryPeer peer = MemoryPeer.overTls(protocol);
        int patience = Limits.DEFAULT.failedLogins();

        for (int i = 0; i < patience; i++) {
            assertFalse(peer.isClosed());
            peer.say("AUTH PLAIN " + base64("\0alice\0wrong"));
        }

        assertTrue(peer.isClosed());
        assertEquals(
                patience,
                peer.events().stream()
                        .filter(Event.LoginFailed.class::isInstance)
                        .count());
    }

    @Test
    void whoDoesNotLogInInTimeIsSentAway() {
        MemoryPeer late = house.overTls();
        MemoryPeer inTime = house.aliceOverTls();

        assertEquals("", late.late(Deadline.LOGIN) + inTime.late(Deadline.LOGIN));

        assertTrue(late.isClosed());
        assertFalse(inTime.isClosed());
    }

    @Test
    void loginsAreTold() {
        MemoryPeer peer = house.overTls();
        peer.say("USER alice", "PASS wrong", "AUTH PLAIN " + base64("\0alice\0sesame"));

        assertEquals(
                List.of(new Event.LoginFailed("USER", "a•••"), new Event.LoggedIn("PLAIN", "alice")), peer.events());
    }

    @Test
    void aPasswordInClearIsWorthAWarning() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        peer.say("PASS sesame", "AUTH PLAIN " + base64("\0alice\0sesame"), "AUTH PLAIN nonsense", "AUTH PLAIN =");

        assertEquals(
                List.of(
                        new Event.PasswordInClear("PASS", "-", 1),
                        new Event.PasswordInClear("AUTH", "a•••", 1),
                        new Event.PasswordInClear("AUTH", "-", 1),
                        new Event.PasswordInClear("AUTH", "-", 1)),
                peer.events());
    }

    @Test
    void aMechanismThatIsNotThereIsRefused() {
        MemoryPeer peer = house.inClear(ListenerPolicy.STARTTLS_OFFERED);

        assertEquals("-ERR there is no such mechanism here\r\n", peer.say("AUTH CRAM-MD5"));
        assertEquals("-ERR there is no such mechanism here\r\n", peer.say("AUTH SCRAM-SHA-256-PLUS"));
        assertEquals("-ERR unknown command\r\n", peer.say("APOP alice c4c9334bac560ecc979e58001b3e22fb"));
    }

    @Test
    void aMechanismInWhichTheServerSpeaksFirstTakesNoInitialResponse() {
        MemoryPeer peer = house.overTls();

        assertEquals("-ERR this mechanism has no initial response\r\n", peer.say("AUTH LOGIN " + base64("alice")));
    }

    @Test
    void aConversationSaysNothingUnasked() {
        Conversation conversation = house.pop3(ListenerPolicy.STARTTLS_OFFERED)
                .begin(Channel.CLEARTEXT, new Peer(new InetSocketAddress(0), event -> {}, () -> {}));

        assertTrue(conversation.news().isEmpty());
        for (Farewell why : Farewell.values()) {
            assertEquals(0, conversation.farewell(why).length());
        }
    }

    private void assertLeftAsItWas() {
        assertEquals(2, house.messages());
        house.alice().lockMaildrop().orElseThrow().close();
    }

    private static List<String> capabilities(MemoryPeer peer) {
        String[] lines = peer.say("CAPA").split("\r\n");
        assertStartsWith(YES, lines[0]);
        assertEquals(".", lines[lines.length - 1]);
        return Arrays.asList(lines).subList(1, lines.length - 1);
    }

    private static void assertStartsWith(String beginning, String text) {
        assertTrue(text.startsWith(beginning), text);
    }
}
