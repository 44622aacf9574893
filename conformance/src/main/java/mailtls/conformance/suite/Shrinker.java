package mailtls.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for the shortest crossing that still goes wrong, by leaving out halves, quarters and so on down to single octets (delta
 * debugging). What it finds depends on nothing but what the server does.
 */
final class Shrinker {

    /** How many crossings are tried at most; each is two connections. */
    static final int MOST_TRIES = 200;

    private final Predicate<Crossing> goesWrong;
    private int tries;

    /**
     * Makes one for a server.
     *
     * @param goesWrong plays a crossing and returns whether the server does what it must not
     */
    Shrinker(Predicate<Crossing> goesWrong) {
        this.goesWrong = goesWrong;
    }

    /** Returns the shortest that is found of the first that goes wrong, or nothing if none does any more. */
    Optional<Crossing> shrink(List<Crossing> attempts) {
        return attempts.stream().filter(this::stillGoesWrong).findFirst().map(this::shortest);
    }

    private Crossing shortest(Crossing found) {
        Crossing inOne = better(found, found.with(List.of(found.octets())).withoutPause());
        Crossing shorter = withFewerOctets(inOne);
        Crossing fewer = withFewerSegments(shorter);
        return better(fewer, fewer.withoutPause());
    }

    private Crossing withFewerOctets(Crossing found) {
        Crossing shortest = found;
        int size = (found.octets().length() - kept(found) + 1) / 2;
        while (size > 0) {
            Crossing before = shortest;
            shortest = withoutSome(before, size);
            // One octet may be in the way of another.
            size = size > 1 || shortest.equals(before) ? size / 2 : size;
        }
        return shortest;
    }

    private Crossing withoutSome(Crossing found, int size) {
        Crossing shortest = found;
        for (int at = found.octets().length() - size; at >= kept(found); at -= size) {
            shortest = better(shortest, shortest.with(without(shortest.segments(), at, size)));
        }
        return shortest;
    }

    /** The command stays: without it there is nothing to ask. */
    private static int kept(Crossing found) {
        String command = Border.of(found.protocol()).startTls();
        return found.octets().startsWith(command) ? command.length() : 0;
    }

    private Crossing withFewerSegments(Crossing found) {
        Crossing fewest = found;
        for (int at = found.segments().size() - 2; at >= 0; at--) {
            fewest = better(fewest, joined(fewest, at));
        }
        return fewest;
    }

    private static Crossing joined(Crossing found, int at) {
        var segments = new ArrayList<>(found.segments());
        segments.set(at, segments.get(at) + segments.remove(at + 1));
        return found.with(segments);
    }

    private static List<String> without(List<String> segments, int from, int size) {
        var left = new ArrayList<String>();
        int begin = 0;
        for (String segment : segments) {
            var rest = new StringBuilder();
            for (int i = 0; i < segment.length(); i++) {
                if (begin + i < from || begin + i >= from + size) {
                    rest.append(segment.charAt(i));
                }
            }
            begin += segment.length();
            if (!rest.isEmpty()) {
                left.add(rest.toString());
            }
        }
        return left;
    }

    private Crossing better(Crossing known, Crossing candidate) {
        return !candidate.equals(known) && stillGoesWrong(candidate) ? candidate : known;
    }

    private boolean stillGoesWrong(Crossing candidate) {
        return tries++ < MOST_TRIES && goesWrong.test(candidate);
    }
}
