package mailtls.imap;

import java.util.ArrayList;
import java.util.List;

/**
 * Which part of a message is meant, and what of it (RFC 9051 section 6.4.5.1).
 *
 * @param path part numbers from the outside in; empty for the message itself
 * @param kind what of the part
 * @param fields header field names, where the kind speaks of some
 */
record Section(List<Integer> path, Kind kind, List<String> fields) {

    /** How many levels of parts can be named. */
    static final int DEEPEST = 100;

    /** What of a part is meant. */
    enum Kind {
        ALL(""),
        HEADER("HEADER"),
        HEADER_FIELDS("HEADER.FIELDS"),
        HEADER_FIELDS_NOT("HEADER.FIELDS.NOT"),
        TEXT("TEXT"),
        MIME("MIME");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        private boolean namesFields() {
            return this == HEADER_FIELDS || this == HEADER_FIELDS_NOT;
        }
    }

    /** The whole message. */
    static final Section ALL = new Section(List.of(), Kind.ALL, List.of());

    static final Section HEADER = new Section(List.of(), Kind.HEADER, List.of());
    static final Section TEXT = new Section(List.of(), Kind.TEXT, List.of());

    Section {
        path = List.copyOf(path);
        fields = List.copyOf(fields);
    }

    /** Reads what stands between the brackets, and the closing one. */
    static Section read(CommandReader in) throws SyntaxFault {
        var path = new ArrayList<Integer>();
        while (Chars.isDigit(in.peek())) {
            path.add(partNumber(in));
            if (path.size() > DEEPEST) {
                throw new SyntaxFault("too many part numbers");
            }
            if (!in.take('.')) {
                in.expect(']');
                return new Section(path, Kind.ALL, List.of());
            }
        }
        if (path.isEmpty() && in.take(']')) {
            return ALL;
        }
        return readKind(in, path);
    }

    /** Reads part numbers only, and the closing bracket. */
    static Section readPart(CommandReader in) throws SyntaxFault {
        Section section = read(in);
        if (section.kind() != Kind.ALL) {
            throw new SyntaxFault("expected part numbers");
        }
        return section;
    }

    private static int partNumber(CommandReader in) throws SyntaxFault {
        long number = in.number();
        if (number == 0 || number > Integer.MAX_VALUE) {
            throw new SyntaxFault("no such part number");
        }
        return (int) number;
    }

    private static Section readKind(CommandReader in, List<Integer> path) throws SyntaxFault {
        for (Kind kind : Kind.values()) {
            boolean fits = kind != Kind.ALL && (kind != Kind.MIME || !path.isEmpty());
            if (fits && in.takeWord(kind.word)) {
                List<String> fields = kind.namesFields() ? readFields(in) : List.of();
                in.expect(']');
                return new Section(path, kind, fields);
            }
        }
        throw new SyntaxFault("no such section");
    }

    private static List<String> readFields(CommandReader in) throws SyntaxFault {
        in.space();
        List<String> fields = in.list(() -> fieldName(in));
        if (fields.isEmpty()) {
            throw new SyntaxFault("no field is named");
        }
        return fields;
    }

    private static String fieldName(CommandReader in) throws SyntaxFault {
        String name = in.astring();
        if (!Chars.isAtom(name)) {
            throw new SyntaxFault("no such field can be");
        }
        return name;
    }

    /** Prints it as it stands between the brackets. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        path.forEach(number -> text.append(number).append('.'));
        if (kind == Kind.ALL && !path.isEmpty()) {
            text.setLength(text.length() - 1);
        }
        text.append(kind.word);
        if (kind.namesFields()) {
            text.append(" (").append(String.join(" ", fields)).append(')');
        }
        return text.toString();
    }
}
