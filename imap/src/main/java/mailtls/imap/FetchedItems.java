package mailtls.imap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.wire.Ascii;

/** The items of a FETCH response by name (RFC 9051 section 7.5.2): strings and words; lists are passed over. */
final class FetchedItems {

    /** How many items one response may have. */
    static final int MOST = 1_000;

    private final Map<String, byte[]> items = new LinkedHashMap<>();
    private final CommandReader in;

    private FetchedItems(CommandReader in) {
        this.in = in;
    }

    /**
     * Returns an item of a message, if the response is about this message and has it.
     *
     * @param item as it was asked for: {@code BODY.PEEK[HEADER]<0.100>}
     */
    static Optional<byte[]> find(ImapData data, long uid, String item) {
        var fetched = new FetchedItems(data.reader());
        try {
            fetched.read();
        } catch (SyntaxFault notFetch) {
            return Optional.empty();
        }
        boolean isMeant = Optional.ofNullable(fetched.items.get("UID"))
                .map(Ascii::text)
                .filter(Long.toString(uid)::equals)
                .isPresent();
        return isMeant ? Optional.ofNullable(fetched.items.get(answered(item))) : Optional.empty();
    }

    /** Returns the name that the answer has: without PEEK, and with the origin of a part but not its length. */
    private static String answered(String item) {
        return Ascii.upper(item).replace(".PEEK[", "[").replaceAll("<([0-9]+)\\.[0-9]+>$", "<$1>");
    }

    private void read() throws SyntaxFault {
        in.number();
        in.space();
        if (!in.takeWord("FETCH")) {
            throw new SyntaxFault("not FETCH");
        }
        in.space();
        in.expect('(');
        do {
            String name = name();
            in.space();
            Optional<byte[]> value = value();
            value.ifPresent(octets -> items.put(name, octets));
        } while (in.take(' ') && items.size() < MOST);
        in.expect(')');
    }

    /** A name ends with a space, but one in brackets is a part of it: {@code BODY[HEADER.FIELDS (FROM)]}. */
    private String name() {
        var name = new StringBuilder();
        boolean inBrackets = false;
        for (char c = in.peek(); c != CommandReader.END && (inBrackets || c != ' ' && c != ')'); c = in.peek()) {
            in.take(c);
            name.append(c);
            inBrackets = c == '[' || inBrackets && c != ']';
        }
        return Ascii.upper(name.toString());
    }

    private Optional<byte[]> value() throws SyntaxFault {
        if (in.take('(')) {
            in.nested(this::passOverList);
            return Optional.empty();
        }
        in.take('~'); // what a literal with octets of any kind begins with (RFC 9051 section 9, literal8)
        if (in.isString()) {
            return Optional.of(
                    in.peek() == '"' ? Ascii.octets(in.string()) : in.literal().content());
        }
        String word = name();
        return word.equals("NIL") ? Optional.empty() : Optional.of(Ascii.octets(word));
    }

    private boolean passOverList() throws SyntaxFault {
        while (!in.take(')')) {
            if (in.peek() == CommandReader.END) {
                throw new SyntaxFault("the list has no end");
            }
            if (!in.take(' ')) {
                value();
            }
        }
        return true;
    }
}
