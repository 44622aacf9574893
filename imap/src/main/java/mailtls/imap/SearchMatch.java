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
            if (new Candidate(number, selected.message(number)).fits(key)) {
                found.add(number);
            }
        }
        return found;
    }

    /** One message: read once, however many words are looked for in it, and only if there are any. */
    private final class Candidate {

        private final int number;
        private final Message message;
        private Optional<MimePart> part = Optional.empty();
        private Optional<List<String>> body = Optional.empty();

        private Candidate(int number, Message message) {
            this.number = number;
            this.message = message;
        }

        private boolean fits(SearchKey key) {
            if (key instanceof SearchKey.And and) {
                return and.keys().stream().allMatch(this::fits);
            }
            if (key instanceof SearchKey.Or or) {
                return fits(or.one()) || fits(or.other());
            }
            if (key instanceof SearchKey.Not not) {
                return !fits(not.key());
            }
            return key instanceof SearchKey.All || fitsFacts(key) || fitsWords(key);
        }

        private boolean fitsFacts(SearchKey key) {
            if (key instanceof SearchKey.Numbered named) {
                return numbers(named).contains(number);
            }
            if (key instanceof SearchKey.Flagged flagged) {
                return Flags.has(message.flags(), flagged.flag());
            }
            if (key instanceof SearchKey.Sized sized) {
                int octets = message.content().length;
                return sized.larger() ? octets > sized.octets() : octets < sized.octets();
            }
            return key instanceof SearchKey.Dated dated
                    && day(dated.sent()).filter(day -> isThen(day, dated)).isPresent();
        }

        private Optional<LocalDate> day(boolean sent) {
            return sent
                    ? part().header().value("Date").flatMap(Dates::dayOfField)
                    : Optional.of(Dates.dayOf(message.received()));
        }

        private boolean fitsWords(SearchKey key) {
            if (key instanceof SearchKey.Header field) {
                return part().header().values(field.field()).stream()
                        .anyMatch(value -> contains(MimeText.ofField(value), field.text()));
            }
            return key instanceof SearchKey.Text text
                    && (body().stream().anyMatch(piece -> contains(piece, text.text()))
                            || text.header() && contains(MimeText.ofHeader(part()), text.text()));
        }

        private MimePart part() {
            MimePart known = part.orElseGet(() -> MimePart.of(message.content()));
            part = Optional.of(known);
            return known;
        }

        private List<String> body() {
            List<String> texts = body.orElseGet(() -> MimeText.ofBody(part()));
            body = Optional.of(texts);
            return texts;
        }
    }

    /** What numbers a set means is worked out once for all messages. */
    private Set<Integer> numbers(SearchKey.Numbered named) {
        return numbered.computeIfAbsent(named, same -> new HashSet<>(selected.numbers(named.set(), named.uid())));
    }

    private static boolean isThen(LocalDate day, SearchKey.Dated dated) {
        return switch (dated.when()) {
            case BEFORE -> day.isBefore(dated.day());
            case ON -> day.equals(dated.day());
            case SINCE -> !day.isBefore(dated.day());
        };
    }

    private static boolean contains(String text, String words) {
        return Ascii.lower(text).contains(Ascii.lower(ImapSyntax.text(words)));
    }
}
