package mailtls.smtp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.client.Ask;
import mailtls.client.Call;
import mailtls.client.Failure;
import mailtls.client.MailClientException;
import mailtls.client.Request;
import mailtls.client.SaslAsk;
import mailtls.client.TlsMode;
import mailtls.machine.Reply;
import mailtls.sasl.ClientMechanism;
import mailtls.sasl.ClientMechanisms;
import mailtls.smtp.SmtpHeard.GoOn;
import mailtls.smtp.SmtpHeard.Refused;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/**
 * A connection to an SMTP server that is ready to be used: greeted, over TLS with a verified name (or in clear, if that was asked
 * for by name, or by a relay that takes TLS only where it gets it), and with the extensions that the server listed over this very
 * channel.
 *
 * <p>Questions may be asked by any thread and without waiting; they are sent one after the other. A promise is broken with a
 * {@link MailClientException}: {@link Failure#COMMAND} where the server said 4yz or 5yz, anything else where the connection is
 * lost.
 */
public final class SmtpClient {

    /** How long a command with an initial response may be, with its CRLF (RFC 4954 section 4, RFC 5321 section 4.5.3.1.4). */
    private static final int LONGEST_COMMAND = 512;

    private final Call<SmtpHeard, SmtpClient> call;
    private final Channel channel;
    private final TlsMode mode;
    private final Listed listed;

    SmtpClient(Call<SmtpHeard, SmtpClient> call, Channel channel, TlsMode mode, Listed listed) {
        this.call = call;
        this.channel = channel;
        this.mode = mode;
        this.listed = listed;
    }

    /** Returns the extensions with their parameters, as the server gave them over this channel; empty if it knows no EHLO. */
    public List<String> extensions() {
        return listed.lines();
    }

    /** Returns what is known about TLS; nothing in clear. */
    public Optional<TlsFacts> facts() {
        return channel.facts();
    }

    /**
     * Logs in with the best mechanism that both sides know (RFC 4954 section 4). Never in clear, whatever the server lists, and
     * never where TLS was only hoped for.
     *
     * @return done when we may send; broken with {@link Failure#NO_MECHANISM} if there is no way that both know
     */
    public CompletableFuture<Boolean> logIn(ClientMechanisms mechanisms) {
        if (!channel.isTls() || mode instanceof TlsMode.StartTlsOpportunistic) {
            return failed(Failure.PASSWORD_IN_CLEAR, mode.word());
        }
        Optional<ClientMechanism> best = mechanisms.best(listed.mechanisms(), channel);
        if (best.isEmpty()) {
            return failed(Failure.NO_MECHANISM, mechanisms.whyNone(listed.mechanisms(), channel));
        }
        return call.ask(
                new SaslAsk<>(best.get().begin(channel), new Words(best.get().name())));
    }

    /**
     * Sends a mail.
     *
     * @return done when the server has taken it over for at least one recipient; broken with {@link Failure#COMMAND} if it refused
     *     it, and with {@link Failure#NO_EXTENSION}, before anything is said, if it lacks what the mail needs
     */
    public CompletableFuture<SmtpSent> send(SmtpMail mail) {
        return transact(mail, true);
    }

    /** Offers a mail: as {@link #send}, but a refusal is an answer, too. For relays, which have to tell one from another. */
    public CompletableFuture<SmtpSent> offer(SmtpMail mail) {
        return transact(mail, false);
    }

    private CompletableFuture<SmtpSent> transact(SmtpMail mail, boolean mustBeTaken) {
        List<String> missing = mail.needs().stream().filter(need -> !has(need)).toList();
        return missing.isEmpty()
                ? call.ask(new SmtpSending(mail, listed, mustBeTaken))
                : failed(Failure.NO_EXTENSION, String.join(", ", missing));
    }

    /** A promise of TLS that was made in clear is worth nothing (RFC 8689 section 2). */
    private boolean has(String extension) {
        return listed.has(extension) && (channel.isTls() || !extension.equals("REQUIRETLS"));
    }

    /** Ends a transaction (RFC 5321 section 4.1.1.5). */
    public CompletableFuture<SmtpAnswer> rset() {
        return command("RSET");
    }

    /** Asks whether the server is still there (RFC 5321 section 4.1.1.9). */
    public CompletableFuture<SmtpAnswer> noop() {
        return command("NOOP");
    }

    /**
     * Says any command, but not one that changes the channel, who we are, or that goes on with more than a line.
     *
     * @throws IllegalArgumentException if it is more than one line, or it is STARTTLS, AUTH, EHLO, HELO, DATA, BDAT or QUIT
     */
    public CompletableFuture<SmtpAnswer> command(String line) {
        String word = Ascii.upper(line.trim().split(" ", 2)[0]);
        if (List.of("STARTTLS", "AUTH", "EHLO", "HELO", "DATA", "BDAT", "QUIT").contains(word)) {
            throw new IllegalArgumentException(word + " is not said like that");
        }
        return call.ask(new Simple(Request.line(line)));
    }

    /** Says farewell (RFC 5321 section 4.1.1.10). Done when the server has answered. */
    public CompletableFuture<SmtpAnswer> quit() {
        return call.ask(new Farewell());
    }

    /** Returns the promise that the connection is gone. */
    public CompletableFuture<Void> over() {
        return call.over();
    }

    /** A command of one line, and its reply. */
    private record Simple(Request command) implements Ask<SmtpHeard, SmtpAnswer> {

        @Override
        public Reply first() {
            return command;
        }

        @Override
        public Outcome<SmtpAnswer> hear(SmtpHeard reply) {
            if (reply instanceof GoOn) {
                return new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString());
            }
            return reply instanceof Refused
                    ? new Outcome.Failed<>(Failure.COMMAND, reply.toString())
                    : new Outcome.Done<>(reply.answer());
        }
    }

    private record Farewell() implements Ask<SmtpHeard, SmtpAnswer> {

        @Override
        public Reply first() {
            return Request.line("QUIT");
        }

        @Override
        public Outcome<SmtpAnswer> hear(SmtpHeard reply) {
            return reply.answer().isPositive()
                    ? new Outcome.Last<>(reply.answer())
                    : new Outcome.Broken<>(Failure.COMMAND, reply.toString());
        }
    }

    /** How AUTH is worded (RFC 4954 section 4). */
    private record Words(String mechanism) implements SaslAsk.Words<SmtpHeard> {

        @Override
        public Reply command(Optional<String> initial) {
            String command = "AUTH " + mechanism;
            return initial.map(response -> Request.line(command + " " + response, command + " " + SaslAsk.HIDDEN))
                    .orElseGet(() -> Request.line(command));
        }

        @Override
        public boolean takesInitialResponse(int length) {
            return "AUTH  \r\n".length() + mechanism.length() + length <= LONGEST_COMMAND;
        }

        @Override
        public SaslAsk.Meaning meaning(SmtpHeard reply) {
            if (reply instanceof GoOn challenge) {
                return new SaslAsk.Meaning.Challenge(challenge.answer().lines().get(0));
            }
            return reply.answer().isPositive()
                    ? new SaslAsk.Meaning.Granted()
                    : new SaslAsk.Meaning.Denied(reply.toString());
        }
    }

    private static <T> CompletableFuture<T> failed(Failure failure, String detail) {
        return CompletableFuture.failedFuture(new MailClientException(failure, detail, ""));
    }
}
