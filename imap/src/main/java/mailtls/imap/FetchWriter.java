package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.imap.FetchItem.Attribute;
import mailtls.imap.FetchItem.Content;
import mailtls.imap.FetchItem.Partial;
import mailtls.store.Message;

/** Writes what FETCH answers about one message (RFC 9051 section 7.5.2). */
final class FetchWriter {

    private final Responses answer;
    private final Message message;

    /** The message as a part, once something asks for it: whoever wants flags should not wait for parts. */
    private Optional<MimePart> root = Optional.empty();

    private FetchWriter(Responses answer, Message message) {
        this.answer = answer;
        this.message = message;
    }

    /**
     * Writes one response.
     *
     * @param number the message's
     * @param items what is asked for
     * @param seen whether the flags are told in any case: fetching the text has changed them
     */
    static void write(Responses answer, int number, Message message, Set<FetchItem> items, boolean seen) {
        var writer = new FetchWriter(answer, message);
        answer.add("* " + number + " FETCH (");
        String space = "";
        for (FetchItem item : items) {
            answer.add(space);
            writer.write(item);
            space = " ";
        }
        if (seen && !items.contains(Attribute.FLAGS)) {
            answer.add(space);
            writer.write(Attribute.FLAGS);
        }
        answer.add(")\r\n");
    }

    private MimePart root() {
        MimePart part = root.orElseGet(() -> MimePart.of(message.content()));
        root = Optional.of(part);
        return part;
    }

    private void write(FetchItem item) {
        if (item instanceof Content content) {
            write(content);
            return;
        }
        answer.add(item + " ");
        if (item instanceof FetchItem.BinarySize size) {
            int octets = root().decoded(size.section())
                    .map(slices -> slices.get(0).remaining())
                    .orElse(0);
            answer.add(Integer.toString(octets));
            return;
        }
        switch ((Attribute) item) {
            case FLAGS -> answer.add(Flags.print(message.flags()));
            case UID -> answer.add(Long.toString(message.uid()));
            case INTERNALDATE -> answer.string(Dates.print(message.received()));
            case SIZE -> answer.add(Integer.toString(message.content().length));
            case ENVELOPE -> Envelope.write(answer, root());
            case BODYSTRUCTURE -> BodyStructure.write(answer, root(), true);
            case BODY -> BodyStructure.write(answer, root(), false);
        }
    }

    private void write(Content content) {
        answer.add(content.form().label(content.section()));
        content.partial().ifPresent(partial -> answer.add("<" + partial.from() + ">"));
        answer.add(" ");
        Optional<List<ByteBuffer>> piece = content.form() == FetchItem.Form.BINARY
                ? root().decoded(content.section())
                : root().section(content.section());
        if (piece.isEmpty()) {
            answer.add("NIL");
            return;
        }
        List<ByteBuffer> octets =
                content.partial().map(partial -> cut(piece.get(), partial)).orElse(piece.get());
        if (content.form() == FetchItem.Form.BINARY) {
            answer.literal8(octets);
        } else {
            answer.literal(octets);
        }
    }

    /** Returns the octets that are asked for, as far as there are any. */
    private static List<ByteBuffer> cut(List<ByteBuffer> slices, Partial partial) {
        var cut = new ArrayList<ByteBuffer>();
        long skip = partial.from();
        long left = partial.count();
        for (ByteBuffer slice : slices) {
            int from = (int) Math.min(skip, slice.remaining());
            int count = (int) Math.min(left, slice.remaining() - from);
            if (count > 0) {
                cut.add(slice.slice(slice.position() + from, count));
            }
            skip -= from;
            left -= count;
        }
        return cut;
    }
}
