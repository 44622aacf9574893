package mailtls.imap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailtls.store.Message;
import mailtls.wire.Ascii;

/** Finds the messages that a search key asks for (RFC 9051 section 6.4.4). */
final class SearchMatch {

    private final SelectedMailbox selected;
    private final Map<SearchKey, Set<Integer>> numbered = new IdentityHashMap<>();

    SearchMatch(SelectedMailbox selected) {
        this.selected = selected;
    }

    /** Returns the numbers of the messages, in ascending order. */
    List<Integer> find(SearchKey key) {
        var found = new ArrayList<Integer>();
        for (int number = 1; number <= selected.size(); number++) {
            if (fits(key, number)) {
                found.add(number);
            }
        }
        return found;
    }

    private boolean fits(SearchKey key, int number) {
        Message message = selected.message(number);
        if (key instanceof SearchKey.And and) {
            return and.keys().stream().allMatch(each -> fits(each, number));
        }
        if (key instanceof SearchKey.Or or) {
            return fits(or.one(), number) || fits(or.other(), number);
        }
        if (key instanceof SearchKey.Not not) {
            return !fits(not.key(), number);
        }
        if (key instanceof SearchKey.Numbered named) {
            return numbered.computeIfAbsent(key, same -> new HashSet<>(selected.numbers(named.set(), named.uid())))
                    .contains(number);
        }
        if (key instanceof SearchKey.Flagged flagged) {
            return Flags.has(message.flags(), flagged.flag());
        }
        if (key instanceof SearchKey.Sized sized) {
            int octets = message.content().length;
            return sized.larger() ? octets > sized.octets() : octets < sized.octets();
        }
        if (key instanceof SearchKey.Dated dated) {
            return day(message, dated).filter(day -> fits(day, dated)).isPresent();
        }
        return key instanceof SearchKey.All || fitsWords(key, MimePart.of(message.content()));
    }

    private static Optional<LocalDate> day(Message message, SearchKey.Dated dated) {
        return dated.sent()
                ? MimePart.of(message.content()).header().value("Date").flatMap(Dates::dayOfField)
                : Optional.of(Dates.dayOf(message.received()));
    }

    private static boolean fits(LocalDate day, SearchKey.Dated dated) {
        return switch (dated.when()) {
            case BEFORE -> day.isBefore(dated.day());
            case ON -> day.equals(dated.day());
            case SINCE -> !day.isBefore(dated.day());
        };
    }

    private static boolean fitsWords(SearchKey key, MimePart message) {
        if (key instanceof SearchKey.Header field) {
            return message.header().values(field.field()).stream()
                    .anyMatch(value -> contains(MimeText.ofField(value), field.text()));
        }
        SearchKey.Text text = (SearchKey.Text) key;
        return MimeText.of(message, text.header()).stream().anyMatch(piece -> contains(piece, text.text()));
    }

    private static boolean contains(String text, String words) {
        return Ascii.lower(text).contains(Ascii.lower(ImapSyntax.text(words)));
    }
}
