package mailtls.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;
import mailtls.wire.Octets;

/**
 * Reads a command from left to right, one token at a time (RFC 9051 section 9).
 *
 * <p>Each octet of the command is one character.
 */
final class CommandReader {

    /** The end of a line that no literal follows: no character of a line equals it. */
    static final char END = '\n';

    /** How many members a list may have: of flags, of fetch items. */
    static final int LONGEST_LIST = 1_000;

    /** How deep parentheses, OR and NOT may be nested. */
    static final int DEEPEST = 50;

    private static final long GREATEST = 0xffff_ffffL;

    private final Assembled command;
    private int line;
    private int at;
    private int depth;

    CommandReader(Assembled command) {
        this.command = command;
    }

    /** Reads one thing. */
    interface Element<T> {
        T read() throws SyntaxFault;
    }

    private String text() {
        return command.lines().get(line);
    }

    /** Returns the next character without taking it. */
    char peek() {
        return at < text().length() ? text().charAt(at) : END;
    }

    /** Takes the character, if it comes next. */
    boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes a word, whatever the case of its letters, if it comes next and no letter of an atom follows it. */
    boolean takeWord(String word) {
        int behind = at + word.length();
        boolean there = text().regionMatches(true, at, word, 0, word.length())
                && (behind == text().length() || !Chars.isAtom(text().charAt(behind)));
        at = there ? behind : at;
        return there;
    }

    /** Takes the beginning of something, whatever the case of its letters, if it comes next. */
    boolean takeStart(String start) {
        boolean there = text().regionMatches(true, at, start, 0, start.length());
        at = there ? at + start.length() : at;
        return there;
    }

    void expect(char c) throws SyntaxFault {
        if (!take(c)) {
            throw new SyntaxFault("expected " + (c == ' ' ? "a space" : c));
        }
    }

    void space() throws SyntaxFault {
        expect(' ');
    }

    void end() throws SyntaxFault {
        if (peek() != END) {
            throw new SyntaxFault("there is more than the command takes");
        }
    }

    /** Reads a tag; what is not one may be anything. */
    Tag tag() throws SyntaxFault {
        int space = text().indexOf(' ');
        String word = space < 0 ? text() : text().substring(0, space);
        at = word.length();
        return Tag.of(word).orElseThrow(() -> new SyntaxFault("no tag"));
    }

    /** Reads an atom in upper case. */
    String word() throws SyntaxFault {
        return Ascii.upper(atom());
    }

    String atom() throws SyntaxFault {
        return run(Chars::isAtom, "expected a word");
    }

    /** Reads a mailbox name, a user name: an atom or a string. */
    String astring() throws SyntaxFault {
        return isString() ? string() : run(Chars::isAstring, "expected a string");
    }

    /** Reads a pattern of mailbox names. */
    String pattern() throws SyntaxFault {
        return isString() ? string() : run(Chars::isPattern, "expected a pattern");
    }

    /** Reads a string or NIL. */
    Optional<String> nstring() throws SyntaxFault {
        return isString() ? Optional.of(string()) : nil();
    }

    private Optional<String> nil() throws SyntaxFault {
        if (!takeWord("NIL")) {
            throw new SyntaxFault("expected a string or NIL");
        }
        return Optional.empty();
    }

    /** Reads the rest of the line. */
    String rest() {
        String rest = text().substring(at);
        at = text().length();
        return rest;
    }

    boolean isString() {
        return peek() == '"' || peek() == '{';
    }

    String string() throws SyntaxFault {
        return peek() == '"' ? quoted() : literal().text();
    }

    private String quoted() throws SyntaxFault {
        expect('"');
        var text = new StringBuilder();
        while (!take('"')) {
            boolean escaped = take('\\');
            char c = peek();
            if (c == END || escaped && c != '"' && c != '\\') {
                throw new SyntaxFault("the quoted string is broken");
            }
            text.append(c);
            at++;
        }
        return text.toString();
    }

    /** Reads a literal, which may be awaited still. */
    Octets literal() throws SyntaxFault {
        LiteralMark mark = LiteralMark.atEndOf(text())
                .filter(found -> found.at() == at)
                .orElseThrow(() -> new SyntaxFault("expected a literal"));
        if (line == command.literals().size()) {
            at = text().length();
            throw new SyntaxFault.LiteralAwaited();
        }
        Octets literal = command.literals().get(line);
        line++;
        at = 0;
        return literal;
    }

    /** Reads a number of 32 bits. */
    long number() throws SyntaxFault {
        String digits = run(Chars::isDigit, "expected a number");
        long number = digits.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (number > GREATEST) {
            throw new SyntaxFault("the number is too great");
        }
        return number;
    }

    /** Reads a number of 63 bits. */
    long greatNumber() throws SyntaxFault {
        String digits = run(Chars::isDigit, "expected a number");
        if (digits.length() > 18) {
            throw new SyntaxFault("the number is too great");
        }
        return Long.parseLong(digits);
    }

    /** Reads things separated by spaces, in parentheses; perhaps none. */
    <T> List<T> list(Element<T> element) throws SyntaxFault {
        expect('(');
        return take(')') ? List.of() : listTo(')', element);
    }

    /** Reads one thing or more, separated by spaces, up to a character. */
    <T> List<T> listTo(char close, Element<T> element) throws SyntaxFault {
        var things = new ArrayList<T>();
        do {
            if (things.size() == LONGEST_LIST) {
                throw new SyntaxFault("the list is too long");
            }
            things.add(element.read());
        } while (take(' '));
        expect(close);
        return things;
    }

    /** Reads what is one level deeper. */
    <T> T nested(Element<T> element) throws SyntaxFault {
        if (depth == DEEPEST) {
            throw new SyntaxFault("nested too deeply");
        }
        depth++;
        T thing = element.read();
        depth--;
        return thing;
    }

    private interface CharClass {
        boolean has(char c);
    }

    private String run(CharClass letters, String wanted) throws SyntaxFault {
        int from = at;
        while (letters.has(peek())) {
            at++;
        }
        if (at == from) {
            throw new SyntaxFault(wanted);
        }
        return text().substring(from, at);
    }
}
