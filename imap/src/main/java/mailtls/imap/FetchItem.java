package mailtls.imap;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What FETCH can be asked for (RFC 9051 section 6.4.5). */
sealed interface FetchItem {

    /** The items that are one word. */
    enum Attribute implements FetchItem {
        FLAGS("FLAGS"),
        UID("UID"),
        INTERNALDATE("INTERNALDATE"),
        SIZE("RFC822.SIZE"),
        ENVELOPE("ENVELOPE"),
        BODYSTRUCTURE("BODYSTRUCTURE"),
        BODY("BODY");

        private final String word;

        Attribute(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * A piece of the message itself.
     *
     * @param form how it is asked for and answered
     * @param section which piece
     * @param peek whether it leaves \Seen alone
     * @param partial which octets of it, if not all
     */
    record Content(Form form, Section section, boolean peek, Optional<Partial> partial) implements FetchItem {

        @Override
        public String toString() {
            String label = form.namesSection ? form.word + (peek ? ".PEEK[" : "[") + section + "]" : form.word;
            return label + partial.map(Partial::toString).orElse("");
        }
    }

    /** How many octets a part has once its transfer encoding is taken off. */
    record BinarySize(Section section) implements FetchItem {
        @Override
        public String toString() {
            return "BINARY.SIZE[" + section + "]";
        }
    }

    /** How content is asked for. */
    enum Form {
        BODY("BODY", true),
        /** Without its transfer encoding. */
        BINARY("BINARY", true),
        RFC822("RFC822", false),
        RFC822_HEADER("RFC822.HEADER", false),
        RFC822_TEXT("RFC822.TEXT", false);

        private final String word;
        private final boolean namesSection;

        Form(String word, boolean namesSection) {
            this.word = word;
            this.namesSection = namesSection;
        }

        /** Returns what stands in front of the answer. */
        String label(Section section) {
            return namesSection ? word + "[" + section + "]" : word;
        }
    }

    /** Some octets of a piece: so many from an offset. */
    record Partial(long from, long count) {
        @Override
        public String toString() {
            return "<" + from + "." + count + ">";
        }
    }

    Content RFC822 = new Content(Form.RFC822, Section.ALL, false, Optional.empty());
    Content RFC822_HEADER = new Content(Form.RFC822_HEADER, Section.HEADER, true, Optional.empty());
    Content RFC822_TEXT = new Content(Form.RFC822_TEXT, Section.TEXT, false, Optional.empty());

    /** Words that stand for several items; only on their own. */
    Map<String, List<FetchItem>> MACROS = Map.of(
            "FAST", List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.SIZE),
            "ALL", List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.SIZE, Attribute.ENVELOPE),
            "FULL",
                    List.of(
                            Attribute.FLAGS,
                            Attribute.INTERNALDATE,
                            Attribute.SIZE,
                            Attribute.ENVELOPE,
                            Attribute.BODY));

    /** Reads a macro, one item, or a list of items; what is named twice is answered once. */
    static Set<FetchItem> readAll(CommandReader in) throws SyntaxFault {
        if (in.peek() == '(') {
            return new LinkedHashSet<>(in.list(() -> read(in)));
        }
        for (Map.Entry<String, List<FetchItem>> macro : MACROS.entrySet()) {
            if (in.takeWord(macro.getKey())) {
                return new LinkedHashSet<>(macro.getValue());
            }
        }
        return new LinkedHashSet<>(List.of(read(in)));
    }

    private static FetchItem read(CommandReader in) throws SyntaxFault {
        if (in.takeStart("BINARY.SIZE[")) {
            return new BinarySize(Section.readPart(in));
        }
        for (Form form : List.of(Form.BODY, Form.BINARY)) {
            if (in.takeStart(form.word + ".PEEK[")) {
                return content(in, form, true);
            }
            if (in.takeStart(form.word + "[")) {
                return content(in, form, false);
            }
        }
        for (Content old : List.of(RFC822, RFC822_HEADER, RFC822_TEXT)) {
            if (in.takeWord(old.form.word)) {
                return old;
            }
        }
        for (Attribute attribute : Attribute.values()) {
            if (in.takeWord(attribute.word)) {
                return attribute;
            }
        }
        throw new SyntaxFault("no such thing to fetch");
    }

    private static Content content(CommandReader in, Form form, boolean peek) throws SyntaxFault {
        Section section = form == Form.BINARY ? Section.readPart(in) : Section.read(in);
        return new Content(form, section, peek, partial(in));
    }

    private static Optional<Partial> partial(CommandReader in) throws SyntaxFault {
        if (!in.take('<')) {
            return Optional.empty();
        }
        long from = in.greatNumber();
        in.expect('.');
        long count = in.greatNumber();
        in.expect('>');
        if (count == 0) {
            throw new SyntaxFault("no octets are asked for");
        }
        return Optional.of(new Partial(from, count));
    }
}
