package mailtls.conformance.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import mailtls.conformance.command.ExitStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of it: started as a person would, and used by a client that shares nothing with it but the JDK. */
class ServeTest {

    private static final String ALICE = Base64.getEncoder().encodeToString("\0alice\0secret".getBytes(US_ASCII));

    @TempDir
    private static Path state;

    private static RunningServe server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServe.start(state);
    }

    @AfterAll
    static void stop() throws Exception {
        assertEquals(ExitStatus.OK, server.stop());
    }

    @Test
    void itTellsWhereItListensWhomToTrustAndWhatToTry() {
        assertEquals(
                List.of(
                        "imap\tstarttls",
                        "imap\timplicit",
                        "pop3\tstarttls",
                        "pop3\timplicit",
                        "smtp\tstarttls",
                        "submission\tstarttls",
                        "submissions\timplicit"),
                server.linesOf("listening").stream()
                        .map(line -> line.replaceFirst("\t127\\.0\\.0\\.1:\\d+$", ""))
                        .toList());
        assertEquals(List.of(state.resolve("ca.pem").toString()), server.linesOf("ca"));
        assertEquals(7, server.linesOf("try").size());
        assertEquals(1, server.linesOf("engine").size());
        assertEquals(16, server.beforeReady().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void mailIsReadByImap(String mode) throws Exception {
        try (TlsClient client = connect("imap", mode, "* OK", "a STARTTLS", "a OK")) {
            client.say("b LOGIN alice secret").hear("b OK");
            client.say("c SELECT INBOX").hear("c OK");
            client.say("d FETCH 1 BODY[TEXT]").hear("This is mail 1 of mailtls.");
            client.hear("d OK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void mailIsReadByPop3(String mode) throws Exception {
        try (TlsClient client = connect("pop3", mode, "+OK", "STLS", "+OK")) {
            client.say("USER alice").hearAtOnce("+OK");
            client.say("PASS secret").hearAtOnce("+OK");
            client.say("RETR 1").hear("This is mail 1 of mailtls.");
            client.hear("."); // that of the message, or the end of it
            client.say("QUIT").hear("+OK");
        }
    }

    @Test
    void mailIsTakenFromUsersAndArrives() throws Exception {
        try (TlsClient client = connect("submission", "starttls", "220", "STARTTLS", "220")) {
            client.say("EHLO client.example").hear("250 ");
            client.say("AUTH PLAIN " + ALICE).hearAtOnce("235");
            send(client, "over submission");
        }
        try (TlsClient client = connect("submissions", "implicit", "220", "", "")) {
            client.say("EHLO client.example").hear("250 ");
            client.say("AUTH PLAIN " + ALICE).hearAtOnce("235");
            send(client, "over submissions");
        }

        assertArrived("over submission.");
        assertArrived("over submissions.");
    }

    @Test
    void mailIsTakenFromOtherServersWithAndWithoutTls() throws Exception {
        try (TlsClient client = connect("smtp", "starttls", "220", "STARTTLS", "220")) {
            client.say("EHLO mx.example").hear("250 ");
            send(client, "from a server over TLS");
        }
        try (TlsClient client = TlsClient.inClear(server.address("smtp", "starttls"), state.resolve("ca.pem"))) {
            client.hearAtOnce("220");
            client.say("EHLO mx.example").hear("250 ");
            send(client, "from a server in clear");
        }

        assertArrived("from a server over TLS.");
        assertArrived("from a server in clear.");
    }

    @Test
    void theFirstAccountIsThePostmasterToo() throws Exception {
        try (TlsClient client = connect("smtp", "starttls", "220", "STARTTLS", "220")) {
            client.say("EHLO mx.example").hear("250 ");
            client.say("MAIL FROM:<>").hearAtOnce("250");
            client.say("RCPT TO:<Postmaster>").hearAtOnce("250");
            client.say("RCPT TO:<nobody@localhost>").hearAtOnce("550");
        }
    }

    @Test
    void aPasswordInClearIsRefusedAndTold() throws Exception {
        try (RunningServe other = RunningServe.start(state, "--log", "json");
                TlsClient client = TlsClient.inClear(other.address("pop3", "starttls"), state.resolve("ca.pem"))) {
            client.hearAtOnce("+OK");
            client.say("USER alice").hearAtOnce("-ERR");
            client.say("PASS secret").hearAtOnce("-ERR");

            assertTrue(other.next().contains("\"event\":\"connected\""));
            String told = other.next();
            assertTrue(told.startsWith("{\"time\":\"") && told.endsWith("}}"), told);
            assertTrue(told.contains("\"event\":\"password in clear\""), told);
        }
    }

    @Test
    void whoIsConnectedWhenItEndsHearsAFarewell() throws Exception {
        RunningServe other = RunningServe.start(state);
        try (TlsClient client = TlsClient.implicit(other.address("imap", "implicit"), state.resolve("ca.pem"))) {
            client.hearAtOnce("* OK");

            int status = other.stop();

            client.hearAtOnce("* BYE");
            assertEquals(ExitStatus.OK, status);
        }
        assertTrue(other.rest().stream().anyMatch(line -> line.contains("\tfarewell\treason=")));
    }

    @Test
    void quietItPrintsOnlyWhereItIs() throws Exception {
        try (RunningServe other = RunningServe.start(state, "--quiet", "--tls", "cleartext-only")) {
            assertEquals(9, other.beforeReady().size());
            assertEquals(
                    4,
                    other.linesOf("listening").stream()
                            .filter(line -> line.contains("\tcleartext\t"))
                            .count());
            try (TlsClient client = TlsClient.inClear(other.address("smtp", "cleartext"), state.resolve("ca.pem"))) {
                client.hearAtOnce("220");
                client.say("STARTTLS").hearAtOnce("50");
            }
            other.stop();
            assertEquals(List.of(), other.rest());
        }
    }

    /** Connects, hears the greeting and is over TLS afterwards. */
    private static TlsClient connect(String protocol, String mode, String greeting, String startTls, String goAhead)
            throws Exception {
        Path authority = state.resolve("ca.pem");
        if (mode.equals("implicit")) {
            TlsClient client = TlsClient.implicit(server.address(protocol, mode), authority);
            client.hearAtOnce(greeting);
            return client;
        }
        TlsClient client = TlsClient.inClear(server.address(protocol, mode), authority);
        client.hearAtOnce(greeting);
        if (greeting.equals("220")) {
            client.say("EHLO client.example").hear("250 ");
        }
        client.say(startTls).hearAtOnce(goAhead);
        client.shakeHands();
        return client;
    }

    private static void send(TlsClient client, String text) throws Exception {
        client.say("MAIL FROM:<bob@example.org>").hearAtOnce("250");
        client.say("RCPT TO:<alice@localhost>").hearAtOnce("250");
        client.say("DATA").hearAtOnce("354");
        client.say("Subject: test\r\n\r\nSent " + text + ".\r\n.").hearAtOnce("250");
    }

    private static void assertArrived(String text) throws Exception {
        try (TlsClient client = connect("imap", "implicit", "* OK", "", "")) {
            client.say("a LOGIN alice secret").hear("a OK");
            client.say("b SELECT INBOX").hear("b OK");
            client.say("c FETCH 1:* BODY[TEXT]").hear("Sent " + text);
        }
    }
}
