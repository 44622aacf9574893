package mailtls.imap;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mailtls.wire.Ascii;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Writes ENVELOPE: who wrote to whom, when and about what (RFC 9051 section 7.5.2). */
final class Envelope {

    private final Responses answer;
    private final MimeHeader header;

    private Envelope(Responses answer, MimeHeader header) {
        this.answer = answer;
        this.header = header;
    }

    static void write(Responses answer, MimePart message) {
        new Envelope(answer, message.header()).write();
    }

    private void write() {
        answer.add("(");
        text("Date");
        text("Subject");
        addresses("From");
        // Without a sender of its own a message is sent, and answered to, by whom it is from.
        addresses(header.value("Sender").isPresent() ? "Sender" : "From");
        addresses(header.value("Reply-To").isPresent() ? "Reply-To" : "From");
        addresses("To");
        addresses("Cc");
        addresses("Bcc");
        text("In-Reply-To");
        answer.nstring(header.value("Message-ID"));
        answer.add(")");
    }

    private void text(String field) {
        answer.nstring(header.value(field)).add(" ");
    }

    private void addresses(String field) {
        List<Address> addresses = header.values(field).stream()
                .flatMap(value -> parse(ImapSyntax.text(value)).stream())
                .toList();
        if (addresses.isEmpty()) {
            answer.add("NIL ");
            return;
        }
        answer.add("(");
        addresses.forEach(this::address);
        answer.add(") ");
    }

    /** The parser reads as many octets of the UTF-8 as the text has characters, so the text is made as long as that. */
    private static AddressList parse(String text) {
        String padding = " ".repeat(Ascii.utf8(text).length - text.length());
        return LenientAddressParser.DEFAULT.parseAddressList(text + padding);
    }

    private void address(Address address) {
        if (address instanceof Group group) {
            four(Optional.empty(), Optional.of(group.getName()), Optional.empty());
            group.getMailboxes().forEach(this::mailbox);
            four(Optional.empty(), Optional.empty(), Optional.empty());
        } else {
            mailbox((Mailbox) address);
        }
    }

    private void mailbox(Mailbox mailbox) {
        four(
                Optional.ofNullable(mailbox.getName()),
                Optional.of(Objects.requireNonNullElse(mailbox.getLocalPart(), "")),
                Optional.of(Objects.requireNonNullElse(mailbox.getDomain(), "")));
    }

    /** The second of the four, the source route, is obsolete. */
    private void four(Optional<String> name, Optional<String> mailbox, Optional<String> host) {
        answer.add("(")
                .nstring(name.map(Envelope::encoded))
                .add(" NIL ")
                .nstring(mailbox.map(Envelope::octets))
                .add(" ")
                .nstring(host.map(Envelope::octets))
                .add(")");
    }

    /** The parser has decoded the name, and on the wire it is encoded (RFC 2047). */
    private static String encoded(String name) {
        return Ascii.isPrintable(name) ? name : EncoderUtil.encodeEncodedWord(name, EncoderUtil.Usage.WORD_ENTITY);
    }

    private static String octets(String text) {
        return Ascii.isPrintable(text) ? text : Ascii.text(Ascii.utf8(text));
    }
}
