package mailtls.conformance.client;

import static mailtls.client.MailClientException.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import mailtls.client.Expected;
import mailtls.client.MailClientException;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
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

/**
 * Our own client, as it is started by a test: it logs in, and reads the first mail or sends one.
 *
 * @param connector what connects it
 * @param protocol what it speaks
 * @param mode how it comes to TLS
 */
record ReferenceClient(MinaClient connector, MailProtocol protocol, Mode mode) implements Client {

    @Override
    public Optional<Outcome> start(Invitation invitation) throws InterruptedException {
        try {
            Expected server = Expected.host(invitation.host(), Trust.authorities(List.of(authority(invitation))));
            TlsMode tls =
                    mode == Mode.IMPLICIT ? new TlsMode.ImplicitTls(server) : new TlsMode.StartTlsRequired(server);
            var place = new InetSocketAddress(InetAddress.getLoopbackAddress(), invitation.port());
            var account = ClientMechanisms.password(Credentials.of(invitation.user(), invitation.password()));
            switch (protocol) {
                case IMAP -> read(await(connector.connect(place, Imap.client(tls))), account);
                case POP3 -> read(await(connector.connect(place, Pop3.client(tls))), account, invitation);
                case SMTP ->
                    send(await(connector.connect(place, Smtp.client(tls, "client.example"))), account, invitation);
            }
            return Optional.of(new Outcome(Optional.of(true), "it works", ""));
        } catch (MailClientException failed) {
            return Optional.of(new Outcome(
                    Optional.of(false),
                    failed.failure().toString(),
                    failed.failure().words()));
        } catch (IOException other) {
            return Optional.of(new Outcome(Optional.of(false), other.toString(), ""));
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
        await(client.send(
                new SmtpMail("sender@example.org", List.of(invitation.user() + "@" + invitation.host()), content)));
        await(client.quit());
    }

    private static X509Certificate authority(Invitation invitation) throws IOException {
        try (InputStream file = Files.newInputStream(invitation.authority())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
