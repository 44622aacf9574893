package mailtls.https;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.machine.Parsed;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;

/**
 * Reads an answer (RFC 9112). Its body has to say where it ends, by its length or in chunks: one that ends with the connection may
 * have been cut off, and half a policy may be another policy.
 */
final class AnswerSyntax {

    /** How long a line may be, in octets. */
    static final int LONGEST_LINE = 8_192;

    /** How many header fields are read. */
    static final int MOST_FIELDS = 100;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#-'*+.0-9A-Z^-z|~-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})(?:[ \\t]*;.*)?");

    private final int longest;
    private final Function<String, Parsed> broken;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private int fields;
    private String type = "";
    private OptionalInt length = OptionalInt.empty();
    private boolean isChunked;

    private AnswerSyntax(int longest, Function<String, Parsed> broken) {
        this.longest = longest;
        this.broken = broken;
    }

    /**
     * Understands an answer from its first line on.
     *
     * @param longest how many octets its body may have
     * @param broken makes something of what is not in the grammar
     */
    static Parsed begin(Input first, int longest, Function<String, Parsed> broken) {
        return new AnswerSyntax(longest, broken).statusLine(first);
    }

    private Parsed statusLine(Input input) {
        Matcher line = STATUS.matcher(text(input));
        if (!line.matches()) {
            return broken.apply(input.toString());
        }
        status = Integer.parseInt(line.group(1));
        return line(this::field);
    }

    private Parsed field(Input input) {
        if (input instanceof Line line && line.text().isEmpty()) {
            return status / 100 == 1 ? line(this::statusLine) : body(); // an answer before the answer
        }
        Matcher field = FIELD.matcher(text(input));
        if (!field.matches() || ++fields > MOST_FIELDS || !takes(Ascii.lower(field.group(1)), field.group(2))) {
            return broken.apply(input.toString());
        }
        return line(this::field);
    }

    /** Returns false for what would leave the end of the body to one's choice (RFC 9112 section 6.3). */
    private boolean takes(String name, String value) {
        switch (name) {
            case "content-type" -> type = value;
            case "content-length" -> {
                boolean isNew = length.isEmpty() && !isChunked && value.matches("[0-9]{1,9}");
                length = isNew ? OptionalInt.of(Integer.parseInt(value)) : length;
                return isNew;
            }
            case "transfer-encoding" -> {
                boolean isNew =
                        length.isEmpty() && !isChunked && Ascii.lower(value).equals("chunked");
                isChunked = true;
                return isNew;
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    private Parsed body() {
        if (status != HttpsAnswer.OK) {
            return whole();
        }
        if (isChunked) {
            return line(this::chunk);
        }
        return length.isPresent() ? octets(length.getAsInt(), more -> whole()) : broken.apply("a body without an end");
    }

    private Parsed chunk(Input input) {
        Matcher size = CHUNK.matcher(text(input));
        if (!size.matches()) {
            return broken.apply(input.toString());
        }
        int count = Integer.parseInt(size.group(1), 16);
        return count == 0 ? whole() : octets(count, more -> line(this::endOfChunk));
    }

    private Parsed endOfChunk(Input input) {
        return input instanceof Line line && line.text().isEmpty()
                ? line(this::chunk)
                : broken.apply("a chunk that is longer than it says");
    }

    private Parsed octets(int count, Function<Input, Parsed> then) {
        if (count > longest - body.size()) {
            return broken.apply("a body of more than " + longest + " octets");
        }
        return new Parsed.Unfinished(Reply.NONE, new Reading.OfOctets(count), input -> {
            body.writeBytes(((Octets) input).content());
            return then.apply(input);
        });
    }

    private Parsed whole() {
        return new Parsed.Whole(new HttpsAnswer(status, type, Ascii.text(body.toByteArray())));
    }

    private static Parsed line(Function<Input, Parsed> then) {
        return new Parsed.Unfinished(Reply.NONE, new Reading.OfLine(LONGEST_LINE), then);
    }

    /** Returns nothing that any grammar knows for what is no line. */
    private static String text(Input input) {
        return Optional.of(input)
                .filter(Line.class::isInstance)
                .map(line -> ((Line) line).text())
                .orElse("\n");
    }
}
