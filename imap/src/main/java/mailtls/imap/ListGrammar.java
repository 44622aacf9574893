package mailtls.imap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mailtls.imap.ImapCommand.ListMailboxes;
import mailtls.imap.ImapCommand.StatusItem;

/** The grammar of LIST (RFC 9051 section 6.3.9) and of what STATUS tells, which LIST can return too. */
final class ListGrammar {

    /** How many octets the patterns may have together, each with the reference: each is held against every name. */
    static final int LONGEST_PATTERNS = 1_000;

    private ListGrammar() {}

    static ListMailboxes read(CommandReader in, Tag tag) throws SyntaxFault {
        in.space();
        boolean subscribedOnly = false;
        if (in.peek() == '(') {
            subscribedOnly = in.list(() -> selection(in)).contains("SUBSCRIBED");
            in.space();
        }
        String reference = in.astring();
        in.space();
        List<String> patterns = in.peek() == '(' ? in.list(in::pattern) : List.of(in.pattern());
        if (patterns.stream()
                        .mapToInt(pattern -> reference.length() + pattern.length())
                        .sum()
                > LONGEST_PATTERNS) {
            throw new SyntaxFault("the patterns are too long");
        }
        Set<ListMailboxes.Return> returns = EnumSet.noneOf(ListMailboxes.Return.class);
        Set<StatusItem> status = EnumSet.noneOf(StatusItem.class);
        if (in.take(' ')) {
            expectReturn(in);
            in.list(() -> readReturn(in, returns, status));
        }
        return new ListMailboxes(tag, subscribedOnly, reference, patterns, returns, status);
    }

    /** Reads which names are asked for. All of ours are local, and matching children is what a client sees anyway. */
    private static String selection(CommandReader in) throws SyntaxFault {
        for (String known : List.of("SUBSCRIBED", "REMOTE", "RECURSIVEMATCH")) {
            if (in.takeWord(known)) {
                return known;
            }
        }
        throw new SyntaxFault("no such selection");
    }

    private static void expectReturn(CommandReader in) throws SyntaxFault {
        if (!in.takeWord("RETURN")) {
            throw new SyntaxFault("expected RETURN");
        }
        in.space();
    }

    private static boolean readReturn(CommandReader in, Set<ListMailboxes.Return> returns, Set<StatusItem> status)
            throws SyntaxFault {
        if (in.takeWord("STATUS")) {
            in.space();
            return status.addAll(statusItems(in));
        }
        if (in.takeWord("SPECIAL-USE")) {
            return true; // None of our mailboxes has a special use, so there is nothing to tell (RFC 6154).
        }
        for (ListMailboxes.Return known : ListMailboxes.Return.values()) {
            if (in.takeWord(known.name())) {
                return returns.add(known);
            }
        }
        throw new SyntaxFault("no such thing to return");
    }

    static Set<StatusItem> statusItems(CommandReader in) throws SyntaxFault {
        List<StatusItem> items = in.list(() -> statusItem(in));
        if (items.isEmpty()) {
            throw new SyntaxFault("nothing is asked for");
        }
        return EnumSet.copyOf(items);
    }

    private static StatusItem statusItem(CommandReader in) throws SyntaxFault {
        for (StatusItem known : StatusItem.values()) {
            if (in.takeWord(known.name())) {
                return known;
            }
        }
        throw new SyntaxFault("no such status item");
    }
}
