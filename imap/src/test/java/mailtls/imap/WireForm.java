package mailtls.imap;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/** Prints a command as a client sends it. Passwords don't print, so the commands that carry one are not here. */
final class WireForm {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

    private WireForm() {}

    static String of(ImapCommand command) {
        return command.tag() + " " + words(command);
    }

    private static String words(ImapCommand command) {
        if (command instanceof ImapCommand.Fetch fetch) {
            return uid(fetch.uid()) + "FETCH " + fetch.messages() + " (" + joined(fetch.items()) + ")";
        }
        if (command instanceof ImapCommand.Store store) {
            return uid(store.uid()) + "STORE " + store.messages() + " "
                    + store.how().sign() + "FLAGS" + (store.silent() ? ".SILENT" : "") + " (" + joined(store.flags())
                    + ")";
        }
        if (command instanceof ImapCommand.Search search) {
            return uid(search.uid()) + "SEARCH "
                    + search.returns()
                            .map(asked -> "RETURN (" + joined(asked) + ") ")
                            .orElse("")
                    + "CHARSET " + search.charset() + " " + key(search.key());
        }
        if (command instanceof ImapCommand.Copy copy) {
            return uid(copy.uid()) + "COPY " + copy.messages() + " " + string(copy.mailbox());
        }
        if (command instanceof ImapCommand.Select select) {
            return "SELECT " + string(select.mailbox());
        }
        if (command instanceof ImapCommand.Rename rename) {
            return "RENAME " + string(rename.from()) + " " + string(rename.to());
        }
        if (command instanceof ImapCommand.Status status) {
            return "STATUS " + string(status.mailbox()) + " (" + joined(status.items()) + ")";
        }
        throw new IllegalArgumentException("no form for " + command);
    }

    private static String uid(boolean uid) {
        return uid ? "UID " : "";
    }

    static String key(SearchKey key) {
        if (key instanceof SearchKey.And and) {
            return "(" + and.keys().stream().map(WireForm::key).collect(Collectors.joining(" ")) + ")";
        }
        if (key instanceof SearchKey.Or or) {
            return "OR " + key(or.one()) + " " + key(or.other());
        }
        if (key instanceof SearchKey.Not not) {
            return "NOT " + key(not.key());
        }
        if (key instanceof SearchKey.Numbered numbered) {
            return (numbered.uid() ? "UID " : "") + numbered.set();
        }
        if (key instanceof SearchKey.Flagged flagged) {
            return Flags.isKeyword(flagged.flag()) ? "KEYWORD " + flagged.flag() : Flags.searchWord(flagged.flag());
        }
        if (key instanceof SearchKey.Header header) {
            return "HEADER " + string(header.field()) + " " + string(header.text());
        }
        if (key instanceof SearchKey.Text text) {
            return (text.header() ? "TEXT " : "BODY ") + string(text.text());
        }
        if (key instanceof SearchKey.Dated dated) {
            return (dated.sent() ? "SENT" : "") + dated.when() + " " + day(dated.day());
        }
        if (key instanceof SearchKey.Sized sized) {
            return (sized.larger() ? "LARGER " : "SMALLER ") + sized.octets();
        }
        return "ALL";
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Prints a string as a literal that does not wait, or quoted if it can be. */
    static String string(String octets) {
        return Ascii.isPrintable(octets) ? Responses.quoted(octets) : "{" + octets.length() + "+}\r\n" + octets;
    }

    private static String joined(Collection<?> words) {
        return words.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
