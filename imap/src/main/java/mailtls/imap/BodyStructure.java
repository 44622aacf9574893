package mailtls.imap;

import java.util.Map;
import java.util.Optional;

/** Writes BODYSTRUCTURE, and BODY, which leaves out the extension data (RFC 9051 section 7.5.2). */
final class BodyStructure {

    private final Responses answer;
    private final boolean extended;

    private BodyStructure(Responses answer, boolean extended) {
        this.answer = answer;
        this.extended = extended;
    }

    static void write(Responses answer, MimePart part, boolean extended) {
        new BodyStructure(answer, extended).write(part);
    }

    private void write(MimePart part) {
        answer.add("(");
        if (part.isMultipart()) {
            part.parts().forEach(this::write);
            answer.add(" ").string(subtype(part));
            if (extended) {
                answer.add(" ");
                parameters(part.type().parameters());
            }
        } else {
            single(part);
            if (extended) {
                answer.add(" ").nstring(part.header().value("Content-MD5"));
            }
        }
        if (extended) {
            extension(part);
        }
        answer.add(")");
    }

    private void single(MimePart part) {
        answer.string(type(part)).add(" ").string(subtype(part)).add(" ");
        parameters(part.type().parameters());
        answer.add(" ")
                .nstring(part.header().value("Content-ID"))
                .add(" ")
                .nstring(part.header().value("Content-Description"))
                .add(" ")
                .string(part.header().value("Content-Transfer-Encoding").orElse("7BIT"))
                .add(" " + part.size());
        part.message().ifPresent(message -> {
            answer.add(" ");
            Envelope.write(answer, message);
            answer.add(" ");
            write(message);
        });
        if (part.isText() || part.message().isPresent()) {
            answer.add(" " + part.lines());
        }
    }

    private void extension(MimePart part) {
        answer.add(" ");
        Optional<MimeValue> disposition =
                part.header().value("Content-Disposition").map(MimeValue::of);
        if (disposition.isPresent()) {
            answer.add("(").string(disposition.get().text()).add(" ");
            parameters(disposition.get().parameters());
            answer.add(")");
        } else {
            answer.add("NIL");
        }
        answer.add(" ")
                .nstring(part.header().value("Content-Language"))
                .add(" ")
                .nstring(part.header().value("Content-Location"));
    }

    private void parameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            answer.add("NIL");
            return;
        }
        String open = "(";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            answer.add(open).string(parameter.getKey()).add(" ").string(parameter.getValue());
            open = " ";
        }
        answer.add(")");
    }

    private static String type(MimePart part) {
        String text = part.type().text();
        return text.substring(0, text.indexOf('/'));
    }

    private static String subtype(MimePart part) {
        String text = part.type().text();
        return text.substring(text.indexOf('/') + 1);
    }
}
