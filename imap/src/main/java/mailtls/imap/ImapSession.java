package mailtls.imap;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import mailtls.MailServer;
import mailtls.imap.ImapCommand.Capability;
import mailtls.imap.ImapCommand.Check;
import mailtls.imap.ImapCommand.Close;
import mailtls.imap.ImapCommand.Enable;
import mailtls.imap.ImapCommand.Examine;
import mailtls.imap.ImapCommand.Id;
import mailtls.imap.ImapCommand.Idle;
import mailtls.imap.ImapCommand.Logout;
import mailtls.imap.ImapCommand.Noop;
import mailtls.imap.ImapCommand.Select;
import mailtls.imap.ImapCommand.StartTls;
import mailtls.imap.ImapCommand.Unselect;
import mailtls.machine.Challenge;
import mailtls.machine.Command;
import mailtls.machine.Dialect;
import mailtls.machine.Farewell;
import mailtls.machine.Parsed;
import mailtls.machine.Peer;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Reading;

/**
 * What a server remembers of one conversation, and what answers the commands that change it. Commands about log-in,
 * mailboxes and messages are answered by {@link Logins}, {@link Mailboxes} and {@link Messages}.
 */
final class ImapSession implements Dialect {

    private static final String REV2 = "IMAP4REV2";

    private final MailServer house;
    private final Capabilities capabilities;
    private final Peer peer;
    private final Logins logins;

    private Optional<MailAccount> account = Optional.empty();
    private Optional<SelectedMailbox> selected = Optional.empty();
    private boolean rev2;
    private boolean idling;

    ImapSession(MailServer house, Capabilities capabilities, Peer peer) {
        this.house = house;
        this.capabilities = capabilities;
        this.peer = peer;
        this.logins = new Logins(house, capabilities, peer, known -> account = Optional.of(known));
    }

    // what the table says: who answers

    static <C> BiFunction<ImapSession, C, Step> guest(BiFunction<Logins, C, Step> answer) {
        return (session, command) -> answer.apply(session.logins, command);
    }

    /** The table has such a row only where somebody has logged in. */
    static <C> BiFunction<ImapSession, C, Step> user(BiFunction<Mailboxes, C, Step> answer) {
        return (session, command) ->
                answer.apply(new Mailboxes(session.account.orElseThrow(), session.selected, session.rev2), command);
    }

    /** The table has such a row only where a mailbox is selected. */
    static <C> BiFunction<ImapSession, C, Step> open(BiFunction<Messages, C, Step> answer) {
        return (session, command) -> answer.apply(
                new Messages(session.account.orElseThrow(), session.selected.orElseThrow(), session.rev2), command);
    }

    // in any state

    Step capability(Capability command) {
        return new Responses()
                .untagged("CAPABILITY " + String.join(" ", listed()))
                .ok(command.tag(), "Listed");
    }

    private List<String> listed() {
        return account.isPresent() ? capabilities.afterLogin() : capabilities.beforeLogin();
    }

    Step noop(Noop command) {
        return changes().ok(command.tag(), "Done");
    }

    Step check(Check command) {
        return changes().ok(command.tag(), "Done");
    }

    Step id(Id command) {
        return new Responses().untagged("ID (\"name\" \"mailtls\")").ok(command.tag(), "Pleased to meet you");
    }

    Step logout(Logout command) {
        return new Responses().untagged("BYE Logging out").ok(command.tag(), "Goodbye");
    }

    /** The table leads from here to the handshake; after it this session is forgotten. */
    Step startTls(StartTls command) {
        return ImapReply.ok(command.tag(), "Begin TLS now");
    }

    // after log-in

    Step enable(Enable command) {
        boolean enabled = command.extensions().contains(REV2);
        rev2 |= enabled;
        return new Responses()
                .untagged(enabled ? "ENABLED IMAP4rev2" : "ENABLED")
                .ok(command.tag(), "Done");
    }

    Step select(Select command) {
        return enter(command.tag(), command.mailbox(), false);
    }

    Step examine(Examine command) {
        return enter(command.tag(), command.mailbox(), true);
    }

    private Step enter(Tag tag, String name, boolean readOnly) {
        var answer = new Responses();
        if (selected.isPresent()) {
            answer.untagged(ResponseCode.CLOSED, "The other one is closed");
            deselect();
        }
        Optional<String> wanted = MailboxName.decode(name, rev2);
        Optional<Mailbox> mailbox = wanted.flatMap(account.orElseThrow()::mailbox);
        if (mailbox.isEmpty()) {
            return answer.no(tag, ResponseCode.NONEXISTENT, "No such mailbox");
        }
        var opened = new SelectedMailbox(mailbox.get(), readOnly, peer.nudge());
        selected = Optional.of(opened);
        opened.describe(answer, rev2);
        if (rev2) {
            answer.add("* LIST () \"/\" ")
                    .string(MailboxName.encode(wanted.orElseThrow(), true))
                    .add("\r\n");
        }
        return answer.ok(tag, readOnly ? ResponseCode.READ_ONLY : ResponseCode.READ_WRITE, "Opened");
    }

    Step close(Close command) {
        selected.ifPresent(SelectedMailbox::removeDeleted);
        deselect();
        return ImapReply.ok(command.tag(), "Closed");
    }

    Step unselect(Unselect command) {
        deselect();
        return ImapReply.ok(command.tag(), "Closed");
    }

    private void deselect() {
        selected.ifPresent(SelectedMailbox::close);
        selected = Optional.empty();
    }

    // IDLE

    Step idle(Idle command) {
        idling = true;
        return new Challenge(
                changes().goOn("Idling"), new Reading.OfLine(longestLine()), line -> endIdle(command.tag(), line));
    }

    /** Whatever line comes, it ends IDLE and is no command of its own. */
    private Step endIdle(Tag tag, Input line) {
        idling = false;
        if (line instanceof Line words && words.text().equalsIgnoreCase("DONE")) {
            return changes().ok(tag, "Done");
        }
        return endBadly(tag, line);
    }

    /** A literal that the line announces, and does not wait with, is no command either (RFC 7888 section 3). */
    private Step endBadly(Tag tag, Input line) {
        return LiteralMark.atEndOf(CommandAssembler.endOf(line))
                .filter(mark -> !mark.waits())
                .<Step>map(mark -> new Challenge(
                        Reply.NONE,
                        new Reading.Skip(mark.octets()),
                        skipped -> new Challenge(
                                Reply.NONE, new Reading.OfLine(longestLine()), rest -> endBadly(tag, rest))))
                .orElseGet(() -> ImapReply.bad(tag, "IDLE ends with DONE"));
    }

    @Override
    public Optional<Reply> news() {
        return Optional.of(idling ? changes() : new Responses())
                .filter(changes -> !changes.isEmpty())
                .map(changes -> changes.asIs(true));
    }

    private Responses changes() {
        var changes = new Responses();
        selected.ifPresent(mailbox -> mailbox.announce(changes, true));
        return changes;
    }

    // the dialect

    @Override
    public Reply greeting() {
        return new Responses()
                .untagged(ResponseCode.capability(listed()), house.hostName() + " is ready")
                .asIs(true);
    }

    @Override
    public int longestLine() {
        return house.limits().line();
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        return CommandAssembler.begin(input, house.limits(), refusal, ImapSession::refuse);
    }

    @Override
    public Reply refuse(Command command, Refusal why) {
        return refuse(((ImapCommand) command).tag(), command.name(), why);
    }

    private static ImapReply refuse(Tag tag, String name, Refusal why) {
        return switch (why) {
            case UNKNOWN_COMMAND -> ImapReply.bad(tag, name + " is not known here");
            case WRONG_STATE -> ImapReply.bad(tag, name + " is not allowed in this state");
            case NEEDS_TLS -> ImapReply.no(tag, ResponseCode.PRIVACYREQUIRED, name + " is only taken over TLS");
            case NEEDS_CLEARTEXT -> ImapReply.bad(tag, "TLS is there already");
        };
    }

    @Override
    public Reply farewell(Farewell why) {
        return ImapReply.bye(why.reason());
    }

    @Override
    public boolean awaitsLogin() {
        return account.isEmpty();
    }

    @Override
    public int failedLogins() {
        return logins.failed();
    }

    @Override
    public void end() {
        deselect();
    }
}
