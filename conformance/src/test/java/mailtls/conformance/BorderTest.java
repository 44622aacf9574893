package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import mailtls.MailServer;
import mailtls.imap.Imap;
import mailtls.machine.Protocol;
import mailtls.mina.TestServer;
import mailtls.mina.WireClient;
import mailtls.pop3.Pop3;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The border between cleartext and TLS, on the wire, for the three protocols: section 1 of docs/transitions.md, row by row. */
class BorderTest {

    private static final int ALERT = 21;

    /** What has to be said to get over the border. */
    private enum Mail {
        IMAP("", "a STARTTLS\r\n", "a OK", "b NOOP\r\n", "b OK", "c LOGOUT\r\n"),
        POP3("", "STLS\r\n", "+OK", "CAPA\r\n", "+OK", "QUIT\r\n"),
        SMTP("EHLO client.example\r\n", "STARTTLS\r\n", "220", "NOOP\r\n", "250", "QUIT\r\n");

        private final String before;
        private final String startTls;
        private final String goAhead;
        private final String probe;
        private final String answer;
        private final String farewell;

        Mail(String before, String startTls, String goAhead, String probe, String answer, String farewell) {
            this.before = before;
            this.startTls = startTls;
            this.goAhead = goAhead;
            this.probe = probe;
            this.answer = answer;
            this.farewell = farewell;
        }

        Protocol server(ListenerPolicy policy) {
            var store = new MemoryMailStore(1 << 20, Set.of("example.org"));
            store.addAccount("alice");
            var house = new MailServer("server.example", new Accounts().add("alice", "secret"), store, Limits.DEFAULT);
            return switch (this) {
                case IMAP -> Imap.server(house, policy);
                case POP3 -> Pop3.server(house, policy);
                case SMTP -> policy.isImplicit() ? Smtp.submissions(house) : Smtp.submission(house, policy);
            };
        }

        TestServer start() throws IOException {
            return TestServer.of(server(ListenerPolicy.STARTTLS_REQUIRED));
        }

        TestServer startImplicit() throws IOException {
            return TestServer.of(server(ListenerPolicy.IMPLICIT));
        }

        /** Connects, and says what comes before STARTTLS. */
        WireClient greeted(TestServer server, String... versions) throws IOException {
            WireClient client = server.inClear(TestServer.engine(versions));
            assertFalse(client.clearLine().isEmpty());
            if (!before.isEmpty()) {
                client.clear(before);
                for (String line = client.clearLine(); line.startsWith("250-"); line = client.clearLine()) {
                    assertTrue(line.endsWith("\r\n"));
                }
            }
            return client;
        }

        WireClient upgraded(TestServer server, String... versions) throws IOException {
            WireClient client = greeted(server, versions);
            String reply = client.clear(startTls).clearLine();
            assertTrue(reply.startsWith(goAhead), reply);
            return client.handshake();
        }
    }

    /** the go-ahead ends the cleartext, and what follows is said over TLS. */
    @ParameterizedTest
    @EnumSource
    void theGoAheadIsFollowedByTlsAndNoSecondGreeting(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server)) {
            String first = client.say(mail.probe).line();

            assertTrue(first.startsWith(mail.answer), first);
        }
    }

    /** STARTTLS that can't be taken is refused, and the cleartext conversation goes on. */
    @ParameterizedTest
    @EnumSource
    void aStartTlsWithAnArgumentIsRefusedAndNothingChanges(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.greeted(server)) {
            String refused =
                    client.clear(mail.startTls.replace("\r\n", " now\r\n")).clearLine();
            assertFalse(refused.startsWith(mail.goAhead), refused);

            assertTrue(client.clear(mail.startTls).clearLine().startsWith(mail.goAhead));
        }
    }

    /** octets behind the boundary are the handshake's, never the parser's; a ClientHello among them is served. */
    @ParameterizedTest
    @EnumSource
    void aClientHelloInTheSameSegmentIsServed(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.greeted(server)) {
            var together = new ByteArrayOutputStream();
            together.writeBytes(Ascii.octets(mail.startTls));
            together.writeBytes(client.handshakeRecords());
            client.raw(together.toByteArray());

            assertTrue(client.clearLine().startsWith(mail.goAhead));
            assertTrue(client.finishHandshake().say(mail.probe).line().startsWith(mail.answer));
        }
    }

    /** IS-20, PS-16, SS-21: an injected command fails as a handshake, with an alert and not with words. */
    @ParameterizedTest
    @EnumSource
    void anInjectedCommandEndsTheConnectionWithAnAlert(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.greeted(server)) {
            client.clear(mail.startTls + mail.probe + mail.farewell);
            assertTrue(client.clearLine().startsWith(mail.goAhead));

            byte[] rest = client.rawRest();

            assertEquals(ALERT, rest[0]);
            assertEquals(7, rest.length, "an alert and nothing else");
        }
    }

    /** on a port with implicit TLS the server says nothing until the client has begun. */
    @ParameterizedTest
    @EnumSource
    void withImplicitTlsTheServerWaitsForTheClient(Mail mail) throws Exception {
        try (TestServer server = mail.startImplicit();
                WireClient client = server.implicit()) {
            assertTrue(client.isSilent(200));

            assertFalse(client.handshake().line().isEmpty());
        }
    }

    /** X-07, SS-25: a peer below the version floor gets an alert, not an explanation. */
    @ParameterizedTest
    @EnumSource
    void aPeerBelowTheFloorIsRefusedInTheHandshake(Mail mail) throws Exception {
        TlsPolicy strict = TlsPolicy.DEFAULT.withVersions(TlsPolicy.Version.TLS_1_3, TlsPolicy.Version.TLS_1_3);
        try (TestServer server = TestServer.of(mail.server(ListenerPolicy.STARTTLS_REQUIRED), strict);
                WireClient client = mail.greeted(server, "TLSv1.2")) {
            client.clear(mail.startTls).clearLine();

            assertThrows(SSLException.class, client::handshake);
        }
    }

    /** half a ClientHello is not waited for for ever. */
    @ParameterizedTest
    @EnumSource
    void aHandshakeThatDoesNotGoOnIsGivenUp(Mail mail) throws Exception {
        Limits quick = Limits.DEFAULT.withTimes(
                Duration.ofMillis(200), Limits.DEFAULT.login(), Limits.DEFAULT.idle(), Limits.DEFAULT.linger());
        try (TestServer server = TestServer.of(mail.server(ListenerPolicy.STARTTLS_REQUIRED), quick);
                WireClient client = mail.greeted(server)) {
            client.clear(mail.startTls).clearLine();
            byte[] hello = client.handshakeRecords();
            client.raw(Arrays.copyOf(hello, 20));

            String rest = Ascii.text(client.rawRest());

            assertFalse(rest.contains("\r\n"), "not a word in clear");
        }
    }

    /** a ClientHello in the middle of a TLS 1.3 session ends it. */
    @ParameterizedTest
    @EnumSource
    void aClientHelloInTheMiddleEndsTheSession(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server, "TLSv1.3");
                WireClient other = server.inClear()) {
            client.raw(other.handshakeRecords());

            assertThrows(SSLException.class, client::rest);
        }
    }

    /** a renegotiation is refused. */
    @ParameterizedTest
    @EnumSource
    void aRenegotiationEndsTheSession(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server, "TLSv1.2")) {
            client.renegotiate();

            assertFalse(Ascii.text(client.rawRest()).contains(mail.answer));
        }
    }

    /** new keys are answered with new keys, and the protocol does not notice. */
    @ParameterizedTest
    @EnumSource
    void aKeyUpdateIsFollowed(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server, "TLSv1.3")) {
            client.renegotiate();

            assertTrue(client.say(mail.probe).line().startsWith(mail.answer));
        }
    }

    /** farewell, then close_notify, then FIN. */
    @ParameterizedTest
    @EnumSource
    void theServersEndIsFarewellThenCloseNotify(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server)) {
            String farewell = client.say(mail.farewell).rest();

            assertFalse(farewell.isEmpty());
            assertTrue(client.gotCloseNotify());
        }
    }

    /** what comes behind the peer's close_notify is ignored, be it cleartext. */
    @ParameterizedTest
    @EnumSource
    void cleartextBehindCloseNotifyIsIgnored(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server)) {
            client.closeNotify().clear(mail.probe);

            assertEquals("", client.rest());
            assertTrue(client.gotCloseNotify());
        }
    }

    /** a FIN without close_notify commits nothing that is unfinished. */
    @ParameterizedTest
    @EnumSource
    void halfACommandBeforeATruncationIsNotObeyed(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server)) {
            client.say(mail.probe.replace("\r\n", "")).fin();

            assertEquals("", client.rest());
        }
    }

    /** there is one layer of TLS, not two. */
    @ParameterizedTest
    @EnumSource
    void aSecondStartTlsIsRefusedAndTlsStays(Mail mail) throws Exception {
        try (TestServer server = mail.start();
                WireClient client = mail.upgraded(server)) {
            List<String> identification = mail == Mail.SMTP ? List.of(mail.before) : List.of();
            for (String line : identification) {
                client.say(line);
                while (client.line().startsWith("250-")) {
                    assertFalse(client.gotCloseNotify());
                }
            }

            String refused = client.say(mail.startTls).line();

            assertFalse(refused.startsWith(mail.goAhead), refused);
            assertTrue(client.say(mail.probe).line().startsWith(mail.answer));
        }
    }
}
