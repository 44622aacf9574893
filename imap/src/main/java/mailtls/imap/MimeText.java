package mailtls.imap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** What mail says, in characters, for SEARCH: decoded from whatever encodings it came in. */
final class MimeText {

    private MimeText() {}

    /** Returns the value of a header field, its encoded words decoded (RFC 2047). */
    static String ofField(String value) {
        return DecoderUtil.decodeEncodedWords(ImapSyntax.text(value), DecodeMonitor.SILENT);
    }

    /** Returns a message's header. */
    static String ofHeader(MimePart message) {
        return ofField(Ascii.text(message.section(Section.HEADER).orElseThrow().get(0)));
    }

    /** Returns the texts of a message's body, part by part; those of a message inside it with its header. */
    static List<String> ofBody(MimePart message) {
        var texts = new ArrayList<String>();
        collect(message, texts);
        return texts;
    }

    private static void collect(MimePart part, List<String> texts) {
        part.parts().forEach(each -> collect(each, texts));
        part.message().ifPresent(message -> {
            texts.add(ofHeader(message));
            collect(message, texts);
        });
        if (part.isText()) {
            texts.add(decoded(part));
        }
    }

    private static String decoded(MimePart part) {
        byte[] octets = octets(part);
        Optional<Charset> charset = part.type().parameter("charset").flatMap(MimeText::charset);
        return charset.map(known -> new String(octets, known)).orElseGet(() -> ImapSyntax.text(Ascii.text(octets)));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Returns the octets of a part without its transfer encoding; what is broken in it is passed over. */
    static byte[] octets(MimePart part) {
        ByteBuffer body = part.bodySlice();
        var raw = new ByteArrayInputStream(body.array(), body.arrayOffset(), body.remaining());
        String encoding = part.header()
                .value("Content-Transfer-Encoding")
                .map(Ascii::lower)
                .orElse("7bit");
        try (InputStream in = switch (encoding) {
            case "base64" -> new Base64InputStream(raw, DecodeMonitor.SILENT);
            case "quoted-printable" -> new QuotedPrintableInputStream(raw, DecodeMonitor.SILENT);
            default -> raw;
        }) {
            return in.readAllBytes();
        } catch (IOException broken) {
            return new byte[0];
        }
    }
}
