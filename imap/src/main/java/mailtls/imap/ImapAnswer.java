package mailtls.imap;

import java.util.List;

/**
 * What a server answered to a command that it did.
 *
 * @param data the untagged responses that came meanwhile, also those that have nothing to do with the command
 * @param code the response code of the tagged OK, without its brackets; empty if there is none
 * @param words the words of the tagged OK
 */
public record ImapAnswer(List<ImapData> data, String code, String words) {

    public ImapAnswer {
        data = List.copyOf(data);
    }
}
