package mailtls.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.MailServer;
import mailtls.event.Event;
import mailtls.machine.Challenge;
import mailtls.machine.Command;
import mailtls.machine.Dialect;
import mailtls.machine.Farewell;
import mailtls.machine.Parsed;
import mailtls.machine.Peer;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.smtp.SmtpCommand.Authentication;
import mailtls.smtp.SmtpCommand.Bdat;
import mailtls.smtp.SmtpCommand.BdatLast;
import mailtls.smtp.SmtpCommand.Chunk;
import mailtls.smtp.SmtpCommand.Data;
import mailtls.smtp.SmtpCommand.Ehlo;
import mailtls.smtp.SmtpCommand.Helo;
import mailtls.smtp.SmtpCommand.Help;
import mailtls.smtp.SmtpCommand.Mail;
import mailtls.smtp.SmtpCommand.Noop;
import mailtls.smtp.SmtpCommand.Quit;
import mailtls.smtp.SmtpCommand.Rcpt;
import mailtls.smtp.SmtpCommand.Rset;
import mailtls.smtp.SmtpCommand.StartTls;
import mailtls.smtp.SmtpCommand.Vrfy;
import mailtls.tls.Channel;
import mailtls.wire.DotStuffing;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;

/** One handler for each command, and what one conversation remembers: who the client is, and its mail transaction. */
final class SmtpSession implements Dialect {

    private final MailServer house;
    private final Role role;
    private final Extensions extensions;
    private final Login login;
    private final Delivery delivery;
    private final Peer peer;

    private Optional<Hello> hello = Optional.empty();
    private Optional<Transaction> transaction = Optional.empty();

    SmtpSession(MailServer house, Role role, Extensions extensions, Login login, Channel channel, Peer peer) {
        this.house = house;
        this.role = role;
        this.extensions = extensions;
        this.login = login;
        this.delivery = new Delivery(house, channel, peer);
        this.peer = peer;
    }

    SmtpReply ehlo(Ehlo command) {
        greet(new Hello(command.client(), true));
        var lines = new ArrayList<String>();
        lines.add(house.hostName());
        lines.addAll(extensions.keywords(login.isDone()));
        return new SmtpReply(250, "", lines);
    }

    SmtpReply helo(Helo command) {
        greet(new Hello(command.client(), false));
        return SmtpReply.plain(250, house.hostName());
    }

    /** The go-ahead. A client that has not asked for extensions has not seen this one (RFC 5321 section 2.2.1). */
    SmtpReply startTls(StartTls command) {
        if (!knowsExtensions()) {
            return ehloFirst();
        }
        if (login.isDone()) {
            return SmtpReply.of(503, "5.5.1", "Too late: you are logged in");
        }
        return SmtpReply.of(220, "2.0.0", "Ready to start TLS");
    }

    Step auth(Authentication command) {
        return knowsExtensions() ? login.begin(command) : ehloFirst();
    }

    SmtpReply mail(Mail command) {
        if (role.wantsLogin() && !login.isDone()) {
            return SmtpReply.of(530, "5.7.0", "Authentication required");
        }
        Optional<SmtpReply> objection = new MailParameters(
                        command.parameters(), knowsExtensions(), role.wantsLogin(), house.limits())
                .objection();
        if (objection.isPresent()) {
            return objection.get();
        }
        boolean isInternational = command.parameters().has("SMTPUTF8");
        if (command.reversePath().isInternational() && !isInternational) {
            return SmtpReply.of(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");
        }
        var envelope = new Envelope(command.reversePath(), isInternational, List.of());
        transaction = Optional.of(new Transaction(house, envelope));
        return SmtpReply.of(250, "2.1.0", "Sender OK");
    }

    SmtpReply rcpt(Rcpt command) {
        return current().rcpt(command);
    }

    /** Reads lines until one is a dot alone. Only CRLF ends a line, so only {@code <CRLF>.<CRLF>} ends the message. */
    Step data(Data command) {
        var content = current().content();
        var goAhead = SmtpReply.plain(354, "End the message with a dot on a line of its own");
        return new Challenge(goAhead, contentLine(), new Lines(content)::hear);
    }

    /** The lines of one message; asks for the next with the same words each time. */
    private final class Lines {

        private final Content content;
        private final Challenge more = new Challenge(Reply.NONE, contentLine(), this::hear);

        private Lines(Content content) {
            this.content = content;
        }

        private Step hear(Input input) {
            if (input instanceof Line line && DotStuffing.isEnd(line)) {
                return take(content);
            }
            content.add(input);
            return more;
        }
    }

    SmtpReply bdat(Bdat command) {
        return collect(command).orElseGet(() -> SmtpReply.of(250, "2.0.0", command.size() + " octets received"));
    }

    SmtpReply bdatLast(BdatLast command) {
        return collect(command).orElseGet(() -> take(current().content()));
    }

    /**
     * Keeps a chunk. An objection ends the transaction, and the chunks behind it are thrown away (RFC 3030 section 2).
     */
    private Optional<SmtpReply> collect(Chunk chunk) {
        Content content = current().content();
        chunk.content().ifPresentOrElse(content::add, content::overflow);
        Optional<SmtpReply> objection = knowsExtensions() ? content.objection() : Optional.of(ehloFirst());
        objection.ifPresent(this::refuseMessage);
        return objection;
    }

    /** Answers the end of the message; whatever the answer, the transaction is over. */
    private SmtpReply take(Content content) {
        Envelope envelope = current().envelope();
        transaction = Optional.empty();
        content.end();
        content.objection().ifPresent(this::refuseMessage);
        return content.objection()
                .orElseGet(() -> delivery.deliver(content, envelope, hello.orElseThrow(), login.isDone()));
    }

    private void refuseMessage(SmtpReply why) {
        transaction = Optional.empty();
        peer.tell(new Event.MessageRefused(why.lines().get(0)));
    }

    SmtpReply rset(Rset command) {
        transaction = Optional.empty();
        return SmtpReply.of(250, "2.0.0", "OK");
    }

    /** Neither says yes nor no: who asks learns nothing (RFC 5321 section 7.3). */
    SmtpReply vrfy(Vrfy command) {
        return SmtpReply.of(252, "2.5.0", "Try RCPT and you will see");
    }

    SmtpReply help(Help command) {
        return SmtpReply.of(214, "2.0.0", "RFC 5321 explains it all");
    }

    SmtpReply noop(Noop command) {
        return SmtpReply.of(250, "2.0.0", "OK");
    }

    SmtpReply quit(Quit command) {
        return SmtpReply.of(221, "2.0.0", house.hostName() + " says goodbye");
    }

    // What is said beside the table

    @Override
    public Reply greeting() {
        return SmtpReply.plain(220, house.hostName() + " ESMTP");
    }

    @Override
    public int longestLine() {
        return house.limits().line();
    }

    /** A chunk is read with its command, whatever becomes of it: its octets are never commands (RFC 3030 section 2). */
    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        Parsed parsed = SmtpSyntax.parse(input);
        if (!(parsed instanceof Parsed.Whole whole && whole.command() instanceof Chunk chunk)) {
            return parsed;
        }
        boolean isWanted =
                refusal.apply(chunk.getClass()).isEmpty() && current().content().hasRoomFor(chunk.size());
        Reading reading = isWanted ? new Reading.OfOctets((int) chunk.size()) : new Reading.Skip(chunk.size());
        return new Parsed.Unfinished(
                Reply.NONE, reading, octets -> new Parsed.Whole(isWanted ? chunk.with((Octets) octets) : chunk));
    }

    @Override
    public Reply refuse(Command command, Refusal why) {
        return switch (why) {
            case UNKNOWN_COMMAND -> SmtpReply.of(502, "5.5.1", command.name() + " is not offered here");
            case WRONG_STATE -> hello.isEmpty() ? ehloFirst() : outOfOrder(command);
            case NEEDS_TLS -> withoutTls(command);
            case NEEDS_CLEARTEXT -> SmtpReply.of(503, "5.5.1", "TLS is there already");
        };
    }

    /**
     * Where TLS is demanded, each command but a few gets 530 (RFC 3207 section 4). Where only a password needs it, the
     * mechanism is not one to be had in clear: 504 (RFC 4954 section 4, which has given up 538).
     */
    private SmtpReply withoutTls(Command command) {
        if (!extensions.takes(Mail.class)) {
            return SmtpReply.of(530, "5.7.0", "Must issue a STARTTLS command first");
        }
        return transaction.isPresent() || login.isDone()
                ? outOfOrder(command)
                : SmtpReply.of(504, "5.5.4", "This mechanism is not to be had without TLS");
    }

    private static SmtpReply outOfOrder(Command command) {
        return SmtpReply.of(503, "5.5.1", command.name() + " does not belong here");
    }

    private static SmtpReply ehloFirst() {
        return SmtpReply.of(503, "5.5.1", "Say EHLO first");
    }

    @Override
    public Reply farewell(Farewell why) {
        String enhanced = switch (why) {
            case IDLE, LOGIN_TOO_SLOW -> "4.4.2";
            case TOO_MANY_MISTAKES, TOO_MANY_LOGINS -> "4.7.0";
            case SHUTDOWN -> "4.3.2";
        };
        return SmtpReply.of(421, enhanced, house.hostName() + " closes: " + why.reason());
    }

    @Override
    public boolean awaitsLogin() {
        return role.wantsLogin() && !login.isDone();
    }

    @Override
    public int failedLogins() {
        return login.failures();
    }

    private void greet(Hello client) {
        hello = Optional.of(client);
        transaction = Optional.empty();
    }

    private boolean knowsExtensions() {
        return hello.filter(Hello::isExtended).isPresent();
    }

    private Transaction current() {
        return transaction.orElseThrow(); // MAIL began it, or the table would not have led here
    }

    private Reading contentLine() {
        return new Reading.OfLine(house.limits().contentLine() + 1); // room for the stuffed dot
    }
}
