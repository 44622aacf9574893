package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import mailtls.mina.TestServer;
import mailtls.mina.WireClient;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same over sockets and TLS: what a conversation in memory cannot show. */
class ImapOverTheWireTest {

    private final House house = new House().deliver("Subject: one\n\nText\n");
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.of(house.protocol(ListenerPolicy.STARTTLS_REQUIRED));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String say(WireClient client, String command) throws IOException {
        client.say(command + "\r\n");
        String tag = command.substring(0, command.indexOf(' ') + 1);
        String line = client.line();
        while (!line.startsWith(tag)) {
            line = client.line();
        }
        return line;
    }

    private WireClient loggedIn() throws IOException {
        WireClient client = server.inClear();
        assertTrue(client.clearLine().startsWith("* OK [CAPABILITY "));
        client.clear("a STARTTLS\r\n");
        assertEquals("a OK Begin TLS now\r\n", client.clearLine());
        client.handshake();
        assertTrue(say(client, "b LOGIN alice secret").startsWith("b OK "));
        return client;
    }

    @Test
    void mailIsReadAfterStartTls() throws IOException {
        try (WireClient client = loggedIn()) {
            assertEquals("c OK [READ-WRITE] Opened\r\n", say(client, "c SELECT INBOX"));
            client.say("d FETCH 1 BODY[TEXT]\r\n");

            assertEquals("* 1 FETCH (BODY[TEXT] {6}\r\n", client.line());
            assertEquals("Text\r\n", client.line());
            assertEquals(" FLAGS (\\Seen))\r\n", client.line());
            assertEquals("d OK Done\r\n", client.line());
        }
    }

    @Test
    void theGreetingOfImplicitTlsComesOverTls() throws IOException {
        try (WireClient client = server.implicit()) {
            client.handshake();

            assertTrue(client.line().startsWith("* OK [CAPABILITY "));
            assertEquals("a OK Done\r\n", say(client, "a NOOP"));
        }
    }

    @Test
    void aLongMessageArrivesWhole() throws IOException {
        String message = "Subject: long\r\n\r\n" + "0123456789abcdef\r\n".repeat(20_000);
        house.inbox().append(Ascii.octets(message), Set.of(), House.RECEIVED);
        try (WireClient client = loggedIn()) {
            say(client, "c SELECT INBOX");
            client.say("d FETCH 2 BODY.PEEK[]\r\n");

            assertEquals("* 2 FETCH (BODY[] {" + message.length() + "}\r\n", client.line());
            assertEquals(message, client.octets(message.length()));
            assertEquals(")\r\n", client.line());
            assertEquals("d OK Done\r\n", client.line());
        }
    }

    @Test
    void whoIdlesIsToldOfNewMailAtOnce() throws IOException {
        try (WireClient client = loggedIn()) {
            say(client, "c SELECT INBOX");
            client.say("d IDLE\r\n");
            assertEquals("+ Idling\r\n", client.line());

            house.deliver("Subject: two\n\nText\n");

            assertEquals("* 2 EXISTS\r\n", client.line());
            client.say("DONE\r\n");
            assertEquals("d OK Done\r\n", client.line());
        }
    }
}
