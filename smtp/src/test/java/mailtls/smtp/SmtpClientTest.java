package mailtls.smtp;

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
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.TlsMode.Cleartext;
import mailtls.client.TlsMode.ImplicitTls;
import mailtls.client.TlsMode.StartTlsOpportunistic;
import mailtls.client.TlsMode.StartTlsRequired;
import mailtls.client.Trust;
import mailtls.machine.Protocol;
import mailtls.mina.MinaClient;
import mailtls.mina.ScriptedServer;
import mailtls.mina.TestServer;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The client at our own servers, in all modes, and what only a real connection shows. */
class SmtpClientTest {

    private static final ClientMechanisms ALICE = ClientMechanisms.password(Credentials.of("alice", "wonderland"));
    private static final String MESSAGE = "Subject: hello\r\n\r\n.dots\r\n..\r\n.\r\nthe end\r\n";

    private final TestHouse house = new TestHouse();
    private static final MinaClient CLIENTS = new MinaClient();

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    private static Expected localhost() {
        return Expected.host("localhost", Trust.authorities(TestServer.authorities()));
    }

    private SmtpClient connect(InetSocketAddress place, TlsMode mode) throws Exception {
        return await(CLIENTS.connect(place, Smtp.client(mode, "client.example")));
    }

    private Failure failureOf(InetSocketAddress place, TlsMode mode) {
        return assertThrows(MailClientException.class, () -> connect(place, mode))
                .failure();
    }

    private static SmtpMail mail(String... to) {
        return new SmtpMail("alice@example.org", List.of(to), Ascii.octets(MESSAGE));
    }

    /** A server that lists no CHUNKING, so that mail goes by DATA. */
    private Protocol withoutChunking() {
        return Smtp.server(
                Role.SUBMISSION,
                house.server,
                SmtpTable.SUBMISSION.without(SmtpCommand.BdatLast.class).without(SmtpCommand.Bdat.class));
    }

    @Test
    void bothModesLeadToTheSame() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            SmtpClient upgraded = connect(server.place(), new StartTlsRequired(localhost()));
            SmtpClient implicit = connect(server.implicitPlace(), new ImplicitTls(localhost()));

            assertEquals(implicit.extensions(), upgraded.extensions());
            assertTrue(upgraded.facts().isPresent());
        }
    }

    @Test
    void mailIsSentAfterALogin() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            SmtpClient client = connect(server.place(), new StartTlsRequired(localhost()));

            await(client.logIn(ALICE));
            SmtpSent sent = await(client.send(mail("bob@example.org", "nobody@example.org")));
            await(client.quit());
            await(client.over());

            assertEquals(MESSAGE, house.only("bob"));
            assertEquals(250, sent.answer().code());
            assertEquals(
                    List.of("nobody@example.org"),
                    sent.refused().stream().map(SmtpSent.Recipient::forwardPath).toList());
        }
    }

    @Test
    void mailIsSentByDataWhereThereAreNoChunks() throws Exception {
        try (TestServer server = TestServer.of(withoutChunking())) {
            SmtpClient client = connect(server.implicitPlace(), new ImplicitTls(localhost()));
            await(client.logIn(ALICE));

            await(client.send(mail("bob@example.org")));

            assertFalse(client.extensions().contains("CHUNKING"));
            assertEquals(MESSAGE, house.only("bob"));
        }
    }

    @Test
    void mailThatNobodyGetsIsNotSentAndTheNextOneIs() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            SmtpClient client = connect(server.implicitPlace(), new ImplicitTls(localhost()));

            var login = client.logIn(ALICE);
            var toNobody = client.send(mail("nobody@example.org"));
            var toBob = client.send(mail("bob@example.org"));

            assertTrue(await(login));
            assertEquals(Failure.COMMAND, MemoryServer.failure(toNobody));
            assertEquals(250, await(toBob).answer().code());
            assertEquals(MESSAGE, house.only("bob"));
        }
    }

    @Test
    void mailBeyondAsciiIsSentAsSuch() throws Exception {
        String message = "Subject: gr\u00c3\u00bc\u00c3\u009fe\r\n\r\n\u00c3\u00bc\r\n";
        try (TestServer server = TestServer.of(house.submission())) {
            SmtpClient client = connect(server.implicitPlace(), new ImplicitTls(localhost()));
            await(client.logIn(ALICE));

            await(client.send(new SmtpMail("größe@example.org", List.of("bob@example.org"), Ascii.octets(message))));

            assertEquals(message, house.only("bob"));
        }
    }

    @Test
    void aWrongPasswordIsAFailedLogin() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            SmtpClient client = connect(server.implicitPlace(), new ImplicitTls(localhost()));
            var wrong = ClientMechanisms.password(Credentials.of("alice", "looking-glass"));

            assertEquals(Failure.LOGIN, MemoryServer.failure(client.logIn(wrong)));
            assertEquals(250, await(client.noop()).code());
        }
    }

    @Test
    void aRelayTakesTlsWhereItGetsIt() throws Exception {
        try (TestServer server = TestServer.of(house.mx())) {
            SmtpClient client = connect(server.place(), new StartTlsOpportunistic(localhost()));

            await(client.send(mail("bob@example.org")));

            assertTrue(client.facts().isPresent());
            assertEquals(MESSAGE, house.only("bob"));
        }
    }

    @Test
    void aCertificateForAnotherNameIsNoGood() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            Expected other = Expected.host("mail.example", Trust.authorities(TestServer.authorities()));

            assertEquals(Failure.HANDSHAKE, failureOf(server.implicitPlace(), new ImplicitTls(other)));
            assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
            assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsOpportunistic(other)));
        }
    }

    @Test
    void anAuthorityThatNobodyTrustsIsNoGood() throws Exception {
        try (TestServer server = TestServer.of(house.submission())) {
            Expected other = Expected.host("localhost", Trust.system());

            assertEquals(Failure.HANDSHAKE, failureOf(server.implicitPlace(), new ImplicitTls(other)));
            assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
        }
    }

    @Test
    void whatStandsBehindTheGoAheadIsAnAttack() throws Exception {
        try (var script = ScriptedServer.saying(
                "220 hello\r\n", "250-hello\r\n250 STARTTLS\r\n", "220 go\r\n250-forged\r\n250 AUTH PLAIN\r\n")) {
            assertEquals(Failure.EARLY_OCTETS, failureOf(script.place(), new StartTlsRequired(localhost())));
        }
    }

    @Test
    void anAnswerBeforeTheQuestionIsAnAttack() throws Exception {
        try (var script = ScriptedServer.saying("220 hello\r\n250 forged\r\n")) {
            assertEquals(Failure.EARLY_REPLY, failureOf(script.place(), new StartTlsRequired(localhost())));
            assertEquals("", script.heard());
        }
    }

    @Test
    void mailInClearIsSentWhereSomebodyHasWrittenTheWord() throws Exception {
        try (TestServer server = TestServer.of(house.mx())) {
            SmtpClient client = connect(server.place(), new Cleartext());

            await(client.send(mail("bob@example.org")));

            assertTrue(client.facts().isEmpty());
            assertEquals(MESSAGE, house.only("bob"));
        }
    }
}
