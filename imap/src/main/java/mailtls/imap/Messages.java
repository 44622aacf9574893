package mailtls.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import mailtls.imap.ImapCommand.Copy;
import mailtls.imap.ImapCommand.Expunge;
import mailtls.imap.ImapCommand.Fetch;
import mailtls.imap.ImapCommand.Move;
import mailtls.imap.ImapCommand.Search;
import mailtls.imap.ImapCommand.Store;
import mailtls.machine.Step;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;
import mailtls.store.Message;

/** Answers the commands about the messages of the selected mailbox (RFC 9051 section 6.4). */
final class Messages {

    private final MailAccount account;
    private final SelectedMailbox selected;
    private final boolean rev2;

    Messages(MailAccount account, SelectedMailbox selected, boolean rev2) {
        this.account = account;
        this.selected = selected;
        this.rev2 = rev2;
    }

    private static ImapReply noSuchMessage(Tag tag) {
        return ImapReply.bad(tag, "There are not so many messages");
    }

    private static ImapReply readOnly(Tag tag) {
        return ImapReply.no(tag, ResponseCode.READ_ONLY, "The mailbox is open for reading only");
    }

    Step fetch(Fetch command) {
        if (!selected.holds(command.messages(), command.uid())) {
            return noSuchMessage(command.tag());
        }
        boolean reads =
                command.items().stream().anyMatch(item -> item instanceof FetchItem.Content content && !content.peek());
        List<Integer> numbers = selected.numbers(command.messages(), command.uid());
        List<Integer> seen = reads ? markSeen(numbers) : List.of();
        var answer = new Responses();
        for (int number : numbers) {
            boolean news = Collections.binarySearch(seen, number) >= 0;
            FetchWriter.write(answer, number, selected.message(number), command.items(), news);
        }
        return done(answer, command.uid()).ok(command.tag(), "Done");
    }

    /** Whoever fetches a text has seen it. Returns those of which that is new, in ascending order. */
    private List<Integer> markSeen(List<Integer> numbers) {
        if (selected.isReadOnly()) {
            return List.of();
        }
        List<Integer> unseen = numbers.stream()
                .filter(number -> !Flags.has(selected.message(number).flags(), Flags.SEEN))
                .toList();
        unseen.forEach(number -> selected.mailbox()
                .changeFlags(selected.message(number).uid(), flags -> union(flags, Set.of(Flags.SEEN))));
        selected.refresh(unseen);
        return unseen;
    }

    /** Adds what else is new; numbers stay as they are where the client spoke in numbers. */
    private Responses done(Responses answer, boolean uid) {
        selected.announce(answer, uid);
        return answer;
    }

    Step store(Store command) {
        Tag tag = command.tag();
        if (!selected.holds(command.messages(), command.uid())) {
            return noSuchMessage(tag);
        }
        if (selected.isReadOnly()) {
            return readOnly(tag);
        }
        List<Integer> numbers = selected.numbers(command.messages(), command.uid());
        for (int number : numbers) {
            if (changed(selected.message(number).flags(), command).size() > Flags.MOST) {
                return ImapReply.no(tag, ResponseCode.LIMIT, "More flags than a message may have");
            }
        }
        numbers.forEach(number ->
                selected.mailbox().changeFlags(selected.message(number).uid(), flags -> changed(flags, command)));
        return done(command.silent() ? silently(numbers) : told(numbers), command.uid())
                .ok(tag, "Done");
    }

    private static Set<String> changed(Set<String> flags, Store command) {
        return switch (command.how()) {
            case REPLACE -> command.flags();
            case ADD -> union(flags, command.flags());
            case REMOVE -> difference(flags, command.flags());
        };
    }

    private static Set<String> union(Set<String> flags, Set<String> more) {
        TreeSet<String> union = Flags.of(flags);
        union.addAll(more);
        return union;
    }

    private static Set<String> difference(Set<String> flags, Set<String> without) {
        TreeSet<String> difference = Flags.of(flags);
        difference.removeAll(Flags.of(without));
        return difference;
    }

    /** The client knows what it has done. */
    private Responses silently(Collection<Integer> numbers) {
        selected.refresh(numbers);
        return new Responses();
    }

    /** Tells the flags of messages as they are now. */
    private Responses told(Collection<Integer> numbers) {
        var answer = new Responses();
        selected.refresh(numbers);
        for (int number : numbers) {
            Message message = selected.message(number);
            answer.untagged(number + " FETCH (UID " + message.uid() + " FLAGS " + Flags.print(message.flags()) + ")");
        }
        return answer;
    }

    Step search(Search command) {
        if (!Set.of("US-ASCII", "UTF-8").contains(command.charset())) {
            return ImapReply.no(command.tag(), ResponseCode.BADCHARSET, "Not that one");
        }
        List<Integer> found = new SearchMatch(selected).find(command.key());
        Optional<Set<Search.Return>> returns = command.returns();
        if (returns.filter(asked -> asked.contains(Search.Return.SAVE)).isPresent()) {
            selected.save(found);
        }
        List<Long> numbers = command.uid()
                ? selected.uids(found)
                : found.stream().map(Integer::longValue).toList();
        var answer = new Responses();
        if (returns.equals(Optional.of(Set.of(Search.Return.SAVE)))) {
            return done(answer, command.uid()).ok(command.tag(), "Saved");
        }
        if (returns.isPresent() || rev2) {
            extended(answer, command, numbers, returns.orElse(Set.of(Search.Return.ALL)));
        } else {
            var plain = new StringBuilder("SEARCH");
            numbers.forEach(number -> plain.append(' ').append(number));
            answer.untagged(plain.toString());
        }
        return done(answer, command.uid()).ok(command.tag(), "Done");
    }

    /** RFC 4731 section 3.1: of nothing there is no least, no greatest and no list. */
    private static void extended(Responses answer, Search command, List<Long> numbers, Set<Search.Return> asked) {
        var words = new ArrayList<String>();
        words.add("ESEARCH (TAG " + Responses.quoted(command.tag().text()) + ")");
        if (command.uid()) {
            words.add("UID");
        }
        if (asked.contains(Search.Return.MIN) && !numbers.isEmpty()) {
            words.add("MIN " + numbers.get(0));
        }
        if (asked.contains(Search.Return.MAX) && !numbers.isEmpty()) {
            words.add("MAX " + numbers.get(numbers.size() - 1));
        }
        if (asked.contains(Search.Return.ALL) && !numbers.isEmpty()) {
            words.add("ALL " + SequenceSet.print(numbers));
        }
        if (asked.contains(Search.Return.COUNT)) {
            words.add("COUNT " + numbers.size());
        }
        answer.untagged(String.join(" ", words));
    }

    Step expunge(Expunge command) {
        if (selected.isReadOnly()) {
            return readOnly(command.tag());
        }
        Optional<Set<Long>> named = command.uids().map(set -> Set.copyOf(selected.uids(selected.numbers(set, true))));
        selected.mailbox()
                .remove(selected.mailbox().messages().stream()
                        .filter(message -> Flags.has(message.flags(), Flags.DELETED))
                        .map(Message::uid)
                        .filter(uid -> named.map(uids -> uids.contains(uid)).orElse(true))
                        .toList());
        return done(new Responses(), true).ok(command.tag(), "Done");
    }

    Step copy(Copy command) {
        return copy(command.tag(), command.uid(), command.messages(), command.mailbox(), false);
    }

    Step move(Move command) {
        return selected.isReadOnly()
                ? readOnly(command.tag())
                : copy(command.tag(), command.uid(), command.messages(), command.mailbox(), true);
    }

    private Step copy(Tag tag, boolean uid, SequenceSet messages, String name, boolean move) {
        if (!selected.holds(messages, uid)) {
            return noSuchMessage(tag);
        }
        Optional<Mailbox> target = MailboxName.decode(name, rev2).flatMap(account::mailbox);
        if (target.isEmpty()) {
            return ImapReply.no(tag, ResponseCode.TRYCREATE, "No such mailbox");
        }
        List<Integer> numbers = selected.numbers(messages, uid);
        Optional<List<Long>> copies = copies(numbers, target.get());
        if (copies.isEmpty()) {
            return ImapReply.no(tag, ResponseCode.OVERQUOTA, "No room");
        }
        if (numbers.isEmpty()) {
            return done(new Responses(), uid).ok(tag, "There was nothing to do");
        }
        List<Long> from = selected.uids(numbers);
        ResponseCode code = ResponseCode.copyUid(target.get().uidValidity(), from, copies.get());
        if (!move) {
            return done(new Responses(), uid).ok(tag, code, "Copied");
        }
        // RFC 6851 section 4.3: where the copies are is told before the messages go.
        var answer = new Responses().untagged(code, "Copied");
        selected.mailbox().remove(from);
        return done(answer, true).ok(tag, "Moved");
    }

    /** Copies all messages, or none. */
    private Optional<List<Long>> copies(List<Integer> numbers, Mailbox target) {
        var copies = new ArrayList<Long>();
        for (int number : numbers) {
            Message message = selected.message(number);
            OptionalLong uid = target.append(message.content(), message.flags(), message.received());
            if (uid.isEmpty()) {
                target.remove(copies);
                return Optional.empty();
            }
            copies.add(uid.getAsLong());
        }
        return Optional.of(copies);
    }
}
