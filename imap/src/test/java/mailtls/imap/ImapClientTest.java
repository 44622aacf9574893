package mailtls.imap;

import static mailtls.client.MailClientException.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import mailtls.client.TlsMode.ImplicitTls;
import mailtls.client.TlsMode.StartTlsRequired;
import mailtls.client.Trust;
import mailtls.mina.MinaClient;
import mailtls.mina.ScriptedServer;
import mailtls.mina.TestServer;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client at our own server, in both modes, and what only a real connection shows. */
class ImapClientTest {

    private static final ClientMechanisms ALICE = ClientMechanisms.password(Credentials.of("alice", "secret"));

    private final House house = new House().deliver("Subject: one\n\nText\n", "Subject: two\n\nMore\n");
    private static final MinaClient CLIENTS = new MinaClient();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.of(house.protocol(ListenerPolicy.STARTTLS_REQUIRED));
    }

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Expected localhost() {
        return Expected.host("localhost", Trust.authorities(TestServer.authorities()));
    }

    private ImapClient connect(InetSocketAddress place, TlsMode mode) throws Exception {
        return await(CLIENTS.connect(place, Imap.client(mode)));
    }

    private ImapClient upgraded() throws Exception {
        return connect(server.place(), new StartTlsRequired(localhost()));
    }

    private ImapClient implicit() throws Exception {
        return connect(server.implicitPlace(), new ImplicitTls(localhost()));
    }

    private Failure failureOf(InetSocketAddress place, TlsMode mode) {
        return assertThrows(MailClientException.class, () -> connect(place, mode))
                .failure();
    }

    @Test
    void bothModesLeadToTheSame() throws Exception {
        ImapClient upgraded = upgraded();
        ImapClient implicit = implicit();

        assertEquals(implicit.capabilities(), upgraded.capabilities());
        assertTrue(upgraded.facts().isPresent());
    }

    @Test
    void mailIsReadAfterALogin() throws Exception {
        ImapClient client = upgraded();

        await(client.logIn(ALICE));
        ImapOpened inbox = await(client.select("INBOX"));
        byte[] first = await(client.fetch(1, "BODY.PEEK[TEXT]")).orElseThrow();

        assertEquals(2, inbox.messages());
        assertEquals(3, inbox.uidNext().orElseThrow());
        assertFalse(inbox.isReadOnly());
        assertEquals("Text\r\n", Ascii.text(first));
    }

    @Test
    void capabilitiesAreThoseOfAUserAfterTheLogin() throws Exception {
        ImapClient client = implicit();
        boolean before = client.capabilities().contains("IDLE");

        await(client.logIn(ALICE));

        assertFalse(before);
        assertTrue(client.capabilities().contains("IDLE"), client.capabilities().toString());
    }

    @Test
    void loginDoesWhereThereIsNoSasl() throws Exception {
        ImapClient client = implicit();

        assertTrue(await(client.logIn("alice", "secret")));
        assertTrue(await(client.examine("INBOX")).isReadOnly());
    }

    @Test
    void aMailboxWithAnyNameIsListedByItsName() throws Exception {
        ImapClient client = implicit();
        await(client.logIn(ALICE));
        house.mail().create("Größe & \"mehr\"");

        List<String> names =
                await(client.list("*")).stream().map(ImapListed::name).toList();

        assertTrue(names.contains("Größe & \"mehr\""), names.toString());
    }

    @Test
    void appendedOctetsAreFetchedAsTheyWere() throws Exception {
        byte[] message = Ascii.octets("Subject: three\r\n\r\n\377 {3}\r\na OK\r\n");
        ImapClient client = implicit();
        await(client.logIn(ALICE));

        String code = await(client.append("INBOX", message)).code();
        await(client.select("INBOX"));
        byte[] fetched = await(client.fetch(3, "BODY.PEEK[]")).orElseThrow();

        assertTrue(code.startsWith("APPENDUID "), code);
        assertArrayEquals(message, fetched);
    }

    @Test
    void whatIsAskedAtOnceIsAnsweredInOrder() throws Exception {
        ImapClient client = implicit();

        var login = client.logIn(ALICE);
        var select = client.select("INBOX");
        var size = client.fetch(1, "RFC822.SIZE");
        var missing = client.fetch(77, "RFC822.SIZE");
        var noop = client.noop();
        var farewell = client.logOut();

        assertFalse(await(farewell).isEmpty());
        assertTrue(await(login));
        assertEquals(2, await(select).messages());
        assertEquals("22", Ascii.text(await(size).orElseThrow()));
        assertTrue(await(missing).isEmpty());
        await(noop);
        await(client.over());
    }

    @Test
    void aWrongPasswordIsAFailedLogin() throws Exception {
        ImapClient client = implicit();
        var wrong = ClientMechanisms.password(Credentials.of("alice", "wrong"));

        assertEquals(Failure.LOGIN, MemoryServer.failure(client.logIn(wrong)));
        assertEquals(Failure.LOGIN, MemoryServer.failure(client.logIn("alice", "wrong")));
    }

    @Test
    void aRefusedCommandDoesNotEndTheConnection() throws Exception {
        ImapClient client = implicit();
        await(client.logIn(ALICE));

        assertEquals(Failure.COMMAND, MemoryServer.failure(client.select("nowhere")));
        assertEquals(2, await(client.select("INBOX")).messages());
    }

    @Test
    void aCertificateForAnotherNameIsNoGood() {
        Expected other = Expected.host("mail.example", Trust.authorities(TestServer.authorities()));

        assertEquals(Failure.HANDSHAKE, failureOf(server.implicitPlace(), new ImplicitTls(other)));
        assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
    }

    @Test
    void anAuthorityThatNobodyTrustsIsNoGood() {
        Expected other = Expected.host("localhost", Trust.system());

        assertEquals(Failure.HANDSHAKE, failureOf(server.implicitPlace(), new ImplicitTls(other)));
        assertEquals(Failure.HANDSHAKE, failureOf(server.place(), new StartTlsRequired(other)));
    }

    @Test
    void whatStandsBehindTheGoAheadIsAnAttack() throws Exception {
        try (var script = ScriptedServer.saying(
                "* OK hello\r\n",
                "* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK\r\n",
                "{tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")) {
            assertEquals(Failure.EARLY_OCTETS, failureOf(script.place(), new StartTlsRequired(localhost())));
        }
    }

    @Test
    void clearWordsOnAPortWithImplicitTlsAreNoHandshake() throws Exception {
        try (var script = ScriptedServer.saying("* PREAUTH welcome\r\n")) {
            assertEquals(Failure.HANDSHAKE, failureOf(script.place(), new ImplicitTls(localhost())));
        }
    }

    @Test
    void aFailureShowsWhatWasSaidWithoutSecrets() throws Exception {
        ImapClient client = implicit();

        String transcript =
                MemoryServer.broken(client.logIn("alice", "not-the-secret")).transcript();

        assertTrue(transcript.contains("LOGIN \"alice\" "), transcript);
        assertFalse(transcript.contains("not-the-secret"), transcript);
    }
}
