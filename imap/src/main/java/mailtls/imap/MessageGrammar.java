package mailtls.imap;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailtls.imap.ImapCommand.Append;
import mailtls.imap.ImapCommand.Copy;
import mailtls.imap.ImapCommand.Expunge;
import mailtls.imap.ImapCommand.Fetch;
import mailtls.imap.ImapCommand.Move;
import mailtls.imap.ImapCommand.Store;
import mailtls.wire.Octets;

/** The grammar of the commands that append, show and mark messages (RFC 9051 sections 6.3.12 and 6.4). */
final class MessageGrammar {

    private MessageGrammar() {}

    static Append append(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        String mailbox = in.astring();
        in.space();
        Set<String> flags = Set.of();
        if (in.peek() == '(') {
            flags = flags(in.list(() -> Flags.read(in)));
            in.space();
        }
        Optional<Instant> received = Optional.empty();
        if (in.peek() == '"') {
            received = Optional.of(Dates.readTime(in));
            in.space();
        }
        boolean mayHoldNul = in.take('~');
        Octets message = in.literal();
        if (!mayHoldNul && holdsNul(message.content())) {
            throw new SyntaxFault("a message holds no NUL");
        }
        return new Append(tag, mailbox, flags, received, message);
    }

    private static boolean holdsNul(byte[] content) {
        for (byte octet : content) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> flags(List<String> named) throws SyntaxFault {
        TreeSet<String> flags = Flags.of(named);
        if (flags.size() > Flags.MOST) {
            throw new SyntaxFault("more flags than a message may have");
        }
        return Set.copyOf(flags);
    }

    static Expunge uidExpunge(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        return new Expunge(tag, Optional.of(SequenceSet.read(in)));
    }

    static Fetch fetch(CommandReader in, Tag tag, boolean uid) throws SyntaxFault {
        in.space();
        SequenceSet messages = SequenceSet.read(in);
        in.space();
        Set<FetchItem> items = new LinkedHashSet<>();
        if (uid) {
            items.add(FetchItem.Attribute.UID);
        }
        items.addAll(FetchItem.readAll(in));
        return new Fetch(tag, uid, messages, items);
    }

    static Store store(CommandReader in, Tag tag, boolean uid) throws SyntaxFault {
        in.space();
        SequenceSet messages = SequenceSet.read(in);
        in.space();
        Store.How how = in.take('+') ? Store.How.ADD : in.take('-') ? Store.How.REMOVE : Store.How.REPLACE;
        boolean silent = in.takeWord("FLAGS.SILENT");
        if (!silent && !in.takeWord("FLAGS")) {
            throw new SyntaxFault("expected FLAGS");
        }
        in.space();
        List<String> named =
                in.peek() == '(' ? in.list(() -> Flags.read(in)) : in.listTo(CommandReader.END, () -> Flags.read(in));
        return new Store(tag, uid, messages, how, silent, flags(named));
    }

    static Copy copy(CommandReader in, Tag tag, boolean uid) throws SyntaxFault {
        in.space();
        SequenceSet messages = SequenceSet.read(in);
        in.space();
        return new Copy(tag, uid, messages, in.astring());
    }

    static Move move(CommandReader in, Tag tag, boolean uid) throws SyntaxFault {
        in.space();
        SequenceSet messages = SequenceSet.read(in);
        in.space();
        return new Move(tag, uid, messages, in.astring());
    }
}
