package mailtls.imap;

import java.util.List;
import java.util.Optional;
import mailtls.imap.ImapHeard.Bye;
import mailtls.imap.ImapHeard.Capability;
import mailtls.imap.ImapHeard.Completed;
import mailtls.imap.ImapHeard.Continuation;
import mailtls.imap.ImapHeard.Data;
import mailtls.imap.ImapHeard.Ok;
import mailtls.imap.ImapHeard.Preauth;
import mailtls.imap.ImapHeard.Refused;
import mailtls.imap.ImapHeard.Warning;
import mailtls.wire.Ascii;

/** From what a server says to an {@link ImapHeard}, or to nothing if it is not in the grammar (RFC 9051 section 9). */
final class ReplySyntax {

    private static final String UNTAGGED = "* ";

    private ReplySyntax() {}

    /** Returns whether a literal may come in what begins like this: in data, and not in words for people. */
    static boolean mayHaveLiterals(String line) {
        return line.startsWith(UNTAGGED) && isData(firstWord(line.substring(UNTAGGED.length())));
    }

    /** Understands an untagged response. */
    static Optional<ImapHeard> untagged(Assembled words) {
        String first = words.lines().get(0);
        if (!first.startsWith(UNTAGGED) || first.length() == UNTAGGED.length()) {
            return Optional.empty();
        }
        var data = new ImapData(words.withoutStart(UNTAGGED.length()));
        return Optional.of(
                switch (firstWord(data.text())) {
                    case "OK" -> new Ok(data);
                    case "NO", "BAD" -> new Warning(data);
                    case "PREAUTH" -> new Preauth(data);
                    case "BYE" -> new Bye(data);
                    case "CAPABILITY" -> new Capability(data, names(data.text().substring("CAPABILITY".length())));
                    default -> new Data(data);
                });
    }

    /** Understands the reply to a command, behind its tag. */
    static Optional<ImapHeard> tagged(String text) {
        String condition = firstWord(text);
        var status = ImapStatus.of(text.substring(condition.length()).trim());
        return switch (condition) {
            case "OK" -> Optional.of(new Completed(status));
            case "NO", "BAD" -> Optional.of(new Refused(condition, status));
            default -> Optional.empty();
        };
    }

    /** Understands a request to go on. Real servers leave out the space where there are no words. */
    static Optional<ImapHeard> continuation(String line) {
        return line.equals("+") || line.startsWith("+ ")
                ? Optional.of(new Continuation(line.substring(1).trim()))
                : Optional.empty();
    }

    /** Returns the names in a list of capabilities, in upper case. */
    static List<String> names(String list) {
        return List.of(Ascii.upper(list).split(" ")).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static boolean isData(String word) {
        return switch (word) {
            case "OK", "NO", "BAD", "PREAUTH", "BYE", "CAPABILITY" -> false;
            default -> true;
        };
    }

    private static String firstWord(String text) {
        int space = text.indexOf(' ');
        return Ascii.upper(space < 0 ? text : text.substring(0, space));
    }
}
