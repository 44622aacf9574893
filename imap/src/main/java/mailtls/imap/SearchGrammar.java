package mailtls.imap;

import static mailtls.imap.Chars.isDigit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailtls.imap.ImapCommand.Search;
import mailtls.imap.SearchKey.When;
import mailtls.wire.Ascii;

/** The grammar of SEARCH (RFC 9051 section 6.4.4, RFC 4731 for RETURN). */
final class SearchGrammar {

    private static final Map<String, SearchKey> WORDS = Map.of(
            "ALL", new SearchKey.All(),
            // We never tell anybody that a message is recent, so none is (RFC 3501 section 2.3.2).
            "RECENT", new SearchKey.Not(new SearchKey.All()),
            "NEW", new SearchKey.Not(new SearchKey.All()),
            "OLD", new SearchKey.All());

    private static final List<String> FIELDS = List.of("FROM", "TO", "CC", "BCC", "SUBJECT");

    /** How many keys a search may have: each may mean a walk through all mail. */
    static final int MOST_KEYS = 200;

    private final CommandReader in;
    private int keys;

    private SearchGrammar(CommandReader in) {
        this.in = in;
    }

    static Search read(CommandReader in, Tag tag, boolean uid) throws SyntaxFault {
        in.space();
        Optional<Set<Search.Return>> asked = returns(in);
        String charset = "US-ASCII";
        if (in.takeWord("CHARSET")) {
            in.space();
            charset = Ascii.upper(in.astring());
            in.space();
        }
        return new Search(tag, uid, asked, charset, new SearchGrammar(in).keysTo(CommandReader.END));
    }

    private static Optional<Set<Search.Return>> returns(CommandReader in) throws SyntaxFault {
        if (!in.takeWord("RETURN")) {
            return Optional.empty();
        }
        in.space();
        List<Search.Return> named = in.list(() -> returned(in));
        in.space();
        return Optional.of(named.isEmpty() ? EnumSet.of(Search.Return.ALL) : EnumSet.copyOf(named));
    }

    private static Search.Return returned(CommandReader in) throws SyntaxFault {
        String word = in.word();
        for (Search.Return known : Search.Return.values()) {
            if (word.equals(known.name())) {
                return known;
            }
        }
        throw new SyntaxFault("no such thing to return");
    }

    /** Reads keys that must all hold, up to a character, which is taken. */
    private SearchKey keysTo(char close) throws SyntaxFault {
        var all = new ArrayList<SearchKey>();
        do {
            all.add(key());
        } while (in.take(' '));
        if (close == CommandReader.END) {
            in.end();
        } else {
            in.expect(close);
        }
        return all.size() == 1 ? all.get(0) : new SearchKey.And(all);
    }

    private SearchKey key() throws SyntaxFault {
        if (++keys > MOST_KEYS) {
            throw new SyntaxFault("too many search keys");
        }
        if (in.take('(')) {
            return in.nested(() -> keysTo(')'));
        }
        if (isDigit(in.peek()) || in.peek() == '$' || in.peek() == '*') {
            // “*” is no atom character, “$” may begin no other key.
            return new SearchKey.Numbered(SequenceSet.read(in), false);
        }
        return named(in.word());
    }

    private SearchKey named(String word) throws SyntaxFault {
        if (WORDS.containsKey(word)) {
            return WORDS.get(word);
        }
        for (String flag : Flags.SYSTEM) {
            if (word.equals(Flags.searchWord(flag))) {
                return new SearchKey.Flagged(flag);
            }
            if (word.equals("UN" + Flags.searchWord(flag))) {
                return new SearchKey.Not(new SearchKey.Flagged(flag));
            }
        }
        return withArgument(word);
    }

    private SearchKey withArgument(String word) throws SyntaxFault {
        in.space();
        if (FIELDS.contains(word)) {
            return new SearchKey.Header(word, in.astring());
        }
        return switch (word) {
            case "UID" -> new SearchKey.Numbered(SequenceSet.read(in), true);
            case "HEADER" -> header();
            case "BODY" -> new SearchKey.Text(false, in.astring());
            case "TEXT" -> new SearchKey.Text(true, in.astring());
            case "KEYWORD" -> new SearchKey.Flagged(Flags.read(in));
            case "UNKEYWORD" -> new SearchKey.Not(new SearchKey.Flagged(Flags.read(in)));
            case "LARGER" -> new SearchKey.Sized(true, in.greatNumber());
            case "SMALLER" -> new SearchKey.Sized(false, in.greatNumber());
            case "NOT" -> new SearchKey.Not(in.nested(this::key));
            case "OR" -> in.nested(this::or);
            case "BEFORE", "ON", "SINCE" -> dated(false, word);
            case "SENTBEFORE", "SENTON", "SENTSINCE" -> dated(true, word.substring("SENT".length()));
            default -> throw new SyntaxFault("no such search key");
        };
    }

    private SearchKey header() throws SyntaxFault {
        String field = in.astring();
        in.space();
        return new SearchKey.Header(Ascii.upper(field), in.astring());
    }

    private SearchKey or() throws SyntaxFault {
        SearchKey one = key();
        in.space();
        return new SearchKey.Or(one, key());
    }

    private SearchKey dated(boolean sent, String when) throws SyntaxFault {
        return new SearchKey.Dated(sent, When.valueOf(when), Dates.readDay(in));
    }
}
