package mailtls.imap;

import java.util.List;
import java.util.Optional;

/**
 * A mailbox in the answer to LIST (RFC 9051 section 7.3.1).
 *
 * @param attributes with their backslashes: {@code \HasNoChildren}
 * @param delimiter what divides the levels of the name; nothing where there are none
 * @param name its name, decoded; as on the wire if it can't be
 */
public record ImapListed(List<String> attributes, Optional<String> delimiter, String name) {

    public ImapListed {
        attributes = List.copyOf(attributes);
    }

    /** Understands a response, if it is a LIST. */
    static Optional<ImapListed> of(ImapData data) {
        CommandReader in = data.reader();
        try {
            if (!in.takeWord("LIST")) {
                return Optional.empty();
            }
            in.space();
            List<String> attributes = in.list(() -> (in.take('\\') ? "\\" : "") + in.atom());
            in.space();
            Optional<String> delimiter = in.nstring();
            in.space();
            String name = in.astring();
            return Optional.of(new ImapListed(
                    attributes, delimiter, MailboxName.decode(name, false).orElse(name)));
        } catch (SyntaxFault notList) {
            return Optional.empty();
        }
    }
}
