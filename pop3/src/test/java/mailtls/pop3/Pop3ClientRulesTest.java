package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.connection.Deadline;
import mailtls.connection.Ending;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a server that breaks a rule, or of somebody on the way: PC-01 to PC-11 of the reference machines. */
class Pop3ClientRulesTest {

    private static final ClientMechanisms ALICE = ClientMechanisms.password(Credentials.of("alice", "secret"));

    private static Expected host() {
        return Expected.host("mail.example", Trust.system());
    }

    private static MemoryServer<Pop3Client> inClear() {
        return MemoryServer.inClear(Pop3.client(new TlsMode.StartTlsRequired(host())));
    }

    /** A client in clear that has asked for STLS. */
    private static MemoryServer<Pop3Client> asking() {
        MemoryServer<Pop3Client> server = inClear();
        server.say("+OK <1.2@mail.example>");
        server.say("+OK", "SASL PLAIN", "STLS", ".");
        return server;
    }

    /** A client over TLS that is ready. */
    private static MemoryServer<Pop3Client> ready(String... capabilities) {
        MemoryServer<Pop3Client> server = MemoryServer.overTls(Pop3.client(new TlsMode.ImplicitTls(host())));
        server.say("+OK hello");
        server.say("+OK\r\n" + String.join("\r\n", capabilities) + (capabilities.length == 0 ? "." : "\r\n."));
        return server;
    }

    private static MemoryServer<Pop3Client> saying(MemoryServer<Pop3Client> server, String line) {
        server.say(line);
        return server;
    }

    private static void assertGone(Failure why, MemoryServer<Pop3Client> server) {
        assertEquals(why, server.failure());
        assertTrue(server.isClosed());
    }

    @Test
    void capaThenStlsThenCapaAgain() {
        MemoryServer<Pop3Client> server = inClear();

        assertEquals("", server.heardAtAll());
        assertEquals("CAPA\r\n", server.say("+OK <1.2@mail.example>"));
        assertEquals("STLS\r\n", server.say("+OK", "stls", "."));
        assertEquals("", server.say("+OK go"));
        assertTrue(server.isHandshaking());
        assertEquals("CAPA\r\n", server.upgrade());
    }

    @Test
    void whatWasListedInClearIsForgotten() {
        MemoryServer<Pop3Client> server = asking();
        server.say("+OK go");
        server.upgrade();
        server.say("+OK", "SASL SCRAM-SHA-256", ".");

        assertEquals(List.of("SASL SCRAM-SHA-256"), server.client().capabilities());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+Do it", "+", "+ ", "+OKAY", "-ERROR", "220 hello", "* OK hello", "", "2 messages"})
    void whatIsNoGreetingIsTheEnd(String line) {
        MemoryServer<Pop3Client> server = inClear();

        assertEquals("", server.say(line));

        assertTrue(server.isClosed());
        assertFalse(server.isReady());
    }

    @Test
    void aRefusalForAGreetingIsTheEnd() {
        assertGone(Failure.NOT_WELCOME, saying(inClear(), "-ERR [SYS/PERM] buy this"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XSTLS", "STLSX", "SASL STLS", " STLS", "USER"})
    void withoutStlsInTheListTheClientGoes(String line) {
        MemoryServer<Pop3Client> server = inClear();
        server.say("+OK hello");

        assertEquals("", server.say("+OK", line, "."));

        assertGone(Failure.NOT_OFFERED, server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+Do it", "+ ", "garbage", "", "220 go"})
    void whatIsNeitherYesNorNoToStlsIsTheEnd(String answer) {
        MemoryServer<Pop3Client> server = asking();

        assertEquals("", server.say(answer));

        assertTrue(server.isClosed());
        assertFalse(server.isHandshaking());
    }

    @Test
    void aGreetingThatGoesOnIsAnAnswerBeforeTheQuestion() {
        MemoryServer<Pop3Client> server = inClear();
        server.say("+OK 2 messages", "1 120", "2 200", ".");

        assertGone(Failure.EARLY_REPLY, server);
        assertEquals("", server.heardAtAll());
    }

    @Test
    void whatStandsBehindTheGoAheadIsNeverAnAnswer() {
        for (String suffix : List.of("+OK\r\nPLAIN\r\n.\r\n", "\u00ff".repeat(40), "+OK\r\n+OK\r\n+OK 1 2\r\n")) {
            MemoryServer<Pop3Client> server = asking();
            server.send("+OK go\r\n" + suffix);

            assertEquals(Failure.EARLY_OCTETS, server.failure());
        }
    }

    @Test
    void stlsInsideTlsIsIgnored() {
        MemoryServer<Pop3Client> server = ready("STLS", "USER");

        assertTrue(server.client().capabilities().contains("STLS"));
        assertEquals("CAPA\r\n", server.heardAtAll());
    }

    @Test
    void overTlsAServerWithoutCapaIsTakenAsItIs() {
        MemoryServer<Pop3Client> server = MemoryServer.overTls(Pop3.client(new TlsMode.ImplicitTls(host())));
        server.say("+OK hello");
        server.say("-ERR what?");

        assertEquals(List.of(), server.client().capabilities());
    }

    @Test
    void aTimestampInTheGreetingIsNoReasonForApop() {
        MemoryServer<Pop3Client> server = MemoryServer.inClear(Pop3.client(new TlsMode.Cleartext()));
        server.say("+OK <1.2@mail.example>");
        server.say("+OK", "SASL PLAIN LOGIN CRAM-MD5", "USER", ".");
        Pop3Client client = server.client();

        assertEquals(Failure.NO_MECHANISM, MemoryServer.failure(client.logIn(ALICE)));
        assertEquals(Failure.PASSWORD_IN_CLEAR, MemoryServer.failure(client.logIn("alice", "secret")));
        assertEquals("CAPA\r\n", server.heardAtAll());
    }

    @Test
    void theFirstWordsOfALoginAreSentAlongUnlessTheyAreTooLong() {
        MemoryServer<Pop3Client> server = ready("SASL PLAIN");
        server.client().logIn(ALICE);
        assertEquals("AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n", server.heard());

        MemoryServer<Pop3Client> waits = ready("SASL PLAIN");
        waits.client().logIn(ClientMechanisms.password(Credentials.of("a".repeat(200), "secret")));
        assertEquals("AUTH PLAIN\r\n", waits.heard());
        assertTrue(waits.say("+ ").length() > 200);
    }

    @Test
    void aYesWithoutProofIsNotBelieved() {
        MemoryServer<Pop3Client> server = ready("SASL SCRAM-SHA-256");
        var login = server.client().logIn(ALICE);
        server.say("+OK you are in");

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertTrue(server.isClosed());
    }

    @Test
    void noPasswordFollowsANameThatIsRefused() {
        MemoryServer<Pop3Client> server = ready("USER");
        var login = server.client().logIn("alice", "secret");

        assertEquals("", server.say("-ERR not here"));

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertEquals("CAPA\r\nUSER alice\r\n", server.heardAtAll());
    }

    @Test
    void aMessageIsUnstuffed() {
        MemoryServer<Pop3Client> server = ready();
        var message = server.client().retrieve(1);
        server.say("+OK", "..", "...x", "", ".");

        assertEquals(".\r\n..x\r\n\r\n", Ascii.text(MemoryServer.wait(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "\0", "\r", "\n", "a\r\r", "\n.\n", "\r.\r", "\n.", "\r."})
    void whatAMessageHoldsIsNotOursToRefuse(String line) {
        MemoryServer<Pop3Client> server = ready();
        var message = server.client().retrieve(1);
        server.say("+OK", line, ".");

        assertEquals(line + "\r\n", Ascii.text(MemoryServer.wait(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\n.\n", "\r\n.\r\r\n", "\r\n. \r\n", "\r\n..\r\n"})
    void onlyADotBetweenTwoCrlfsEndsAMessage(String dot) {
        MemoryServer<Pop3Client> server = ready();
        var message = server.client().retrieve(1);
        server.send("+OK\r\nfirst" + dot);

        assertFalse(message.isDone());
        server.send("+OK forged\r\n.\r\n");

        assertTrue(Ascii.text(MemoryServer.wait(message)).endsWith("+OK forged\r\n"));
        assertFalse(server.isClosed());
    }

    @Test
    void aListIsNoMessage() {
        MemoryServer<Pop3Client> server = ready();
        var list = server.client().list();
        server.say("+OK", "1 2\r3", ".");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(list));
        assertTrue(server.isClosed());
    }

    @Test
    void theBeginningOfAMessageIsReadLikeAMessage() {
        MemoryServer<Pop3Client> server = ready();
        var beginning = server.client().top(1, 0);

        assertTrue(server.heardAtAll().endsWith("TOP 1 0\r\n"));
        server.say("+OK", "Subject: a\rb", "", ".");
        assertEquals("Subject: a\rb\r\n\r\n", Ascii.text(MemoryServer.wait(beginning)));
    }

    @Test
    void aMessageWithoutEndIsLeft() {
        MemoryServer<Pop3Client> server = MemoryServer.overTls(new Pop3ClientProtocol(
                new TlsMode.ImplicitTls(host()), Pop3ClientTable.TLS_REQUIRED, Limits.DEFAULT.withMessage(1000)));
        server.say("+OK hello");
        server.say("+OK", ".");
        var message = server.client().retrieve(1);
        server.say("+OK");
        for (int i = 0; i < 20 && !server.isClosed(); i++) {
            server.send("x".repeat(99) + (i % 2 == 0 ? "\n" : "\r\n"));
        }

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(message));
    }

    @Test
    void aMessageThatIsCutOffIsNoMessage() {
        for (Ending how : List.of(Ending.TRUNCATED, Ending.CLOSE_NOTIFY)) {
            MemoryServer<Pop3Client> server = ready();
            var message = server.client().retrieve(1);
            server.send("+OK\r\nhalf of it\r\n");
            server.end(how);

            assertEquals(how == Ending.TRUNCATED ? Failure.TRUNCATED : Failure.ENDED, MemoryServer.failure(message));
        }
    }

    @Test
    void aRefusedCommandIsNoReasonToGo() {
        MemoryServer<Pop3Client> server = ready();
        var message = server.client().retrieve(7);
        server.say("-ERR no such message");
        var marked = server.client().delete(1);
        server.say("+OK gone");

        assertEquals(Failure.COMMAND, MemoryServer.failure(message));
        assertEquals("gone", MemoryServer.wait(marked));
    }

    @Test
    void aChallengeThatNobodyWaitsForIsTheEnd() {
        MemoryServer<Pop3Client> server = ready();
        var stat = server.client().stat();
        server.say("+ go on");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(stat));
        assertTrue(server.isClosed());
    }

    @Test
    void aRefusedFarewellIsOneAllTheSame() {
        MemoryServer<Pop3Client> server = ready();
        var farewell = server.client().quit();
        server.say("-ERR some messages are still there");

        assertEquals(Failure.COMMAND, MemoryServer.failure(farewell));
        assertTrue(server.isClosed());
    }

    @Test
    void linesThatAreTooLongOrBrokenAreTheEnd() {
        for (String broken : List.of("+OK " + "x".repeat(Limits.DEFAULT.line()), "+OK a\nb", "+OK a\rb", "+OK \0")) {
            assertGone(Failure.NOT_THE_PROTOCOL, saying(inClear(), broken));
        }
        MemoryServer<Pop3Client> server = ready();
        var list = server.client().list();
        server.say("+OK", "x".repeat(Limits.DEFAULT.contentLine() + 1));
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(list));
    }

    @Test
    void aCommandCanNotBeTwo() {
        Pop3Client client = ready().client();

        assertThrows(IllegalArgumentException.class, () -> client.command("NOOP\r\nQUIT"));
        assertThrows(IllegalArgumentException.class, () -> client.command("stls"));
        assertThrows(IllegalArgumentException.class, () -> client.command("PASS secret"));
        assertThrows(IllegalArgumentException.class, () -> client.logIn("alice\r\nDELE 1", "secret"));
        assertThrows(IllegalArgumentException.class, () -> client.logIn("alice", "secret\r\nDELE 1"));
    }

    @Test
    void thereIsNoOpportunisticMode() {
        var hoping = new TlsMode.StartTlsOpportunistic(host());

        assertThrows(IllegalArgumentException.class, () -> Pop3.client(hoping));
    }

    @Test
    void whoTakesTooLongIsLeft() {
        MemoryServer<Pop3Client> server = asking();
        server.say("+OK go");
        server.late(Deadline.HANDSHAKE);

        assertGone(Failure.HANDSHAKE, server);
        assertGone(Failure.TOO_SLOW, late(asking(), Deadline.LOGIN));
    }

    private static MemoryServer<Pop3Client> late(MemoryServer<Pop3Client> server, Deadline deadline) {
        server.late(deadline);
        return server;
    }
}
