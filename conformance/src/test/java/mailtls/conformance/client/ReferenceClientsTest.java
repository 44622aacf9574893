package mailtls.conformance.client;

import static java.util.stream.Collectors.joining;
import static mailtls.client.MailClientException.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.client.Expected;
import mailtls.client.MailClientException;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.conformance.cases.ClientCases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.imap.Imap;
import mailtls.imap.ImapClient;
import mailtls.mina.MinaClient;
import mailtls.pop3.Pop3;
import mailtls.pop3.Pop3Client;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.smtp.Smtp;
import mailtls.smtp.SmtpClient;
import mailtls.smtp.SmtpMail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our own clients meet the servers that misbehave. */
class ReferenceClientsTest {

    private static final MinaClient CLIENTS = new MinaClient();

    private static final Set<Verdict> GOOD = Set.of(Verdict.PASS, Verdict.SKIP, Verdict.NOT_OBSERVABLE);

    @AfterAll
    static void close() {
        CLIENTS.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void ourOwnClientPasses(MailProtocol protocol, Mode mode) throws InterruptedException {
        Client client = invitation -> meet(protocol, mode, invitation);

        List<Result> results = ScriptedClientsTest.examination(protocol, mode, client)
                .run(ClientCases.suite().cases(), ScriptedClientsTest.AT_ONCE, result -> {});

        assertFalse(results.isEmpty());
        assertEquals(
                "",
                results.stream()
                        .filter(result -> !GOOD.contains(result.verdict()))
                        .map(ScriptedClientsTest::told)
                        .collect(joining("\n")));
    }

    static Stream<Arguments> ways() {
        return ScriptedClientsTest.ways();
    }

    private static Optional<Client.Outcome> meet(MailProtocol protocol, Mode mode, Invitation invitation)
            throws InterruptedException {
        try {
            Expected server = Expected.host(
                    invitation.host(), Trust.authorities(List.of(ScriptedClientsTest.CERTIFICATES.authority())));
            TlsMode tls =
                    mode == Mode.IMPLICIT ? new TlsMode.ImplicitTls(server) : new TlsMode.StartTlsRequired(server);
            var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), invitation.port());
            var account = ClientMechanisms.password(Credentials.of(invitation.user(), invitation.password()));
            switch (protocol) {
                case IMAP -> read(await(CLIENTS.connect(place, Imap.client(tls))), account);
                case POP3 -> read(await(CLIENTS.connect(place, Pop3.client(tls))), account, invitation);
                case SMTP ->
                    send(await(CLIENTS.connect(place, Smtp.client(tls, "client.example"))), account, invitation);
            }
            return Optional.of(new Client.Outcome(Optional.of(true), "it works", ""));
        } catch (MailClientException failed) {
            return Optional.of(new Client.Outcome(
                    Optional.of(false),
                    failed.failure().toString(),
                    failed.failure().words()));
        } catch (IOException other) {
            return Optional.of(new Client.Outcome(Optional.of(false), other.toString(), ""));
        }
    }

    private static void read(ImapClient client, ClientMechanisms account) throws IOException, InterruptedException {
        await(client.logIn(account));
        await(client.select("INBOX"));
        if (await(client.fetch(1, "BODY.PEEK[]")).isEmpty()) {
            throw new IOException("there is no mail");
        }
        await(client.logOut());
    }

    private static void read(Pop3Client client, ClientMechanisms account, Invitation invitation)
            throws IOException, InterruptedException {
        await(
                client.capabilities().isEmpty()
                        ? client.logIn(invitation.user(), invitation.password())
                        : client.logIn(account));
        await(client.retrieve(1));
        await(client.quit());
    }

    private static void send(SmtpClient client, ClientMechanisms account, Invitation invitation)
            throws IOException, InterruptedException {
        await(client.logIn(account));
        byte[] content = ("Subject: a mail\r\n\r\n" + invitation.token() + "\r\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        await(client.send(new SmtpMail("sender@example.org", List.of("reader@example.org"), content)));
        await(client.quit());
    }
}
