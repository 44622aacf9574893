package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Finding.Kind;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.NoReply;
import mailtls.conformance.suite.Replies.Replied;

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
        IN_BULK(Duration.ZERO);

        private static final int BULK = 256;

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
            };
        }

        /** Some deliveries are for one suffix only: they say nothing new with the others. */
        boolean isFor(Suffix suffix) {
            return switch (this) {
                case SAME_SEGMENT, SEPARATE_SEGMENT, LATER_SEGMENT, OCTET_BY_OCTET -> true;
                case SPLIT_EVERYWHERE, IN_BULK -> suffix == Suffix.COMMAND;
            };
        }
    }

    private static final String NOT_TO_BE_OBEYED =
            "nothing that was said before TLS has an answer, or a trace, over TLS";

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
        Fence benign = new Fence();
        Finding control = attempt(stage, List.of(Border.of(protocol).startTls()), Optional.empty(), benign);
        if (control.kind() != Kind.KEPT) {
            return Finding.undecided("without anything behind STARTTLS, " + control.reason());
        }
        Finding last = control;
        String octets = stage.words().fill(suffix.octets(protocol));
        for (List<String> segments : delivery.attempts(Border.of(protocol).startTls(), octets)) {
            last = attempt(stage, segments, Optional.of(benign), new Fence());
            if (last.kind() != Kind.KEPT) {
                return last;
            }
        }
        return last;
    }

    /** What the fence's commands were answered with. */
    private static final class Fence {
        private final List<String> kinds = new ArrayList<>();
    }

    private Finding attempt(Stage stage, List<String> segments, Optional<Fence> benign, Fence heard)
            throws IOException {
        Peer peer = stage.connect();
        var replies = new Replies(protocol, peer);
        Border border = Border.of(protocol);
        if (!border.comesUpTo(peer, replies)) {
            return Finding.undecided("it does not come to STARTTLS");
        }
        peer.say(segments, delivery.pause);
        Answer answer = replies.next();
        if (!(answer instanceof Replied replied)) {
            Heard.How how = ((NoReply) answer).why().how();
            return how.isOver()
                    ? Finding.kept("(d) it closes")
                    : Finding.undecided("instead of an answer to STARTTLS there is " + how);
        }
        if (!replied.reply().status().equals(border.goAhead())) {
            return benign.isPresent()
                    ? Finding.kept("(c) it refuses STARTTLS")
                    : Finding.undecided("it refuses STARTTLS");
        }
        return overTheBorder(stage, peer, benign, heard);
    }

    private Finding overTheBorder(Stage stage, Peer peer, Optional<Fence> benign, Fence heard) {
        Handshake handshake = peer.handshake();
        return switch (handshake.outcome()) {
            case DONE -> {
                fence(peer, heard);
                yield benign.map(expected -> grade(stage, peer, expected, heard))
                        .orElseGet(() -> Finding.kept("as it should be"));
            }
            case ALERT, CLOSED, FAILED ->
                benign.isPresent()
                        ? Finding.kept("(a) it hands them to TLS, which fails")
                        : Finding.undecided("the handshake fails: " + handshake.detail());
            // To go on in clear is wrong, but it is not this fault: the cases called ENDS_WHEN_NO_TLS_COMES are about
            // it.
            case CLEARTEXT ->
                benign.isPresent()
                        ? Finding.kept("(a) it hands them to TLS, which fails, and goes on in clear")
                        : Finding.undecided("the handshake fails: " + handshake.detail());
            case SILENCE -> Finding.undecided("the handshake neither goes on nor ends");
            case UNTRUSTED -> Finding.undecided("its certificate is not trusted: " + handshake.detail());
        };
    }

    private void fence(Peer peer, Fence heard) {
        var replies = new Replies(protocol, peer);
        for (Border.Command command : Border.of(protocol).fence()) {
            peer.say(command.line());
            Answer answer = command.isList() ? replies.list() : replies.next();
            if (answer instanceof NoReply none) {
                heard.kinds.add(none.why().how().toString());
                return;
            }
            heard.kinds.add(((Replied) answer).reply().kind());
        }
        Heard more = peer.line();
        heard.kinds.add(more instanceof Heard.Line ? "one reply too many" : "the end");
    }

    private Finding grade(Stage stage, Peer peer, Fence expected, Fence heard) {
        if (peer.transcript().wasHeardOverTls(stage.words().token())) {
            return Finding.broken(
                    "it obeys what was said before TLS: a word of it comes back over TLS", NOT_TO_BE_OBEYED);
        }
        if (heard.kinds.equals(expected.kinds)) {
            return Finding.kept("(b) it throws them away");
        }
        int at = (int) IntStream.range(0, heard.kinds.size())
                .takeWhile(i -> heard.kinds.get(i).equals(expected.kinds.get(i)))
                .count();
        String came = heard.kinds.get(at);
        Predicate<Heard.How> says = how -> came.equals(how.toString());
        if (came.equals(Border.of(protocol).goodbye())
                || Arrays.stream(Heard.How.values()).anyMatch(says.and(Heard.How::isOver))) {
            return Finding.kept("(d) it closes");
        }
        return Finding.broken(
                "what was said before TLS changes the answers over TLS: to command " + (at + 1) + " of the fence it is "
                        + came + ", and " + expected.kinds.get(at) + " without it",
                NOT_TO_BE_OBEYED);
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return "the line " + Border.of(protocol).startTls().strip() + " with “"
                + suffix.octets(protocol).replace("\r\n", "⏎").replace("\n", "␊") + "” behind it, "
                + delivery.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
