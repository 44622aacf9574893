package mailtls.imap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Message numbers or UIDs as a client names them: “1,3:5,7:*” (RFC 9051 section 9).
 *
 * @param ranges as they were written; none for the saved result of a search, “$” (RFC 5182)
 */
record SequenceSet(List<Range> ranges) {

    /** The greatest number in use: “*”. */
    static final long STAR = Long.MAX_VALUE;

    /** What the last SEARCH with RETURN (SAVE) has found. */
    static final SequenceSet SAVED = new SequenceSet(List.of());

    /** The messages between two numbers, both included, in either order. */
    record Range(long from, long to) {

        private Range resolve(long greatest) {
            long one = from == STAR ? greatest : from;
            long other = to == STAR ? greatest : to;
            return new Range(Math.min(one, other), Math.max(one, other));
        }

        private boolean touches(Range next) {
            return next.from <= to + 1;
        }
    }

    SequenceSet {
        ranges = List.copyOf(ranges);
    }

    static SequenceSet read(CommandReader in) throws SyntaxFault {
        if (in.take('$')) {
            return SAVED;
        }
        var ranges = new ArrayList<Range>();
        do {
            long from = number(in);
            ranges.add(new Range(from, in.take(':') ? number(in) : from));
        } while (in.take(','));
        return new SequenceSet(ranges);
    }

    private static long number(CommandReader in) throws SyntaxFault {
        if (in.take('*')) {
            return STAR;
        }
        long number = in.number();
        if (number == 0) {
            throw new SyntaxFault("messages are numbered from 1");
        }
        return number;
    }

    boolean isSaved() {
        return ranges.isEmpty();
    }

    /** Returns the greatest number that has to be there: “7:*” is content with what there is. */
    long greatestNamed() {
        return ranges.stream()
                .mapToLong(range -> Math.max(range.from(), range.to()))
                .filter(number -> number != STAR)
                .max()
                .orElse(0);
    }

    /** Returns the ranges in ascending order, none touching another, with “*” being the greatest number in use. */
    List<Range> resolve(long greatest) {
        var merged = new ArrayList<Range>();
        ranges.stream()
                .map(range -> range.resolve(greatest))
                .sorted(Comparator.comparingLong(Range::from))
                .forEach(range -> merge(merged, range));
        return merged;
    }

    private static void merge(List<Range> merged, Range next) {
        int last = merged.size() - 1;
        if (last >= 0 && merged.get(last).touches(next)) {
            Range before = merged.get(last);
            merged.set(last, new Range(before.from(), Math.max(before.to(), next.to())));
        } else {
            merged.add(next);
        }
    }

    /** Prints numbers, neighbours in ascending order together: “1:3,7”. The order is kept. */
    static String print(List<Long> numbers) {
        var ranges = new ArrayList<Range>();
        for (long number : numbers) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to() + 1 == number) {
                ranges.set(last, new Range(ranges.get(last).from(), number));
            } else {
                ranges.add(new Range(number, number));
            }
        }
        return new SequenceSet(ranges).toString();
    }

    @Override
    public String toString() {
        return isSaved() ? "$" : ranges.stream().map(SequenceSet::print).collect(Collectors.joining(","));
    }

    private static String print(Range range) {
        String from = print(range.from());
        return range.from() == range.to() ? from : from + ":" + print(range.to());
    }

    private static String print(long number) {
        return number == STAR ? "*" : Long.toString(number);
    }
}
