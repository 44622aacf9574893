package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mailtls.wire.Ascii;

/**
 * The header of a message or of a part (RFC 5322 section 2.2), found in place: nothing is copied until it is asked for.
 */
final class MimeHeader {

    /** How many fields are looked at; what comes behind them is passed over. */
    static final int MOST_FIELDS = 10_000;

    /** How many octets of a field are looked at where its value matters. */
    static final int LONGEST_VALUE = 100_000;

    private static final byte[] CRLF = {'\r', '\n'};

    /** Where a field is, its name and its end of line included. */
    private record Field(String name, int start, int colon, int end) {}

    private final byte[] content;
    private final List<Field> fields = new ArrayList<>();
    private int end;

    private MimeHeader(byte[] content) {
        this.content = content;
    }

    /** Finds the fields between two offsets, up to the empty line. */
    static MimeHeader of(byte[] content, int from, int to) {
        var header = new MimeHeader(content);
        header.end = header.find(from, to);
        return header;
    }

    /** Returns the offset behind the empty line, where the body begins. */
    int end() {
        return end;
    }

    private int find(int from, int to) {
        int line = from;
        while (line < to) {
            int next = Lines.next(content, line, to);
            if (Lines.isEmpty(content, line, next)) {
                return next;
            }
            while (next < to && (content[next] == ' ' || content[next] == '\t')) {
                next = Lines.next(content, next, to);
            }
            add(line, next);
            line = next;
        }
        return to;
    }

    private void add(int start, int next) {
        int colon = start;
        while (colon < next && content[colon] != ':' && content[colon] > ' ') {
            colon++;
        }
        boolean isField = colon > start && colon < next && content[colon] == ':';
        if (isField && fields.size() < MOST_FIELDS) {
            fields.add(new Field(Ascii.upper(Ascii.text(content, start, colon - start)), start, colon, next));
        }
    }

    /** Returns the value of the first field of that name, unfolded, each octet as a character. */
    Optional<String> value(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .map(this::value);
    }

    /** Returns the values of all fields of that name. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(this::value)
                .toList();
    }

    private String value(Field field) {
        int from = field.colon() + 1;
        int length = Math.min(field.end() - from, LONGEST_VALUE);
        return Ascii.text(content, from, length).replaceAll("\r?\n", "").trim();
    }

    /** Returns the fields whose names are among those, or are not, as they stand, and an empty line. */
    List<ByteBuffer> only(List<String> names, boolean among) {
        Predicate<Field> wanted = field -> names.stream().anyMatch(field.name()::equalsIgnoreCase) == among;
        var slices = new ArrayList<ByteBuffer>();
        fields.stream()
                .filter(wanted)
                .forEach(field -> slices.add(ByteBuffer.wrap(content, field.start(), field.end() - field.start())
                        .slice()));
        slices.add(ByteBuffer.wrap(CRLF));
        return slices;
    }
}
