package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Finding.Kind;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.NoReply;
import mailtls.conformance.suite.Replies.Replied;
import mailtls.wire.Ascii;

/**
 * A way over the border with exactly these octets in exactly these segments, STARTTLS first. Before it goes another connection with
 * STARTTLS alone, whose fence of commands tells what is usual.
 *
 * @param protocol what is spoken
 * @param segments what is said, one character for each octet
 * @param pause how long to wait between the segments
 */
record Crossing(MailProtocol protocol, List<String> segments, Duration pause) implements Script {

    private static final String END = "the end";
    private static final String NOT_TO_BE_OBEYED =
            "nothing that was said before TLS has an answer, or a trace, over TLS";

    Crossing {
        segments = List.copyOf(segments);
    }

    /** Returns all that is said, whatever the segments. */
    String octets() {
        return String.join("", segments);
    }

    /** Returns the same with other segments. */
    Crossing with(List<String> others) {
        return new Crossing(protocol, others, pause);
    }

    /** Returns the same without pauses. */
    Crossing withoutPause() {
        return new Crossing(protocol, segments, Duration.ZERO);
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        Fence benign = new Fence();
        Finding control = control(stage, benign);
        return control.kind() == Kind.KEPT ? play(stage, benign) : control;
    }

    /** Plays the other connection. */
    Finding control(Stage stage, Fence benign) throws IOException {
        var usual = new Crossing(protocol, List.of(Border.of(protocol).startTls()), Duration.ZERO);
        Finding control = usual.attempt(stage, Optional.empty(), benign);
        if (control.kind() != Kind.KEPT) {
            return Finding.undecided("without anything behind STARTTLS, " + control.reason());
        }
        return benign.isComplete(protocol)
                ? control
                : Finding.undecided("without anything behind STARTTLS, the fence is not answered: " + benign.kinds);
    }

    /** Plays it where it is known what is usual. */
    Finding play(Stage stage, Fence benign) throws IOException {
        return attempt(stage, Optional.of(benign), new Fence());
    }

    /** What the fence's commands were answered with. */
    static final class Fence {
        private final List<String> kinds = new ArrayList<>();

        /** Returns whether each command has an answer, and the end came then. */
        boolean isComplete(MailProtocol protocol) {
            int answers = Border.of(protocol).fence().size();
            return kinds.size() == answers + 1 && kinds.get(answers).equals(END);
        }
    }

    private Finding attempt(Stage stage, Optional<Fence> benign, Fence heard) throws IOException {
        Peer peer = stage.connect();
        var replies = new Replies(protocol, peer);
        Border border = Border.of(protocol);
        if (!border.comesUpTo(peer, replies)) {
            return Finding.undecided("it does not come to STARTTLS");
        }
        peer.say(segments, pause);
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
            // To go on in clear is wrong, but another fault, which the cases called ENDS_WHEN_NO_TLS_COMES look for.
            case CLEARTEXT ->
                benign.isPresent()
                        ? Finding.kept("(a) it hands them to TLS, which fails, and goes on in clear")
                        : Finding.undecided("the handshake fails: " + handshake.detail());
            case SILENCE -> Finding.undecidedForSilence("the handshake neither goes on nor ends");
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
        heard.kinds.add(more instanceof Heard.Line ? "one reply too many" : END);
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

    /** Returns the segments, for a person to read. */
    @Override
    public String toString() {
        return segments.stream().map(Ascii::printable).collect(Collectors.joining("\n"));
    }
}
