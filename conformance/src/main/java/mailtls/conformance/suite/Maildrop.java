package mailtls.conformance.suite;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.Replied;

/**
 * What a dialogue can't say of POP3, for it compares statuses whatever their letters, and one connection at a time: octets that have
 * to be just so (RFC 1939 section 3, RFC 5034 section 4), and what one connection leaves to the next (RFC 1939 sections 6 and 7).
 */
final class Maildrop implements Script {

    private static final Pattern TIMESTAMP = Pattern.compile("<[^<>\\s]+@[^<>\\s]+>");

    /** What is asked. */
    enum Question {
        // spotless:off
        SAYS_ITS_STATUS_IN_CAPITALS(      "pop3.status.upper-case",                                       Maildrop::capitals),
        CHALLENGES_WITH_A_SPACE(          "pop3.auth.challenge-format",                                   Maildrop::challenge),
        HAS_A_FRESH_TIMESTAMP(            "pop3.apop.timestamp-unique",                                   Maildrop::timestamp),
        KEEPS_MAIL_WHEN_TLS_ENDS(         "pop3.quit.update-only-from-transaction",
                stage -> keeps(stage, Peer::closeNotify)),
        KEEPS_MAIL_WHEN_TLS_IS_CUT_OFF(   "pop3.quit.update-only-from-transaction tls13.truncation",
                stage -> keeps(stage, Peer::fin));
        // spotless:on

        private final List<String> requirements;
        private final Asking asking;

        Question(String requirements, Asking asking) {
            this.requirements = List.of(requirements.split(" "));
            this.asking = asking;
        }

        private boolean isIntrusive() {
            return this == KEEPS_MAIL_WHEN_TLS_ENDS || this == KEEPS_MAIL_WHEN_TLS_IS_CUT_OFF;
        }
    }

    private interface Asking {
        Finding ask(Stage stage) throws IOException;
    }

    private interface Ending {
        void end(Peer peer);
    }

    private final Question question;

    private Maildrop(Question question) {
        this.question = question;
    }

    /** Returns the family's cases for a mode. */
    static Stream<Case> cases(Mode mode) {
        return Arrays.stream(Question.values())
                .map(question -> new Case(
                        "pop3.Maildrop.%s.%s".formatted(question, mode.name()),
                        question.requirements,
                        MailProtocol.POP3,
                        mode,
                        question.isIntrusive(),
                        new Maildrop(question)));
    }

    @Override
    public boolean needsAccount() {
        return question.isIntrusive();
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        return question.asking.ask(stage);
    }

    private static Finding capitals(Stage stage) throws IOException {
        Talk talk = Talk.begin(stage).forALogin();
        return talk.overTls().orElseGet(() -> {
            String good = status(talk, "CAPA", true);
            String bad = status(talk, "X" + stage.words().token(), false);
            return good.equals("+OK") && bad.equals("-ERR")
                    ? Finding.kept("+OK and -ERR")
                    : Finding.broken("it says " + good + " and " + bad, "+OK to CAPA, and -ERR to an unknown command");
        });
    }

    private static Finding challenge(Stage stage) throws IOException {
        Talk talk = Talk.begin(stage).forALogin();
        return talk.overTls().orElseGet(() -> {
            talk.peer().say("AUTH PLAIN\r\n");
            if (!(talk.replies().next() instanceof Replied replied)
                    || !replied.reply().status().equals("+")) {
                return Finding.notApplicable("it has no AUTH PLAIN");
            }
            String line = replied.reply().lines().get(0);
            return line.equals("+ ")
                    ? Finding.kept("a plus sign and a space")
                    : Finding.broken(
                            "the empty challenge is “" + line + "”", "a plus sign and a space, no more and no less");
        });
    }

    private static Finding timestamp(Stage stage) throws IOException {
        Optional<String> first = greeted(stage);
        Optional<String> second = greeted(stage);
        if (first.isEmpty() || second.isEmpty()) {
            return Finding.notApplicable("it has no APOP: there is no timestamp in the greeting");
        }
        return first.equals(second)
                ? Finding.broken("it greets twice with " + first.get(), "a timestamp that is another in each greeting")
                : Finding.kept("another timestamp in each greeting");
    }

    private static Optional<String> greeted(Stage stage) throws IOException {
        Peer peer = stage.connect();
        if (stage.mode() == Mode.IMPLICIT) {
            peer.handshake();
        }
        return new Replies(MailProtocol.POP3, peer).next() instanceof Replied replied
                ? TIMESTAMP
                        .matcher(replied.reply().lines().get(0))
                        .results()
                        .map(found -> found.group())
                        .findFirst()
                : Optional.empty();
    }

    private static Finding keeps(Stage stage, Ending ending) throws IOException {
        Talk marking = Talk.begin(stage).forALogin();
        List<String> before = mail(stage, marking);
        if (!status(marking, "DELE 1", false).equals("+OK")) {
            return Finding.notApplicable("nobody is logged in, or there is no mail");
        }
        ending.end(marking.peer());
        marking.ends();
        Talk looking = Talk.begin(stage).forALogin();
        List<String> after = mail(stage, looking);
        looking.farewell();
        if (after.isEmpty()) {
            return Finding.undecided("the second log-in fails");
        }
        return before.equals(after)
                ? Finding.kept("all mail is still there")
                : Finding.broken("mail that was marked is gone, without QUIT", "all mail is still there");
    }

    /** Logs in, and returns what UIDL or LIST says of the mail there, in lines. */
    private static List<String> mail(Stage stage, Talk talk) {
        if (talk.overTls().isPresent()
                || !status(talk, stage.words().fill("USER {user}"), false).equals("+OK")
                || !status(talk, stage.words().fill("PASS {password}"), false).equals("+OK")) {
            return List.of();
        }
        talk.peer().say("LIST\r\n");
        return talk.replies().list() instanceof Replied replied
                ? replied.reply().lines().subList(1, replied.reply().lines().size())
                : List.of();
    }

    /** Says a line, and returns the status of the reply just as it is; empty if there is none. */
    private static String status(Talk talk, String line, boolean isList) {
        talk.peer().say(line + "\r\n");
        Answer answer = isList ? talk.replies().list() : talk.replies().next();
        return answer instanceof Replied replied ? replied.reply().status() : "";
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return "the server " + question.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
