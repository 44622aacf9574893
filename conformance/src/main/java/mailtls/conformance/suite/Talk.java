package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Border.Command;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.Replied;
import mailtls.wire.Ascii;

/** A connection on which the same is said in each protocol and mode, as far as that can be. */
final class Talk {

    private static final int MOST_RECORDS = 1_000;
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final Stage stage;
    private final Border border;
    private final Peer peer;
    private final Replies replies;

    private Talk(Stage stage, Peer peer) {
        this.stage = stage;
        this.border = Border.of(stage.protocol());
        this.peer = peer;
        this.replies = new Replies(stage.protocol(), peer);
    }

    /** Opens a connection. */
    static Talk begin(Stage stage) throws IOException {
        return new Talk(stage, stage.connect());
    }

    /** Waits longer from now on: somebody logs in. */
    Talk forALogin() {
        peer.waitLonger(Player.TIMES_LONGER_FOR_A_LOGIN);
        return this;
    }

    Peer peer() {
        return peer;
    }

    Replies replies() {
        return replies;
    }

    /** Comes to where a ClientHello is expected; returns what is in the way, if anything is. */
    Optional<Finding> upToTls() {
        if (stage.mode() == Mode.IMPLICIT) {
            return Optional.empty();
        }
        if (!border.comesUpTo(peer, replies)) {
            return Optional.of(Finding.undecided("it does not come to STARTTLS"));
        }
        peer.say(border.startTls());
        return hears(replies.next(), border.goAhead())
                ? Optional.empty()
                : Optional.of(Finding.undecided("it refuses STARTTLS"));
    }

    /** Comes to where a command over TLS is expected; returns what is in the way, if anything is. */
    Optional<Finding> overTls() {
        return overTls(failed -> Finding.undecided("the handshake fails: " + failed));
    }

    /** The same over a version of TLS, without which there is nothing to be seen: {@code TLSv1.3}. */
    Optional<Finding> overTls(String version) {
        peer.offer(parameters -> parameters.setProtocols(new String[] {version}));
        return overTls(failed -> Finding.notObservable("it has no " + version + ": " + failed));
    }

    private Optional<Finding> overTls(Function<String, Finding> failure) {
        Optional<Finding> trouble = upToTls();
        if (trouble.isPresent()) {
            return trouble;
        }
        Handshake handshake = peer.handshake();
        if (!handshake.isDone()) {
            return Optional.of(failure.apply(handshake.detail()));
        }
        return stage.mode() == Mode.STARTTLS || hears(replies.line(), border.greeting())
                ? Optional.empty()
                : Optional.of(Finding.undecided("it does not greet"));
    }

    /** Returns a command that is always allowed, with its end. */
    String command() {
        return harmless().line();
    }

    /** Says a command that is always allowed; returns whether it has its answer. */
    boolean isAnswered() {
        peer.say(command());
        return hearsAnswer();
    }

    /** Returns whether the answer to that command comes. */
    boolean hearsAnswer() {
        Answer answer = harmless().isList() ? replies.list() : replies.next();
        return hears(answer, border.answer());
    }

    private Command harmless() {
        return border.fence().get(0);
    }

    /** Takes leave; returns whether that is answered. */
    boolean farewell() {
        Command last = border.fence().get(border.fence().size() - 1);
        peer.say(last.line());
        return replies.next() instanceof Replied;
    }

    /**
     * Where a handshake is due, says a command in clear if there is neither an answer nor an end for a while: a server that has thrown
     * away what we said before is waiting for a ClientHello, and one that goes on in clear answers.
     */
    static void nudge(Peer peer, MailProtocol protocol) {
        if (!peer.isOverTls() && peer.isSilent(A_WHILE)) {
            peer.sayInClear(Border.of(protocol).fence().get(0).line());
        }
    }

    /** Listens past TLS up to the end; what is no record breaks what is asked for. */
    Finding ends() {
        nudge(peer, stage.protocol());
        String asked = "an alert or none, and the end of the connection";
        Heard heard = peer.record();
        for (int records = 0; heard instanceof Line && records < MOST_RECORDS; records++) {
            heard = peer.record();
        }
        if (!(heard instanceof Ended ended)) {
            return Finding.broken("it goes on", asked);
        }
        if (!ended.rest().isEmpty()) {
            return Finding.broken("it answers in clear: “" + Ascii.printable(ended.rest()) + "”", asked);
        }
        return ended(ended);
    }

    /** A server that says nothing may be waiting for more. */
    static Finding ended(Ended ended) {
        return ended.how().isOver()
                ? Finding.kept("it ends the connection")
                : Finding.undecided("it neither answers nor ends the connection: " + ended.how());
    }

    static boolean hears(Answer answer, String status) {
        return answer instanceof Replied replied && replied.reply().status().equals(status);
    }
}
