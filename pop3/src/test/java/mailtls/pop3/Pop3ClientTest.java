package mailtls.pop3;

import static mailtls.client.MailClientException.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MailClientException;
import mailtls.client.TlsMode;
import mailtls.client.TlsMode.Cleartext;
import mailtls.client.TlsMode.ImplicitTls;
import mailtls.client.TlsMode.StartTlsRequired;
import mailtls.client.Trust;
import mailtls.mina.MinaClient;
import mailtls.mina.ScriptedServer;
import mailtls.mina.TestServer;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class Pop3ClientTest {

    private static final String LISTING = "+OK\r\nSTLS\r\nSASL PLAIN\r\n.\r\n";

    private static final MinaClient CLIENTS = new MinaClient();

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    private static Expected localhost() {
        return Expected.host("localhost", Trust.authorities(TestServer.authorities()));
    }

    private static TestServer server() throws Exception {
        return TestServer.of(Pop3.server(new TestHouse().server(), ListenerPolicy.STARTTLS_REQUIRED));
    }

    private Pop3Client connect(InetSocketAddress place, TlsMode mode) throws Exception {
        return await(CLIENTS.connect(place, Pop3.client(mode)));
    }

    private Failure failureOf(InetSocketAddress place, TlsMode mode) {
        return assertThrows(MailClientException.class, () -> connect(place, mode))
                .failure();
    }

    @Test
    void bothModesLeadToTheSame() throws Exception {
        try (TestServer server = server()) {
            Pop3Client upgraded = connect(server.place(), new StartTlsRequired(localhost()));
            Pop3Client implicit = connect(server.implicitPlace(), new ImplicitTls(localhost()));

            assertEquals(implicit.capabilities(), upgraded.capabilities());
            assertTrue(upgraded.facts().isPresent());
        }
    }

    @Test
    void readsMailAfterALogin() throws Exception {
        try (TestServer server = server()) {
            Pop3Client client = connect(server.place(), new StartTlsRequired(localhost()));

            await(client.logIn(ClientMechanisms.password(Credentials.of("alice", "sesame"))));
            List<String> messages = await(client.list());
            await(client.quit());

            assertFalse(messages.isEmpty());
        }
    }

    @Test
    void whatIsAskedAtOnceIsAnsweredInOrder() throws Exception {
        try (TestServer server = server()) {
            Pop3Client client = connect(server.implicitPlace(), new ImplicitTls(localhost()));

            var login = client.logIn("alice", "sesame");
            var uidl = client.uidl();
            var first = client.retrieve(1);
            var quit = client.quit();
            await(quit);

            assertTrue(await(login));
            assertEquals(await(uidl).size(), await(uidl).size());
            assertTrue(await(first).length > 0);
        }
    }

    @Test
    void aWrongPasswordIsAFailedLogin() throws Exception {
        try (TestServer server = server()) {
            Pop3Client client = connect(server.implicitPlace(), new ImplicitTls(localhost()));
            var mechanisms = ClientMechanisms.password(Credentials.of("alice", "wrong"));

            var failed = assertThrows(MailClientException.class, () -> await(client.logIn(mechanisms)));

            assertEquals(Failure.LOGIN, failed.failure());
        }
    }

    @Test
    void aCertificateForAnotherNameIsNoGood() throws Exception {
        try (TestServer server = server()) {
            Expected other = Expected.host("mail.example", Trust.authorities(TestServer.authorities()));

            assertEquals(Failure.HANDSHAKE, failureOf(server.implicitPlace(), new ImplicitTls(other)));
            assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
        }
    }

    @Test
    void anAuthorityThatNobodyTrustsIsNoGood() throws Exception {
        try (TestServer server = server()) {
            Expected other = Expected.host("localhost", Trust.system());

            assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
        }
    }

    @Test
    void withoutStlsInTheListTheClientGoes() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n", "+OK\r\nSASL PLAIN\r\nUSER\r\n.\r\n")) {
            assertEquals(Failure.NOT_OFFERED, failureOf(server.place(), new StartTlsRequired(localhost())));
            assertEquals("CAPA\r\n", server.heard());
        }
    }

    @Test
    void withoutAListTheClientGoes() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n", "-ERR what?\r\n")) {
            assertEquals(Failure.NOT_OFFERED, failureOf(server.place(), new StartTlsRequired(localhost())));
            assertEquals("CAPA\r\n", server.heard());
        }
    }

    @Test
    void aRefusedStlsIsTheEnd() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n", LISTING, "-ERR not now\r\n")) {
            assertEquals(Failure.REFUSED, failureOf(server.place(), new StartTlsRequired(localhost())));
            assertEquals("CAPA\r\nSTLS\r\n", server.heard());
        }
    }

    @Test
    void whatStandsBehindTheGoAheadIsAnAttack() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n", LISTING, "+OK go\r\n+OK\r\nSASL LOGIN\r\n.\r\n")) {
            assertEquals(Failure.EARLY_OCTETS, failureOf(server.place(), new StartTlsRequired(localhost())));
        }
    }

    @Test
    void anAnswerBeforeTheQuestionIsAnAttack() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n+OK go\r\n")) {
            assertEquals(Failure.EARLY_REPLY, failureOf(server.place(), new StartTlsRequired(localhost())));
            assertEquals("", server.heard());
        }
    }

    @Test
    void aServerThatIsNoPop3ServerIsLeft() throws Exception {
        try (var server = ScriptedServer.saying("220 hello\r\n")) {
            assertEquals(Failure.NOT_THE_PROTOCOL, failureOf(server.place(), new StartTlsRequired(localhost())));
        }
    }

    @Test
    void aFailureShowsWhatWasSaidWithoutSecrets() throws Exception {
        try (TestServer server = server()) {
            Pop3Client client = connect(server.implicitPlace(), new ImplicitTls(localhost()));
            String transcript = assertThrows(
                            MailClientException.class, () -> await(client.logIn("alice", "not-the-secret")))
                    .transcript();

            assertTrue(transcript.contains("C: USER alice"), transcript);
            assertFalse(transcript.contains("not-the-secret"), transcript);
        }
    }

    @Test
    void inClearNoPasswordIsSent() throws Exception {
        try (var server = ScriptedServer.saying("+OK hello\r\n", "+OK\r\nSASL PLAIN\r\nUSER\r\n.\r\n")) {
            Pop3Client client = connect(server.place(), new Cleartext());
            var mechanisms = ClientMechanisms.password(Credentials.of("alice", "sesame"));

            assertEquals(
                    Failure.PASSWORD_IN_CLEAR,
                    assertThrows(MailClientException.class, () -> await(client.logIn("alice", "sesame")))
                            .failure());
            assertEquals(
                    Failure.NO_MECHANISM,
                    assertThrows(MailClientException.class, () -> await(client.logIn(mechanisms)))
                            .failure());
        }
    }
}
