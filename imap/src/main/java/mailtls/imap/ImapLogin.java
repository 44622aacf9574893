package mailtls.imap;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailtls.client.Ask;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.client.SaslAsk;
import mailtls.imap.ImapHeard.Capability;
import mailtls.imap.ImapHeard.Completed;
import mailtls.imap.ImapHeard.Continuation;
import mailtls.imap.ImapHeard.Refused;
import mailtls.machine.Reply;

/**
 * A log-in, and the question what the server can do for who has logged in, unless it told so with its yes (RFC 9051 section
 * 6.2.2).
 */
final class ImapLogin implements Ask<ImapHeard, Boolean> {

    private final Ask<ImapHeard, Boolean> login;
    private final Consumer<List<String>> capabilities;
    private List<String> listed = List.of();
    private boolean listing;

    ImapLogin(Ask<ImapHeard, Boolean> login, Consumer<List<String>> capabilities) {
        this.login = login;
        this.capabilities = capabilities;
    }

    @Override
    public Reply first() {
        return login.first();
    }

    @Override
    public Outcome<Boolean> hear(ImapHeard reply) {
        if (listing) {
            return list(reply);
        }
        if (reply instanceof Refused no && no.status().isReferral()) {
            return new Outcome.Failed<>(Failure.REFERRAL, no.toString());
        }
        Outcome<Boolean> outcome = login.hear(reply);
        return outcome instanceof Outcome.Done ? entered((Completed) reply) : outcome;
    }

    private Outcome<Boolean> entered(Completed yes) {
        Optional<String> told = yes.status().argument("CAPABILITY");
        if (told.isPresent()) {
            capabilities.accept(ReplySyntax.names(told.get()));
            return new Outcome.Done<>(true);
        }
        listing = true;
        return new Outcome.Say<>(ImapQuestion.of("CAPABILITY"));
    }

    private Outcome<Boolean> list(ImapHeard reply) {
        if (reply instanceof Capability list) {
            listed = list.names();
            return new Outcome.Listen<>();
        }
        if (reply instanceof Completed) {
            capabilities.accept(listed);
            return new Outcome.Done<>(true);
        }
        return reply instanceof ImapHeard.Untagged
                ? new Outcome.Listen<>()
                : new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString());
    }

    /** LOGIN: account and password in one line (RFC 9051 section 6.2.3). */
    record Login(ImapQuestion command) implements Ask<ImapHeard, Boolean> {

        @Override
        public Reply first() {
            return command;
        }

        @Override
        public Outcome<Boolean> hear(ImapHeard reply) {
            if (reply instanceof Completed) {
                return new Outcome.Done<>(true);
            }
            if (reply instanceof Refused no) {
                return new Outcome.Failed<>(Failure.LOGIN, no.toString());
            }
            return reply instanceof Continuation
                    ? new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString())
                    : new Outcome.Listen<>();
        }
    }

    /**
     * How AUTHENTICATE is worded (RFC 9051 section 6.2.2, RFC 4959).
     *
     * @param longest how many characters an initial response may have; none where the server can't take one
     */
    record Words(String mechanism, int longest) implements SaslAsk.Words<ImapHeard> {

        @Override
        public Reply command(Optional<String> initial) {
            String command = "AUTHENTICATE " + mechanism;
            return initial.map(response -> ImapQuestion.of(command + " " + response, command + " " + SaslAsk.HIDDEN))
                    .orElseGet(() -> new ImapQuestion(Request.line(command), false));
        }

        @Override
        public boolean takesInitialResponse(int length) {
            return length < longest;
        }

        @Override
        public SaslAsk.Meaning meaning(ImapHeard reply) {
            if (reply instanceof Continuation challenge) {
                return new SaslAsk.Meaning.Challenge(challenge.words());
            }
            if (reply instanceof Completed) {
                return new SaslAsk.Meaning.Granted();
            }
            return reply instanceof Refused no
                    ? new SaslAsk.Meaning.Denied(no.toString())
                    : new SaslAsk.Meaning.Beside();
        }
    }
}
