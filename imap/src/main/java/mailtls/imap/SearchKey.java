package mailtls.imap;

import java.time.LocalDate;
import java.util.List;

/** What SEARCH looks for (RFC 9051 section 6.4.4). {@link SearchMatch} tells whether a message has it. */
sealed interface SearchKey {

    /** All messages. */
    record All() implements SearchKey {}

    /** The messages with these numbers or UIDs. */
    record Numbered(SequenceSet set, boolean uid) implements SearchKey {}

    /** The messages with a flag. */
    record Flagged(String flag) implements SearchKey {}

    /** The messages with a text in a header field; with an empty text, those that have the field. */
    record Header(String field, String text) implements SearchKey {}

    /** The messages with a text in the body; for TEXT, also in the header. */
    record Text(boolean header, String text) implements SearchKey {}

    /** The messages from before a day, of it, or not from before it: by when they came, or by their Date field. */
    record Dated(boolean sent, When when, LocalDate day) implements SearchKey {}

    /** The messages with more or fewer octets. */
    record Sized(boolean larger, long octets) implements SearchKey {}

    record Not(SearchKey key) implements SearchKey {}

    record Or(SearchKey one, SearchKey other) implements SearchKey {}

    record And(List<SearchKey> keys) implements SearchKey {
        public And {
            keys = List.copyOf(keys);
        }
    }

    /** How a date compares. */
    enum When {
        BEFORE,
        ON,
        SINCE
    }
}
