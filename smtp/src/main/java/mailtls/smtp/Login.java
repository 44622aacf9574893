package mailtls.smtp;

import java.util.Optional;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.sasl.Exchange;
import mailtls.sasl.Mechanism;
import mailtls.sasl.Mechanisms;
import mailtls.sasl.SaslDialogue;
import mailtls.smtp.SmtpCommand.Authentication;
import mailtls.tls.Channel;

/** Who the client is: nobody, until AUTH has succeeded (RFC 4954). */
final class Login {

    private final Mechanisms mechanisms;
    private final Channel channel;
    private final Peer peer;
    private final int longestLine;

    private Optional<String> user = Optional.empty();
    private int failures;

    Login(Mechanisms mechanisms, Channel channel, Peer peer, int longestLine) {
        this.mechanisms = mechanisms;
        this.channel = channel;
        this.peer = peer;
        this.longestLine = longestLine;
    }

    /** Returns whether the client has logged in. */
    boolean isDone() {
        return user.isPresent();
    }

    /** Returns how often it has failed to. */
    int failures() {
        return failures;
    }

    /** Answers AUTH; the table has decided already whether this mechanism may be used over this channel. */
    Step begin(Authentication command) {
        if (isDone()) {
            return SmtpReply.of(503, "5.5.1", "You are logged in already");
        }
        Optional<Mechanism> mechanism = mechanisms.named(command.mechanism(), channel);
        if (mechanism.isEmpty()) {
            return SmtpReply.of(504, "5.5.4", "There is no such mechanism here");
        }
        Exchange exchange = mechanism.get().begin(channel);
        if (command.initialResponse().isPresent() && exchange.firstChallenge().length > 0) {
            return SmtpReply.of(501, "5.7.0", "With this mechanism the server speaks first");
        }
        return SaslDialogue.begin(exchange, command.initialResponse(), longestLine, new Words(command.mechanism()));
    }

    /** The status codes of RFC 4954 section 6. */
    private final class Words implements SaslDialogue.Words {

        private final String mechanism;

        private Words(String mechanism) {
            this.mechanism = mechanism;
        }

        @Override
        public Reply challenge(String base64) {
            return SmtpReply.plain(334, base64);
        }

        @Override
        public Reply granted(String account) {
            user = Optional.of(account);
            peer.tell(new Event.LoggedIn(mechanism, account));
            return SmtpReply.of(235, "2.7.0", "Authentication succeeded");
        }

        @Override
        public Reply denied(String account) {
            failures++;
            peer.tell(new Event.LoginFailed(mechanism, Event.Accounts.redacted(account)));
            return SmtpReply.of(535, "5.7.8", "Authentication credentials invalid");
        }

        @Override
        public Reply malformed() {
            return SmtpReply.of(501, "5.5.2", "That is no response of this mechanism");
        }

        @Override
        public Reply tooLong() {
            return SmtpReply.of(500, "5.5.6", "Authentication exchange line is too long");
        }

        @Override
        public Reply cancelled() {
            return SmtpReply.of(501, "5.7.0", "Authentication cancelled");
        }
    }
}
