package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Finding.Kind;

/**
 * Octets behind the STARTTLS line: each suffix in each delivery. A server may (a) hand them to TLS, whose handshake then fails, (b)
 * throw them away, (c) refuse STARTTLS, or (d) close. It must not let them have any influence on what is said over TLS: that is seen
 * by a fence of commands, which has to be answered as it is without a suffix.
 */
final class Boundary implements Script {

    /** What stands behind the STARTTLS line; ⏎ for CRLF, and empty where a protocol has nothing of the kind. */
    enum Suffix {
        // spotless:off
        //              IMAP                          POP3              SMTP
        COMMAND(        "{token} NOOP⏎",              "CAPA⏎",          "NOOP {token}⏎"),
        UNKNOWN_COMMAND("{token} X{token}⏎",          "X{token}⏎",      "X{token}⏎"),
        SAID_AGAIN(     "{token} STARTTLS⏎",          "STLS⏎",          "STARTTLS⏎"),
        IDENTIFICATION( "{token} CAPABILITY⏎",        "USER {token}⏎",  "EHLO {token}.example⏎"),
        RESET(          "",                           "RSET⏎",          "RSET⏎"),
        FRAGMENT(       "{token} ",                   "{token}",        "{token}"),
        BARE_LF(        "{token} NOOP\n",             "CAPA\n",         "NOOP {token}\n"),
        OPEN_LITERAL(   "{token} LOGIN {5}⏎",         "",               ""),
        OPEN_LITERAL_AT_ONCE("{token} LOGIN {200+}⏎", "",               ""),
        OPEN_QUOTE(     "{token} LOGIN \"x",          "",               ""),
        NOISE(          "\0\u00ff{token}\r⏎",         "\0\u00ff{token}\r⏎", "\0\u00ff{token}\r⏎");
        // spotless:on

        private final String imap;
        private final String pop3;
        private final String smtp;

        Suffix(String imap, String pop3, String smtp) {
            this.imap = imap;
            this.pop3 = pop3;
            this.smtp = smtp;
        }

        String octets(MailProtocol protocol) {
            String octets = switch (protocol) {
                case IMAP -> imap;
                case POP3 -> pop3;
                case SMTP -> smtp;
            };
            return octets.replace("⏎", "\r\n");
        }
    }

    /** How the octets arrive. */
    enum Delivery {
        SAME_SEGMENT(Duration.ZERO),
        SEPARATE_SEGMENT(Duration.ZERO),
        LATER_SEGMENT(Duration.ofMillis(20)),
        OCTET_BY_OCTET(Duration.ZERO),
        /** In two segments, cut at each place in turn. */
        SPLIT_EVERYWHERE(Duration.ZERO),
        /** 256 times in one segment. */
        IN_BULK(Duration.ZERO),
        /** Behind {@code starttls}. */
        BEHIND_SMALL_LETTERS(Duration.ZERO),
        /** Behind a line with a blank at its end, which a server may take for an argument. */
        BEHIND_A_BLANK(Duration.ZERO),
        /** Behind a line that ends with LF alone, which a server need not take for its end. */
        BEHIND_A_BARE_LF(Duration.ZERO),
        /** Behind a line that has one CR too many. */
        BEHIND_A_SECOND_CR(Duration.ZERO);

        private static final int BULK = 256;
        private static final String CRLF = "\r\n";

        private final Duration pause;

        Delivery(Duration pause) {
            this.pause = pause;
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
                case BEHIND_SMALL_LETTERS -> List.of(List.of(command.toLowerCase(Locale.ROOT) + suffix));
                case BEHIND_A_BLANK -> List.of(List.of(command.replace(CRLF, " " + CRLF) + suffix));
                case BEHIND_A_BARE_LF -> List.of(List.of(command.replace(CRLF, "\n") + suffix));
                case BEHIND_A_SECOND_CR -> List.of(List.of(command.replace(CRLF, "\r" + CRLF) + suffix));
            };
        }

        /** Some deliveries are for one suffix only: they say nothing new with the others. */
        boolean isFor(Suffix suffix) {
            return switch (this) {
                case SAME_SEGMENT, SEPARATE_SEGMENT, LATER_SEGMENT, OCTET_BY_OCTET -> true;
                case SPLIT_EVERYWHERE,
                        IN_BULK,
                        BEHIND_SMALL_LETTERS,
                        BEHIND_A_BLANK,
                        BEHIND_A_BARE_LF,
                        BEHIND_A_SECOND_CR -> suffix == Suffix.COMMAND;
            };
        }

        /** Returns whether a server may say that it does not understand the line, and in IMAP without a tag. */
        boolean isOdd() {
            return switch (this) {
                case BEHIND_A_BLANK, BEHIND_A_BARE_LF, BEHIND_A_SECOND_CR -> true;
                case SAME_SEGMENT,
                        SEPARATE_SEGMENT,
                        LATER_SEGMENT,
                        OCTET_BY_OCTET,
                        SPLIT_EVERYWHERE,
                        IN_BULK,
                        BEHIND_SMALL_LETTERS -> false;
            };
        }
    }

    private final MailProtocol protocol;
    private final Suffix suffix;
    private final Delivery delivery;

    private Boundary(MailProtocol protocol, Suffix suffix, Delivery delivery) {
        this.protocol = protocol;
        this.suffix = suffix;
        this.delivery = delivery;
    }

    /** Returns the family's cases for a protocol. */
    static Stream<Case> cases(MailProtocol protocol) {
        return Arrays.stream(Suffix.values())
                .filter(suffix -> !suffix.octets(protocol).isEmpty())
                .flatMap(suffix -> Arrays.stream(Delivery.values())
                        .filter(delivery -> delivery.isFor(suffix))
                        .map(delivery -> new Boundary(protocol, suffix, delivery).test()));
    }

    private Case test() {
        String requirement = switch (protocol) {
            case IMAP -> "imap.starttls.extra-data";
            case POP3 -> "pop3.stls.no-plaintext-injection";
            case SMTP -> "smtp.starttls.no-plaintext-injection";
        };
        String id = "%s.Boundary.%s.%s".formatted(protocol, suffix, delivery);
        return new Case(id, List.of(requirement), protocol, Mode.STARTTLS, false, this);
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        List<Crossing> attempts = attempts(stage.words());
        var benign = new Crossing.Fence();
        Finding last = attempts.get(0).control(stage, benign);
        for (int i = 0; i < attempts.size() && last.kind() == Kind.KEPT; i++) {
            last = attempts.get(i).play(stage, benign);
        }
        return last;
    }

    /** Returns what is played, one after the other. */
    List<Crossing> attempts(Words words) {
        String octets = words.fill(suffix.octets(protocol));
        return delivery.attempts(Border.of(protocol).startTls(), octets).stream()
                .map(segments -> new Crossing(protocol, segments, delivery.pause, delivery.isOdd()))
                .toList();
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return "the line " + Border.of(protocol).startTls().strip() + " with “"
                + suffix.octets(protocol).replace("\r\n", "⏎").replace("\n", "␊") + "” behind it, "
                + delivery.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
