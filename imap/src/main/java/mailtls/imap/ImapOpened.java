package mailtls.imap;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server tells of the mailbox that SELECT or EXAMINE opened (RFC 9051 section 6.3.2).
 *
 * @param messages how many there are
 * @param uidValidity UIDs that were remembered under another number mean nothing
 * @param uidNext the UID of the next message to come, at least
 * @param isReadOnly whether nothing can be changed
 */
public record ImapOpened(long messages, OptionalLong uidValidity, OptionalLong uidNext, boolean isReadOnly) {

    private static final Pattern EXISTS = Pattern.compile("([0-9]{1,10}) EXISTS", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** Understands the answer. */
    static ImapOpened of(ImapAnswer answer) {
        return new ImapOpened(
                answer.data().stream()
                        .map(data -> EXISTS.matcher(data.text()))
                        .filter(Matcher::matches)
                        .mapToLong(exists -> Long.parseLong(exists.group(1)))
                        .reduce(0, (before, last) -> last),
                code(answer, "UIDVALIDITY"),
                code(answer, "UIDNEXT"),
                new ImapStatus(answer.code(), "").argument("READ-ONLY").isPresent());
    }

    private static OptionalLong code(ImapAnswer answer, String name) {
        return answer.data().stream()
                .filter(data -> data.text().regionMatches(true, 0, "OK ", 0, 3))
                .map(data -> data.status().argument(name))
                .flatMap(Optional::stream)
                .filter(number -> NUMBER.matcher(number).matches())
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
