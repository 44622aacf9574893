package mailtls.imap;

import java.util.Optional;
import java.util.function.Consumer;
import mailtls.MailServer;
import mailtls.event.Event;
import mailtls.imap.ImapCommand.AuthPlaintext;
import mailtls.imap.ImapCommand.AuthWithPassword;
import mailtls.imap.ImapCommand.Authenticate;
import mailtls.imap.ImapCommand.Login;
import mailtls.machine.Peer;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.sasl.Exchange;
import mailtls.sasl.SaslDialogue;
import mailtls.store.MailAccount;

/** Answers LOGIN and AUTHENTICATE. Over which channel each is answered is in the table. */
final class Logins {

    private final MailServer house;
    private final Capabilities capabilities;
    private final Peer peer;
    private final Consumer<MailAccount> entered;
    private int failed;

    /**
     * Makes what answers the log-ins of one conversation.
     *
     * @param entered takes the mail of whoever has logged in
     */
    Logins(MailServer house, Capabilities capabilities, Peer peer, Consumer<MailAccount> entered) {
        this.house = house;
        this.capabilities = capabilities;
        this.peer = peer;
        this.entered = entered;
    }

    /** Returns how many log-ins have failed. */
    int failed() {
        return failed;
    }

    Step login(Login command) {
        var words = new Words(command.tag(), "LOGIN");
        return house.authenticator().accepts(command.credentials())
                ? words.granted(command.account())
                : words.denied(command.account());
    }

    Step authenticate(Authenticate command) {
        return begin(command.tag(), command.mechanism(), command.initialResponse());
    }

    Step plaintext(AuthPlaintext command) {
        return begin(command.tag(), command.mechanism(), Optional.empty());
    }

    Step withPassword(AuthWithPassword command) {
        return begin(command.tag(), command.mechanism(), Optional.of(command.initialResponse()));
    }

    private Step begin(Tag tag, String mechanism, Optional<String> initialResponse) {
        Optional<Exchange> exchange =
                capabilities.mechanism(mechanism).map(known -> known.begin(capabilities.channel()));
        if (exchange.isEmpty()) {
            return ImapReply.no(tag, ResponseCode.CANNOT, "No such mechanism here");
        }
        return SaslDialogue.begin(
                exchange.get(), initialResponse, house.limits().line(), new Words(tag, mechanism));
    }

    /** How IMAP words a log-in. */
    private final class Words implements SaslDialogue.Words {

        private final Tag tag;
        private final String mechanism;

        private Words(Tag tag, String mechanism) {
            this.tag = tag;
            this.mechanism = mechanism;
        }

        @Override
        public Reply challenge(String base64) {
            return ImapReply.goOn(base64);
        }

        @Override
        public Reply granted(String account) {
            Optional<MailAccount> mail = house.store().account(account);
            if (mail.isEmpty()) {
                return ImapReply.no(tag, ResponseCode.UNAVAILABLE, "There is no mail for you here");
            }
            entered.accept(mail.get());
            peer.tell(new Event.LoggedIn(mechanism, account));
            return ImapReply.ok(tag, ResponseCode.capability(capabilities.afterLogin()), "Logged in");
        }

        @Override
        public Reply denied(String account) {
            failed++;
            peer.tell(new Event.LoginFailed(mechanism, Event.Accounts.redacted(account)));
            return ImapReply.no(tag, ResponseCode.AUTHENTICATIONFAILED, "Name or password is wrong");
        }

        @Override
        public Reply malformed() {
            return ImapReply.bad(tag, "That is not what the mechanism wants");
        }

        @Override
        public Reply cancelled() {
            return ImapReply.bad(tag, "Given up");
        }
    }
}
