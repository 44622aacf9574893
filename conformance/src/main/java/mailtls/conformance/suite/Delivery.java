package mailtls.conformance.suite;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mailtls.wire.Ascii;

/** How the octets behind the STARTTLS line arrive, and how that line is written. */
enum Delivery {
    SAME_SEGMENT(Duration.ZERO),
    SEPARATE_SEGMENT(Duration.ZERO),
    LATER_SEGMENT(Duration.ofMillis(20)),
    OCTET_BY_OCTET(Duration.ZERO),
    /** In two segments, cut at each place in turn. */
    SPLIT_EVERYWHERE(Duration.ZERO),
    /** 256 times in one segment. */
    IN_BULK(Duration.ZERO),
    /** In one segment, the command in small letters: whoever looks for the word may not see it. */
    BEHIND_SMALL_LETTERS(Duration.ZERO),
    /** In one segment, the command with a blank behind it. */
    BEHIND_A_BLANK(Duration.ZERO),
    /** In one segment, the command ended by LF alone. */
    BEHIND_A_BARE_LF(Duration.ZERO),
    /** In one segment, the command ended by a CR too many. */
    BEHIND_A_SECOND_CR(Duration.ZERO);

    private static final int BULK = 256;

    private final Duration pause;

    Delivery(Duration pause) {
        this.pause = pause;
    }

    /** Returns how long to wait between segments. */
    Duration pause() {
        return pause;
    }

    /** Returns the segments of each attempt. */
    List<List<String>> attempts(String command, String suffix) {
        String all = command + suffix;
        return switch (this) {
            case SAME_SEGMENT -> List.of(List.of(all));
            case SEPARATE_SEGMENT, LATER_SEGMENT -> List.of(List.of(command, suffix));
            case OCTET_BY_OCTET -> List.of(Arrays.asList(all.split("")));
            case SPLIT_EVERYWHERE ->
                IntStream.range(1, all.length())
                        .mapToObj(at -> List.of(all.substring(0, at), all.substring(at)))
                        .toList();
            case IN_BULK -> List.of(List.of(command + suffix.repeat(BULK)));
            case BEHIND_SMALL_LETTERS -> List.of(List.of(Ascii.lower(command) + suffix));
            case BEHIND_A_BLANK -> List.of(List.of(command.replace("\r\n", " \r\n") + suffix));
            case BEHIND_A_BARE_LF -> List.of(List.of(command.replace("\r\n", "\n") + suffix));
            case BEHIND_A_SECOND_CR -> List.of(List.of(command.replace("\r\n", "\r\r\n") + suffix));
        };
    }

    /** Some deliveries are for one suffix only: they say nothing new with the others. */
    boolean isFor(Suffix suffix) {
        return switch (this) {
            case SAME_SEGMENT -> true;
            // Octet by octet it would take minutes.
            case SEPARATE_SEGMENT, LATER_SEGMENT, OCTET_BY_OCTET -> suffix != Suffix.LONG_LINE;
            case SPLIT_EVERYWHERE,
                    IN_BULK,
                    BEHIND_SMALL_LETTERS,
                    BEHIND_A_BLANK,
                    BEHIND_A_BARE_LF,
                    BEHIND_A_SECOND_CR -> suffix == Suffix.COMMAND;
        };
    }
}
