package mailtls.conformance.mitm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import mailtls.conformance.client.Client;
import mailtls.conformance.client.Invitation;
import mailtls.conformance.client.TestClients;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.serve.ReferenceServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Our own server, and clients that are right or wrong, with somebody between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MitmTest {

    private final ReferenceServer server = ReferenceServer.start();
    private final StringWriter told = new StringWriter();

    private Path authority = Path.of("");

    @BeforeAll
    void writeAuthority(@TempDir Path temporary) throws IOException, CertificateEncodingException {
        String base64 =
                Base64.getMimeEncoder().encodeToString(server.authority().getEncoded());
        authority = Files.writeString(
                temporary.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverOnlyLooksOnChangesNothing(MailProtocol protocol) throws IOException, InterruptedException {
        assertTrue(works(protocol, "none", TestClients.right(protocol, Mode.STARTTLS)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Attack.class,
            names = {"STRIP", "REFUSE", "INJECT", "INJECT_REPLY", "EARLY_REPLY", "PREAUTH", "TRUNCATE"})
    void aClientThatDoesAsItShouldResists(Attack attack) throws IOException, InterruptedException {
        assertEquals(
                false,
                works(MailProtocol.IMAP, attack.toString(), TestClients.right(MailProtocol.IMAP, Mode.STARTTLS)));
    }

    @Test
    void whatIsChangedIsPrinted() throws IOException, InterruptedException {
        told.getBuffer().setLength(0);

        works(MailProtocol.SMTP, "strip", TestClients.right(MailProtocol.SMTP, Mode.STARTTLS));

        assertTrue(told.toString().contains("STARTTLS: 250"), told.toString());
    }

    @Test
    void twoPortsOfAServerCanBeConfused() throws IOException, InterruptedException {
        Client greedy = TestClients.waitingForNoGreeting(MailProtocol.IMAP);

        assertTrue(works(MailProtocol.IMAP, "opossum", greedy));
    }

    @Test
    void whatThereIsNotIsRefused() {
        assertThrows(Trouble.class, () -> mitm("imap", "magic", "localhost:1").open());
        assertThrows(Trouble.class, () -> mitm("pop3", "preauth", "localhost:1").open());
        assertThrows(Trouble.class, () -> mitm("imap", "strip", "nowhere").open());
        assertThrows(Trouble.class, () -> mitm("telnet", "strip", "localhost:1").open());
    }

    private boolean works(MailProtocol protocol, String attack, Client client)
            throws IOException, InterruptedException {
        String to = server.urls().stream()
                .filter(url -> url.startsWith((protocol == MailProtocol.SMTP ? "submission" : protocol) + "://"))
                .map(url -> "localhost:" + URI.create(url).getPort())
                .findFirst()
                .orElseThrow();
        try (Interception interception = mitm(protocol.toString(), attack, to).open()) {
            return client.start(new Invitation(
                            "localhost",
                            interception.port(),
                            ReferenceServer.USER,
                            ReferenceServer.PASSWORD,
                            authority,
                            "token",
                            Duration.ofSeconds(20)))
                    .flatMap(Client.Outcome::works)
                    .orElseThrow();
        }
    }

    private Mitm mitm(String protocol, String attack, String to) {
        return CommandLine.populateCommand(
                new Mitm(new PrintWriter(told, true)),
                "--protocol",
                protocol,
                "--attack",
                attack,
                "--to",
                to,
                "--cut-after",
                "1500");
    }
}
