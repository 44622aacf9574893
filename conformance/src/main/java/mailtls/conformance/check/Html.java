package mailtls.conformance.check;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup. Whatever else comes into it comes as text: escaped, and with the characters shown that a reader would not see.
 *
 * @param markup as it goes to the browser
 */
record Html(String markup) {

    static final Html NONE = new Html("");

    private static final String PLACE = "{}";

    /**
     * Fills the places {@code {}} of a template in turn: markup goes in as it is, an absent value as nothing, and anything else as
     * text.
     *
     * @throws IllegalArgumentException if there are not as many values as places
     */
    static Html of(String template, Object... values) {
        var filled = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("too many values for " + template);
            }
            filled.append(template, from, place).append(inserted(value));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("too few values for " + template);
        }
        return new Html(filled.append(template, from, template.length()).toString());
    }

    /** Returns these, one behind the other. */
    static Html join(Stream<Html> parts) {
        return new Html(parts.map(Html::markup).collect(Collectors.joining()));
    }

    private static String inserted(Object value) {
        if (value instanceof Html html) {
            return html.markup;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Html::inserted).orElse("");
        }
        return escape(String.valueOf(value));
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(visible(c));
            }
        });
        return escaped.toString();
    }

    /** What can't be seen, or turns the text around it, is shown by its number. */
    private static String visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' ? "\n" : "\\x%02x".formatted(c);
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                "\\u{%x}".formatted(c);
            default -> Character.toString(c);
        };
    }
}
