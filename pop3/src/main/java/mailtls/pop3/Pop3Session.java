package mailtls.pop3;

import static mailtls.pop3.Pop3Reply.err;
import static mailtls.pop3.Pop3Reply.ok;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.MailServer;
import mailtls.event.Event;
import mailtls.machine.Command;
import mailtls.machine.Dialect;
import mailtls.machine.Farewell;
import mailtls.machine.Parsed;
import mailtls.machine.Peer;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.pop3.Pop3Command.Authentication;
import mailtls.pop3.Pop3Command.Capa;
import mailtls.pop3.Pop3Command.Dele;
import mailtls.pop3.Pop3Command.Noop;
import mailtls.pop3.Pop3Command.Pass;
import mailtls.pop3.Pop3Command.Quit;
import mailtls.pop3.Pop3Command.Retr;
import mailtls.pop3.Pop3Command.Rset;
import mailtls.pop3.Pop3Command.Stat;
import mailtls.pop3.Pop3Command.Stls;
import mailtls.pop3.Pop3Command.Top;
import mailtls.pop3.Pop3Command.Uidl;
import mailtls.pop3.Pop3Command.User;
import mailtls.pop3.Pop3Reply.ResponseCode;
import mailtls.sasl.Credentials;
import mailtls.sasl.Exchange;
import mailtls.sasl.Mechanism;
import mailtls.sasl.Mechanisms;
import mailtls.sasl.SaslDialogue;
import mailtls.store.MailAccount;
import mailtls.tls.Channel;
import mailtls.wire.Input;

/** One handler for each command, and what one conversation remembers: a name, then a maildrop. */
final class Pop3Session implements Dialect {

    private final MailServer house;
    private final Mechanisms mechanisms;
    private final Pop3Capabilities capabilities;
    private final Channel channel;
    private final Peer peer;

    private Optional<String> user = Optional.empty();
    private Optional<Maildrop> maildrop = Optional.empty();
    private int failedLogins;

    Pop3Session(MailServer house, Mechanisms mechanisms, Pop3Capabilities capabilities, Channel channel, Peer peer) {
        this.house = house;
        this.mechanisms = mechanisms;
        this.capabilities = capabilities;
        this.channel = channel;
        this.peer = peer;
    }

    // AUTHORIZATION

    Pop3Reply capa(Capa command) {
        return ok("this is what there is", capabilities.inAuthorization());
    }

    Pop3Reply stls(Stls command) {
        return ok("begin TLS");
    }

    /** Says yes to any name: who asks doesn't learn which are there. */
    Pop3Reply user(User command) {
        user = Optional.of(command.mailbox());
        return ok("and the password?");
    }

    Pop3Reply pass(Pass command) {
        String name = user.orElseThrow();
        var login = new Login("USER");
        return house.authenticator().accepts(new Credentials(name, command.password(), Optional.empty()))
                ? login.granted(name)
                : login.denied(name);
    }

    Step auth(Authentication command) {
        Optional<Mechanism> mechanism = mechanisms.named(command.mechanism(), channel);
        if (mechanism.isEmpty()) {
            return err("there is no such mechanism here");
        }
        Exchange exchange = mechanism.get().begin(channel);
        boolean serverSpeaksFirst = exchange.firstChallenge().length > 0;
        if (serverSpeaksFirst && command.initialResponse().isPresent()) {
            return err("this mechanism has no initial response");
        }
        var login = new Login(mechanism.get().name());
        return SaslDialogue.begin(exchange, command.initialResponse(), longestLine(), login);
    }

    Pop3Reply quit(Quit command) {
        return ok("goodbye");
    }

    // TRANSACTION

    Pop3Reply stat(Stat command) {
        return ok(drop().numbers().size() + " " + drop().octets());
    }

    Pop3Reply list(Pop3Command.List command) {
        return listing(command.message(), number -> number + " " + drop().octets(number));
    }

    Pop3Reply retr(Retr command) {
        return message(command.message(), number -> ok(drop().octets(number) + " octets", drop().content(number)));
    }

    Pop3Reply dele(Dele command) {
        return message(command.message(), number -> {
            drop().delete(number);
            return ok("marked, and removed at QUIT");
        });
    }

    Pop3Reply noop(Noop command) {
        return ok("nothing done");
    }

    Pop3Reply rset(Rset command) {
        drop().reset();
        return ok("no message is marked");
    }

    Pop3Reply top(Top command) {
        return message(command.message(), number -> ok("the top", drop().top(number, command.lines())));
    }

    Pop3Reply uidl(Uidl command) {
        return listing(command.message(), number -> number + " " + drop().uniqueId(number));
    }

    Pop3Reply capaInTransaction(Capa command) {
        return ok("this is what there is", capabilities.inTransaction());
    }

    /** The one way by which messages are removed (RFC 1939 section 6). */
    Pop3Reply update(Quit command) {
        drop().update();
        drop().close();
        return ok("goodbye");
    }

    // What is said beside the table

    @Override
    public Reply greeting() {
        return ok(house.hostName() + " speaks POP3");
    }

    /** RFC 2449 section 4 asks for 255 octets. Real clients send longer initial responses than that. */
    @Override
    public int longestLine() {
        return house.limits().line();
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        return Pop3Syntax.parse(input);
    }

    @Override
    public Reply refuse(Command command, Refusal why) {
        return switch (why) {
            case UNKNOWN_COMMAND -> err(command.name() + " is not to be had here");
            case WRONG_STATE -> err(command.name() + " does not belong in this state");
            case NEEDS_TLS -> err(ResponseCode.AUTH, "TLS is needed first");
            case NEEDS_CLEARTEXT -> err("TLS is there already");
        };
    }

    /** Says nothing: a POP3 server only ever answers (RFC 1939 section 3). */
    @Override
    public Reply farewell(Farewell why) {
        return Reply.NONE;
    }

    @Override
    public boolean awaitsLogin() {
        return maildrop.isEmpty();
    }

    @Override
    public int failedLogins() {
        return failedLogins;
    }

    @Override
    public void end() {
        maildrop.ifPresent(Maildrop::close);
    }

    /** What becomes of a log-in, be it by PASS or by AUTH. */
    private final class Login implements SaslDialogue.Words {

        private final String mechanism;

        Login(String mechanism) {
            this.mechanism = mechanism;
        }

        @Override
        public Pop3Reply challenge(String base64) {
            return Pop3Reply.challenge(base64);
        }

        @Override
        public Pop3Reply granted(String account) {
            Optional<MailAccount> known = house.store().account(account);
            if (known.isEmpty()) {
                return err(ResponseCode.SYS_PERM, "there is no maildrop");
            }
            maildrop = known.flatMap(Maildrop::lock);
            if (maildrop.isEmpty()) {
                return err(ResponseCode.IN_USE, "another session has the maildrop");
            }
            peer.tell(new Event.LoggedIn(mechanism, account));
            return ok("welcome");
        }

        @Override
        public Pop3Reply denied(String account) {
            failedLogins++;
            peer.tell(new Event.LoginFailed(mechanism, Event.Accounts.redacted(account)));
            return err(ResponseCode.AUTH, "not with this name and password");
        }

        @Override
        public Pop3Reply malformed() {
            return err("that is no response of this mechanism");
        }

        @Override
        public Pop3Reply cancelled() {
            return err("cancelled");
        }
    }

    /** Lists one message or all; the words of the first line are free, so they are the same. */
    private Pop3Reply listing(Optional<Integer> one, Function<Integer, String> entry) {
        return one.map(number -> message(number, known -> ok(entry.apply(known))))
                .orElseGet(() -> {
                    List<Integer> numbers = drop().numbers();
                    return ok(
                            numbers.size() + " messages",
                            numbers.stream().map(entry).toList());
                });
    }

    private Pop3Reply message(int number, Function<Integer, Pop3Reply> answer) {
        return drop().has(number) ? answer.apply(number) : err("there is no such message");
    }

    private Maildrop drop() {
        return maildrop.orElseThrow(); // TRANSACTION is where it is held
    }
}
