package mailtls.imap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import mailtls.imap.ImapCommand.Append;
import mailtls.imap.ImapCommand.Create;
import mailtls.imap.ImapCommand.Delete;
import mailtls.imap.ImapCommand.ListMailboxes;
import mailtls.imap.ImapCommand.Lsub;
import mailtls.imap.ImapCommand.Namespace;
import mailtls.imap.ImapCommand.Rename;
import mailtls.imap.ImapCommand.Status;
import mailtls.imap.ImapCommand.StatusItem;
import mailtls.imap.ImapCommand.Subscribe;
import mailtls.imap.ImapCommand.Unsubscribe;
import mailtls.machine.Step;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.store.Message;

/** Answers the commands about the mailboxes of somebody who has logged in (RFC 9051 section 6.3). */
final class Mailboxes {

    private final MailAccount account;
    private final Optional<SelectedMailbox> selected;
    private final boolean rev2;

    /**
     * Makes what answers.
     *
     * @param selected the mailbox whose news the client is told
     * @param rev2 whether the client has enabled IMAP4rev2
     */
    Mailboxes(MailAccount account, Optional<SelectedMailbox> selected, boolean rev2) {
        this.account = account;
        this.selected = selected;
        this.rev2 = rev2;
    }

    private Optional<String> name(String octets) {
        return MailboxName.decode(octets, rev2);
    }

    private static ImapReply notAName(Tag tag) {
        return ImapReply.no(tag, ResponseCode.CANNOT, "That is no mailbox name");
    }

    private static ImapReply noSuchMailbox(Tag tag) {
        return ImapReply.no(tag, ResponseCode.NONEXISTENT, "No such mailbox");
    }

    Step create(Create command) {
        Tag tag = command.tag();
        // A separator at the end says that others will be below it (RFC 9051 section 6.3.4); ours always may.
        Optional<String> name = name(command.mailbox().replaceFirst("/$", "")).filter(Mailboxes::hasWholeLevels);
        if (name.isEmpty()) {
            return notAName(tag);
        }
        if (account.mailbox(name.get()).isPresent()) {
            return ImapReply.no(tag, ResponseCode.ALREADYEXISTS, "It is there already");
        }
        return account.create(name.get())
                ? ImapReply.ok(tag, "Created")
                : ImapReply.no(tag, ResponseCode.LIMIT, "Too many mailboxes");
    }

    private static boolean hasWholeLevels(String name) {
        return !name.startsWith("/") && !name.endsWith("/") && !name.contains("//");
    }

    Step delete(Delete command) {
        Optional<String> name = name(command.mailbox());
        if (name.flatMap(account::mailbox).isEmpty()) {
            return noSuchMailbox(command.tag());
        }
        return account.delete(name.get())
                ? ImapReply.ok(command.tag(), "Deleted")
                : ImapReply.no(command.tag(), ResponseCode.CANNOT, "It is INBOX, or others are below it");
    }

    Step rename(Rename command) {
        Tag tag = command.tag();
        Optional<String> from = name(command.from());
        Optional<String> to = name(command.to()).filter(Mailboxes::hasWholeLevels);
        if (to.isEmpty()) {
            return notAName(tag);
        }
        if (from.flatMap(account::mailbox).isEmpty()) {
            return noSuchMailbox(tag);
        }
        if (account.mailbox(to.get()).isPresent()) {
            return ImapReply.no(tag, ResponseCode.ALREADYEXISTS, "The new name is taken");
        }
        return account.rename(from.get(), to.get())
                ? ImapReply.ok(tag, "Renamed")
                : ImapReply.no(tag, ResponseCode.CANNOT, "It is INBOX, or would come below itself");
    }

    Step subscribe(Subscribe command) {
        Optional<String> name = name(command.mailbox());
        if (name.isEmpty()) {
            return notAName(command.tag());
        }
        return account.subscribe(name.get())
                ? ImapReply.ok(command.tag(), "Subscribed")
                : ImapReply.no(command.tag(), ResponseCode.LIMIT, "Too many subscriptions");
    }

    Step unsubscribe(Unsubscribe command) {
        name(command.mailbox()).ifPresent(account::unsubscribe);
        return ImapReply.ok(command.tag(), "Unsubscribed");
    }

    Step namespace(Namespace command) {
        return new Responses().untagged("NAMESPACE ((\"\" \"/\")) NIL NIL").ok(command.tag(), "Done");
    }

    Step list(ListMailboxes command) {
        var answer = new Responses();
        if (command.patterns().equals(List.of(""))) {
            return answer.untagged("LIST (\\Noselect) \"/\" \"\"").ok(command.tag(), "Done");
        }
        var there = new TreeSet<>(account.mailboxes());
        Set<String> subscribed = account.subscriptions();
        for (String name :
                matching(command.subscribedOnly() ? subscribed : there, command.reference(), command.patterns())) {
            answer.add("* LIST (" + String.join(" ", attributes(command, name, there, subscribed)) + ") \"/\" ")
                    .string(MailboxName.encode(name, rev2))
                    .add("\r\n");
            if (!command.status().isEmpty()) {
                status(answer, name, command.status());
            }
        }
        return answer.ok(command.tag(), "Done");
    }

    private static List<String> attributes(
            ListMailboxes command, String name, NavigableSet<String> there, Set<String> subscribed) {
        var attributes = new ArrayList<String>();
        if (!there.contains(name)) {
            attributes.add("\\NonExistent");
        }
        String below = name + MailAccount.SEPARATOR;
        boolean hasChildren = Optional.ofNullable(there.ceiling(below))
                .filter(next -> next.startsWith(below))
                .isPresent();
        attributes.add(hasChildren ? "\\HasChildren" : "\\HasNoChildren");
        boolean asked = command.subscribedOnly() || command.returns().contains(ListMailboxes.Return.SUBSCRIBED);
        if (asked && subscribed.contains(name)) {
            attributes.add("\\Subscribed");
        }
        return attributes;
    }

    Step lsub(Lsub command) {
        var answer = new Responses();
        Set<String> subscribed = account.subscriptions();
        Set<String> asked = new TreeSet<>(subscribed);
        if (command.pattern().contains("%")) {
            // Whoever looks at one level only wants to see that there is something below it (RFC 3501 section 6.3.9).
            subscribed.forEach(name -> asked.addAll(levelsAbove(name)));
        }
        for (String name : matching(asked, command.reference(), List.of(command.pattern()))) {
            answer.add(subscribed.contains(name) ? "* LSUB () \"/\" " : "* LSUB (\\Noselect) \"/\" ")
                    .string(MailboxName.encode(name, rev2))
                    .add("\r\n");
        }
        return answer.ok(command.tag(), "Done");
    }

    private static List<String> levelsAbove(String name) {
        var levels = new ArrayList<String>();
        for (int end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            levels.add(name.substring(0, end));
        }
        return levels;
    }

    private Set<String> matching(Iterable<String> names, String reference, List<String> patterns) {
        var matching = new TreeSet<String>();
        for (String wanted : patterns) {
            Optional<String> above = MailboxName.decodePattern(reference, rev2);
            Optional<String> below = MailboxName.decodePattern(wanted, rev2);
            if (above.isPresent() && below.isPresent()) {
                var pattern = new MailboxPattern(above.get(), below.get());
                names.forEach(name -> {
                    if (pattern.fits(name)) {
                        matching.add(name);
                    }
                });
            }
        }
        return matching;
    }

    Step status(Status command) {
        Optional<String> name = name(command.mailbox());
        if (name.flatMap(account::mailbox).isEmpty()) {
            return noSuchMailbox(command.tag());
        }
        var answer = new Responses();
        status(answer, name.get(), command.items());
        return answer.ok(command.tag(), "Done");
    }

    private void status(Responses answer, String name, Set<StatusItem> items) {
        account.mailbox(name).ifPresent(mailbox -> {
            List<Message> messages = mailbox.messages();
            var values = new ArrayList<String>();
            items.forEach(item -> values.add(item + " " + value(item, mailbox, messages)));
            answer.add("* STATUS ")
                    .string(MailboxName.encode(name, rev2))
                    .add(" (" + String.join(" ", values) + ")\r\n");
        });
    }

    private static long value(StatusItem item, Mailbox mailbox, List<Message> messages) {
        return switch (item) {
            case MESSAGES -> messages.size();
            case RECENT -> 0;
            case UIDNEXT -> mailbox.uidNext();
            case UIDVALIDITY -> mailbox.uidValidity();
            case UNSEEN ->
                messages.stream()
                        .filter(message -> !Flags.has(message.flags(), Flags.SEEN))
                        .count();
            case DELETED ->
                messages.stream()
                        .filter(message -> Flags.has(message.flags(), Flags.DELETED))
                        .count();
            case SIZE ->
                messages.stream().mapToLong(message -> message.content().length).sum();
        };
    }

    Step append(Append command) {
        Tag tag = command.tag();
        Optional<Mailbox> mailbox = name(command.mailbox()).flatMap(account::mailbox);
        if (mailbox.isEmpty()) {
            return ImapReply.no(tag, ResponseCode.TRYCREATE, "No such mailbox");
        }
        OptionalLong uid = mailbox.get()
                .append(
                        command.message().content(),
                        command.flags(),
                        command.received().orElseGet(Instant::now));
        if (uid.isEmpty()) {
            return ImapReply.no(tag, ResponseCode.OVERQUOTA, "No room");
        }
        var answer = new Responses();
        selected.ifPresent(open -> open.announce(answer, true));
        return answer.ok(tag, ResponseCode.appendUid(mailbox.get().uidValidity(), uid.getAsLong()), "Appended");
    }
}
