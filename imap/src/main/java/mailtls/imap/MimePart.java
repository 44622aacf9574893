package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * A message, or a part of one, found in place (RFC 2045, RFC 2046): the octets of a part are a slice of the message's.
 * What is below a part is looked for when it is asked for.
 *
 * <p>Mime4j reads field values for us, but does not tell where in the message a part lies.
 */
final class MimePart {

    /** How deep parts may be nested; what is below is octets. */
    static final int DEEPEST = 30;

    /** How many parts of a message are found; the rest is passed over. */
    static final int MOST_PARTS = 1_000;

    private static final MimeValue TEXT = MimeValue.of("text/plain; charset=us-ascii");
    private static final MimeValue MESSAGE = MimeValue.of("message/rfc822");
    private static final MimeValue OCTETS = MimeValue.of("application/octet-stream");

    /** How many parts may still be found in a message. */
    private static final class Budget {
        private int left = MOST_PARTS;

        private boolean take() {
            return left-- > 0;
        }
    }

    private final byte[] content;
    private final int start;
    private final int end;
    private final int depth;
    private final Budget budget;
    private final MimeHeader header;
    private final MimeValue said;
    private Optional<List<MimePart>> children = Optional.empty();

    private MimePart(byte[] content, int start, int end, MimeValue unlessSaid, int depth, Budget budget) {
        this.content = content;
        this.start = start;
        this.end = end;
        this.depth = depth;
        this.budget = budget;
        this.header = MimeHeader.of(content, start, end);
        this.said = header.value("Content-Type")
                .map(MimeValue::of)
                .filter(value -> value.text().matches("[^/ ]+/[^/ ]+"))
                .orElse(unlessSaid);
    }

    /** Returns a message as a part. */
    static MimePart of(byte[] message) {
        return new MimePart(message, 0, message.length, TEXT, 0, new Budget());
    }

    private static boolean isMultipart(MimeValue type) {
        return Ascii.lower(type.text()).startsWith("multipart/");
    }

    private static boolean isMessage(MimeValue type) {
        return type.text().equalsIgnoreCase("message/rfc822") || type.text().equalsIgnoreCase("message/global");
    }

    private List<MimePart> children() {
        if (children.isEmpty()) {
            children = Optional.of(depth < DEEPEST ? find() : List.of());
        }
        return children.get();
    }

    private List<MimePart> find() {
        if (isMessage(said)) {
            return budget.take() ? List.of(below(body(), end, TEXT)) : List.of();
        }
        if (!isMultipart(said)) {
            return List.of();
        }
        boolean digest = said.text().equalsIgnoreCase("multipart/digest");
        return said.parameter("boundary")
                .filter(boundary -> !boundary.isEmpty())
                .map(boundary -> between(Ascii.octets("--" + boundary), digest ? MESSAGE : TEXT))
                .orElse(List.of());
    }

    private MimePart below(int from, int to, MimeValue unlessSaid) {
        return new MimePart(content, from, to, unlessSaid, depth + 1, budget);
    }

    /** Finds what stands between lines that begin with the delimiter (RFC 2046 section 5.1.1). */
    private List<MimePart> between(byte[] delimiter, MimeValue unlessSaid) {
        var parts = new ArrayList<MimePart>();
        int part = -1;
        for (int line = body(), next; line < end; line = next) {
            next = Lines.next(content, line, end);
            if (!isDelimiter(delimiter, line, next)) {
                continue;
            }
            if (part >= 0 && budget.take()) {
                // The end of line in front of a delimiter belongs to the delimiter.
                parts.add(below(part, Lines.endOfText(content, part, line), unlessSaid));
            }
            part = next;
            if (closes(delimiter, line, next)) {
                return parts;
            }
        }
        if (part >= 0 && part < end && budget.take()) {
            parts.add(below(part, end, unlessSaid));
        }
        return parts;
    }

    private boolean isDelimiter(byte[] delimiter, int line, int next) {
        if (next - line < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (content[line + i] != delimiter[i]) {
                return false;
            }
        }
        int behind = line + delimiter.length + (closes(delimiter, line, next) ? 2 : 0);
        return Ascii.text(content, behind, next - behind).isBlank();
    }

    private boolean closes(byte[] delimiter, int line, int next) {
        int behind = line + delimiter.length;
        return behind + 2 <= next && content[behind] == '-' && content[behind + 1] == '-';
    }

    // what it is

    MimeHeader header() {
        return header;
    }

    /** Returns its media type; what says it holds others, but doesn't, is octets. */
    MimeValue type() {
        return children().isEmpty() && (isMultipart(said) || isMessage(said)) ? OCTETS : said;
    }

    boolean isMultipart() {
        return isMultipart(said) && !children().isEmpty();
    }

    boolean isText() {
        return Ascii.lower(said.text()).startsWith("text/");
    }

    /** Returns the parts of a multipart. */
    List<MimePart> parts() {
        return isMultipart(said) ? children() : List.of();
    }

    /** Returns the message that this part holds. */
    Optional<MimePart> message() {
        return isMessage(said) ? children().stream().findFirst() : Optional.empty();
    }

    private int body() {
        return header.end();
    }

    int size() {
        return end - body();
    }

    int lines() {
        return Lines.count(content, body(), end);
    }

    ByteBuffer bodySlice() {
        return slice(body(), end);
    }

    private ByteBuffer slice(int from, int to) {
        return ByteBuffer.wrap(content, from, to - from).slice();
    }

    // what of it is asked for

    /** Returns a section of this message as slices; nothing if it has none such. */
    Optional<List<ByteBuffer>> section(Section section) {
        if (section.path().isEmpty()) {
            return Optional.of(section.kind() == Section.Kind.ALL ? List.of(slice(start, end)) : ofMessage(section));
        }
        Optional<MimePart> part = part(section.path());
        return switch (section.kind()) {
            case ALL -> part.map(found -> List.of(found.bodySlice()));
            case MIME -> part.map(found -> List.of(found.headerSlice()));
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, TEXT ->
                part.flatMap(MimePart::message).map(message -> message.ofMessage(section));
        };
    }

    /** Returns a part without its transfer encoding; the message itself has none (RFC 3516 section 4.2). */
    Optional<List<ByteBuffer>> decoded(Section section) {
        return section.path().isEmpty()
                ? section(section)
                : part(section.path()).map(part -> List.of(ByteBuffer.wrap(MimeText.octets(part))));
    }

    private List<ByteBuffer> ofMessage(Section section) {
        return switch (section.kind()) {
            case HEADER, MIME -> List.of(headerSlice());
            case HEADER_FIELDS -> header.only(section.fields(), true);
            case HEADER_FIELDS_NOT -> header.only(section.fields(), false);
            case TEXT, ALL -> List.of(bodySlice());
        };
    }

    private ByteBuffer headerSlice() {
        return slice(start, body());
    }

    /** Follows part numbers. A message that is not multipart has one part, its body. */
    private Optional<MimePart> part(List<Integer> path) {
        MimePart now = this;
        boolean isMessage = true;
        for (int number : path) {
            if (!isMessage && now.message().isPresent()) {
                now = now.message().get();
                isMessage = true;
            }
            if (number <= now.parts().size()) {
                now = now.parts().get(number - 1);
            } else if (number != 1 || !isMessage || now.isMultipart()) {
                return Optional.empty();
            }
            isMessage = false;
        }
        return Optional.of(now);
    }
}
