package mailtls.relay;

import static mailtls.client.MailClientException.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MailClientException;
import mailtls.client.TlsMode;
import mailtls.mina.MinaClient;
import mailtls.relay.HostPolicy.Problem;
import mailtls.smtp.Smtp;
import mailtls.smtp.SmtpClient;
import mailtls.smtp.SmtpMail;
import mailtls.smtp.SmtpSent;
import mailtls.wire.Ascii;

/** Takes messages over SMTP, one connection for each. */
public final class SmtpCourier implements Courier {

    private final MinaClient clients;
    private final String clientName;
    private final int port;
    private final Errand errand;

    /** What is done with a host that is ready for mail. */
    private interface Errand {
        Attempt run(SmtpClient host, Consignment message) throws InterruptedException;
    }

    private SmtpCourier(MinaClient clients, String clientName, int port, Errand errand) {
        this.clients = clients;
        this.clientName = clientName;
        this.port = port;
        this.errand = errand;
    }

    /**
     * Makes a courier.
     *
     * @param clientName what we are called in EHLO
     * @param port 25, but in labs
     */
    public SmtpCourier(MinaClient clients, String clientName, int port) {
        this(clients, clientName, port, SmtpCourier::offer);
    }

    /** Returns one that goes as far as the EHLO over TLS, and takes no mail along. */
    public static SmtpCourier withoutMail(MinaClient clients, String clientName, int port) {
        return new SmtpCourier(clients, clientName, port, SmtpCourier::look);
    }

    @Override
    public Attempt attempt(InetAddress address, TlsMode mode, Consignment message) throws InterruptedException {
        Optional<RememberingTrust> remembering = mode.expected().map(server -> new RememberingTrust(server.trust()));
        SmtpClient host;
        try {
            host = await(clients.connect(
                    new InetSocketAddress(address, port),
                    Smtp.client(remembering.map(trust -> with(trust, mode)).orElse(mode), clientName)));
        } catch (MailClientException failed) {
            return notReached(failed, remembering.flatMap(RememberingTrust::disbelief));
        }
        Attempt attempt = errand.run(host, message);
        host.quit(); // whether the farewell is answered changes nothing any more
        return attempt;
    }

    private static Attempt notReached(MailClientException failed, Optional<CertificateException> disbelief) {
        String detail = failed.firstLine();
        return switch (failed.failure()) {
            case NOT_OFFERED, REFUSED -> new Attempt.NoTls(Problem.NOT_OFFERED, detail);
            case HANDSHAKE ->
                disbelief
                        .map(why -> Attempt.NoTls.disbelieved(why, detail))
                        .orElseGet(() -> new Attempt.NoTls(Problem.HANDSHAKE, detail));
            case EARLY_OCTETS -> new Attempt.NoTls(Problem.HANDSHAKE, detail);
            default -> new Attempt.NotNow(detail);
        };
    }

    private static Attempt look(SmtpClient host, Consignment message) {
        boolean isListed =
                host.extensions().stream().anyMatch(line -> Ascii.upper(line).equals("REQUIRETLS"));
        return message.wish() == Wish.REQUIRETLS && !isListed
                ? new Attempt.NoRequireTls()
                : new Attempt.Delivered(tls(host), List.of());
    }

    private static Attempt offer(SmtpClient host, Consignment message) throws InterruptedException {
        boolean requiresTls = message.wish() == Wish.REQUIRETLS;
        var mail = new SmtpMail(message.reversePath(), message.forwardPaths(), message.content(), requiresTls);
        try {
            return answered(await(host.offer(mail)), tls(host));
        } catch (MailClientException failed) {
            String detail = failed.firstLine();
            if (failed.failure() != Failure.NO_EXTENSION) {
                return new Attempt.NotNow(detail);
            }
            return detail.contains("REQUIRETLS") ? new Attempt.NoRequireTls() : new Attempt.Never(detail);
        }
    }

    private static Optional<String> tls(SmtpClient host) {
        return host.facts().map(Object::toString);
    }

    private static Attempt answered(SmtpSent sent, Optional<String> tls) {
        if (sent.isTaken()) {
            return new Attempt.Delivered(tls, sent.refused());
        }
        String detail = sent.answer().toString();
        return sent.answer().isTransient() ? new Attempt.NotNow(detail) : new Attempt.Never(detail);
    }

    /** Returns the mode with a trust that can be asked why the certificate was not believed; opportunism believes anybody. */
    private static TlsMode with(RememberingTrust trust, TlsMode mode) {
        return mode instanceof TlsMode.StartTlsRequired required
                ? new TlsMode.StartTlsRequired(new Expected(required.server().identifiers(), trust))
                : mode;
    }
}
