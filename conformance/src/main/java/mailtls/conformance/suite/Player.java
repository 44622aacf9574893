package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.peer.Records;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.NoReply;
import mailtls.conformance.suite.Replies.Replied;
import mailtls.wire.Ascii;

/** Plays a dialogue. */
final class Player implements Script {

    /** How long nothing must be heard to call it silence. */
    static final Duration MOMENT = Duration.ofMillis(300);

    /** How much longer a server may take for a login: many of them slow down whoever fails to log in, more each time. */
    static final int TIMES_LONGER_FOR_A_LOGIN = 4;

    /** The same where silence says nothing about a server; some are slow after each mistake. */
    private static final int TIMES_LONGER_FOR_AN_ANSWER = 2;

    private static final Pattern LOGIN =
            Pattern.compile("\\b(AUTH|AUTHENTICATE|LOGIN|PASS|APOP)\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> CONTINUATIONS = Set.of("+", "334");

    private static final String CRLF = "\r\n";

    private final Dialogue dialogue;
    private final boolean isControl;

    private Player(Dialogue dialogue, boolean isControl) {
        this.dialogue = dialogue;
        this.isControl = isControl;
    }

    /** Returns what plays a case: where it goes wrong before it parts from the control conversation, nothing is decided. */
    static Player of(Dialogue dialogue) {
        return new Player(dialogue, false);
    }

    /** Returns what plays the control conversation itself. */
    static Player control(Dialogue dialogue) {
        return new Player(dialogue, true);
    }

    @Override
    public boolean needsAccount() {
        return dialogue.needsAccount();
    }

    @Override
    public boolean needsRecipient() {
        return dialogue.needsRecipient();
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        return new Play(stage).whole();
    }

    /** Returns the dialogue. */
    @Override
    public String toString() {
        return dialogue.toString();
    }

    /** One time that it is played. */
    private final class Play {

        private final Stage stage;
        private final int control;
        private Peer peer;
        private Replies replies;
        private final StringBuilder together = new StringBuilder();
        private Reply last = new Reply("", List.of(), false);
        private boolean over;
        private int at;

        /** Whether what was said last went with something else in a segment: no answer means then that it was lost. */
        private boolean wasTogether;

        Play(Stage stage) throws IOException {
            this.stage = stage;
            this.peer = stage.connect();
            this.replies = new Replies(stage.protocol(), peer);
            this.control = isControl ? 0 : dialogue.commonWith(Controls.of(stage.protocol(), stage.mode()));
        }

        Finding whole() throws IOException {
            for (at = 0; at < dialogue.turns().size(); at++) {
                Turn turn = dialogue.turns().get(at);
                if (turn == Turn.Event.CONNECT_AGAIN) {
                    connectAgain();
                } else if (!over) {
                    Optional<Finding> trouble = turn(turn);
                    if (trouble.isPresent()) {
                        return at < control ? asTheControl(trouble.get()) : trouble.get();
                    }
                }
            }
            return Finding.kept("as it should be");
        }

        private void connectAgain() throws IOException {
            peer = stage.connect();
            replies = new Replies(stage.protocol(), peer);
            over = false;
        }

        /** Up to here it is the benign conversation, which went well before: this is not what the case is about. */
        private Finding asTheControl(Finding trouble) {
            return Finding.undecided("unlike in the control conversation, " + trouble.reason());
        }

        private Optional<Finding> turn(Turn turn) {
            if (turn instanceof Turn.SayTogether say) {
                together.append(stage.words().fill(say.line())).append(CRLF);
            } else if (turn instanceof Turn.Say say) {
                wasTogether = !together.isEmpty() || at > 0 && dialogue.turns().get(at - 1) == Turn.Event.TLS_TOGETHER;
                say(together.append(stage.words().fill(say.line())).append(CRLF).toString());
                together.setLength(0);
            } else if (turn instanceof Turn.SayInClear say) {
                peer.sayInClear(stage.words().fill(say.line()) + CRLF);
            } else if (turn instanceof Turn.Event event) {
                return event(event);
            } else {
                return check(turn);
            }
            return Optional.empty();
        }

        /** Whoever logs in, or goes on with it, may have to wait. */
        private void say(String lines) {
            boolean logsIn = LOGIN.matcher(lines).find() || CONTINUATIONS.contains(last.status());
            int forAnAnswer = wasTogether ? 1 : TIMES_LONGER_FOR_AN_ANSWER;
            peer.waitLonger(logsIn ? TIMES_LONGER_FOR_A_LOGIN : forAnAnswer);
            peer.say(lines);
        }

        private Optional<Finding> check(Turn turn) {
            if (turn instanceof Turn.Expect expect) {
                return expect(expect.alternatives());
            }
            if (turn instanceof Turn.Suppose suppose) {
                return expect(suppose.alternatives()).map(other -> Finding.notApplicable(other.reason()));
            }
            if (turn instanceof Turn.Has has && !lists(has.keyword())) {
                return broken("it does not list " + has.keyword());
            }
            if (turn instanceof Turn.Lacks lacks && lists(lacks.keyword())) {
                return broken("it lists " + lacks.keyword());
            }
            if (turn instanceof Turn.Given given && !lists(given.keyword())) {
                return Optional.of(Finding.notApplicable("it does not list " + given.keyword()));
            }
            if (turn instanceof Turn.Without without && lists(without.keyword())) {
                return Optional.of(Finding.notApplicable("it lists " + without.keyword()));
            }
            if (turn instanceof Turn.Never never
                    && peer.transcript().wasHeardOverTls(stage.words().fill(never.word()))) {
                return broken("what was said before TLS is heard over TLS");
            }
            return Optional.empty();
        }

        private boolean lists(String keyword) {
            return last.lists(stage.protocol(), keyword);
        }

        private Optional<Finding> expect(List<Expected> alternatives) {
            Answer answer = listen(alternatives);
            if (answer instanceof Replied replied) {
                last = replied.reply();
                boolean fits = alternatives.stream().anyMatch(expected -> expected.fits(last.status()));
                return fits ? Optional.empty() : broken("the reply is " + shown(last));
            }
            Ended why = ((NoReply) answer).why();
            over = why.how().isOver() && alternatives.stream().anyMatch(Expected::isClose);
            if (why.how() == How.SILENCE && !wasTogether) {
                return Optional.of(
                        Finding.undecidedForSilence("there is no answer in time; it may be slow on purpose"));
            }
            return over ? Optional.empty() : absent("instead of a reply there is " + told(why));
        }

        private Answer listen(List<Expected> alternatives) {
            if (alternatives.stream().anyMatch(Expected::isList)) {
                return replies.list();
            }
            return alternatives.stream().anyMatch(Expected::isUntagged) ? replies.line() : replies.next();
        }

        private Optional<Finding> event(Turn.Event event) {
            return switch (event) {
                case TLS -> handshake(peer.handshake(), false);
                case TLS_TOGETHER -> handshake(peer.handshakeKeepingLastFlight(), false);
                case TLS_OR_NOT -> handshake(peer.handshake(), true);
                case CLOSE -> closes(false);
                case SERVER_CLOSE_NOTIFY -> closes(true);
                case SILENCE -> peer.isSilent(MOMENT) ? Optional.empty() : broken("it says something, or closes");
                case CLIENT_HELLO -> {
                    peer.sayWithClientHello(together.toString());
                    together.setLength(0);
                    yield Optional.empty();
                }
                case CONNECT_AGAIN -> throw new IllegalStateException("not on this connection");
                case OFFER_SSL_3_0 -> refusal(peer.offer(OldHello.SSL_3_0.whole()));
                case OFFER_TLS_1_0 -> refusal(peer.offer(OldHello.TLS_1_0.whole()));
                case OFFER_TLS_1_1 -> refusal(peer.offer(OldHello.TLS_1_1.whole()));
                case HALF_HELLO -> {
                    peer.sayInClear(OldHello.TLS_1_1.half());
                    yield Optional.empty();
                }
                case CLOSE_NOTIFY -> {
                    peer.closeNotify();
                    yield Optional.empty();
                }
                case FIN -> {
                    peer.fin();
                    yield Optional.empty();
                }
            };
        }

        private Optional<Finding> handshake(Handshake result, boolean mayFail) {
            return switch (result.outcome()) {
                case DONE -> Optional.empty();
                case UNTRUSTED -> Optional.of(Finding.undecided("its certificate is not trusted: " + result.detail()));
                case ALERT, CLOSED, FAILED, SILENCE -> {
                    over = mayFail;
                    yield mayFail ? Optional.empty() : absent("the handshake fails: " + result.detail());
                }
                case CLEARTEXT -> broken("the handshake fails: " + result.detail());
            };
        }

        private Optional<Finding> refusal(Handshake result) {
            return switch (result.outcome()) {
                case ALERT -> closes(false);
                case CLOSED -> Optional.empty();
                case DONE -> broken("it goes on with the handshake");
                case SILENCE, CLEARTEXT, UNTRUSTED, FAILED ->
                    broken("instead of a refusal there is " + result.detail());
            };
        }

        private Optional<Finding> closes(boolean withCloseNotify) {
            Talk.nudge(peer, stage.protocol());
            Heard heard = peer.line();
            while (heard instanceof Line line && isRecords(line.text())) {
                heard = peer.line();
            }
            if (heard instanceof Line line) {
                return broken("it says “" + shown(line.text()) + "” instead of closing");
            }
            Ended ended = (Ended) heard;
            if (!ended.rest().isEmpty() && !isRecords(ended.rest())) {
                return broken("it says “" + shown(ended.rest()) + "” before it closes");
            }
            if (!ended.how().isOver() || withCloseNotify && ended.how() != How.CLOSE_NOTIFY) {
                return broken("there is " + told(ended));
            }
            return goesOnInClear(ended) ? broken("it goes on in clear when TLS has ended") : Optional.empty();
        }

        /** What was said in clear before may have been lost with TLS: where TLS has ended well, it is said once more. */
        private boolean goesOnInClear(Ended ended) {
            if (ended.how() == How.CLOSE_NOTIFY) {
                peer.sayInClear(Border.of(stage.protocol()).fence().get(0).line());
            }
            return peer.isOverTls() && peer.saysInClear(MOMENT);
        }

        /** Alerts come where we read cleartext; what stands behind one in a line is said in clear. */
        private boolean isRecords(String octets) {
            return !octets.isEmpty() && words(octets).isEmpty();
        }

        private String shown(String octets) {
            return Ascii.printable(words(octets));
        }

        private String words(String octets) {
            return peer.isOverTls() ? octets : Records.behind(octets);
        }

        private Optional<Finding> broken(String reason) {
            return Optional.of(Finding.broken(reason, dialogue.line(at)).at(Course.at(dialogue, at)));
        }

        private Optional<Finding> absent(String reason) {
            return Optional.of(Finding.absent(reason, dialogue.line(at)).at(Course.at(dialogue, at)));
        }

        private static String shown(Reply reply) {
            return reply.lines().isEmpty()
                    ? reply.status()
                    : "“" + Ascii.printable(reply.lines().get(reply.lines().size() - 1)) + "”";
        }

        private static String told(Ended why) {
            return why.how() + (why.detail().isEmpty() ? "" : " (" + why.detail() + ")");
        }
    }
}
