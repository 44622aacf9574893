package mailtls.conformance.suite;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Replies.Replied;

/**
 * A TLS session may be resumed, a log-in never is: who comes with the ticket of a connection that was logged in is a stranger all the
 * same, on the same port and on the server's other one. Whether the server does resume is its own affair; if not, there is nothing
 * to be seen.
 */
final class Resumption implements Script {

    /** What is said in a protocol. */
    private enum Words {
        // spotless:off
        //   to begin with                   to log in                           has as answer   as a stranger        has not
        IMAP(List.of(),                      List.of("a LOGIN {user} {password}"),      "a OK", "b SELECT INBOX",     "b OK"),
        POP3(List.of(),                      List.of("USER {user}", "PASS {password}"), "+OK",  "STAT",               "+OK"),
        SMTP(List.of("EHLO client.example"), List.of("AUTH PLAIN {plain}"),             "235",  "AUTH PLAIN {plain}", "503");
        // spotless:on

        private final List<String> opening;
        private final List<String> login;
        private final String loggedIn;
        private final String probe;
        private final String betrays;

        Words(List<String> opening, List<String> login, String loggedIn, String probe, String betrays) {
            this.opening = opening;
            this.login = login;
            this.loggedIn = loggedIn;
            this.probe = probe;
            this.betrays = betrays;
        }

        static Words of(MailProtocol protocol) {
            return valueOf(protocol.name());
        }
    }

    /** Where the stranger comes to. */
    private enum Question {
        IS_NO_LOGIN,
        IS_NO_LOGIN_ON_THE_OTHER_PORT
    }

    private final MailProtocol protocol;
    private final Question question;

    private Resumption(MailProtocol protocol, Question question) {
        this.protocol = protocol;
        this.question = question;
    }

    /** Returns the family's cases for a protocol and mode. */
    static Stream<Case> cases(MailProtocol protocol, Mode mode) {
        return Arrays.stream(Question.values()).map(question -> {
            boolean isImplicit = (mode == Mode.IMPLICIT) == (question == Question.IS_NO_LOGIN);
            String id = "%s.Resumption.%s.%s".formatted(protocol, question, mode.name());
            var script = new Resumption(protocol, question);
            return new Case(id, List.of(requirement(protocol, isImplicit)), protocol, mode, false, script);
        });
    }

    private static String requirement(MailProtocol protocol, boolean isImplicit) {
        return switch (protocol) {
            case IMAP -> isImplicit ? "imap.state.wrong-state-rejected" : "imap.starttls.stays-not-authenticated";
            case POP3 -> isImplicit ? "pop3.implicit.authorization-state" : "pop3.stls.stays-authorization";
            case SMTP -> isImplicit ? "smtp.auth.only-once" : "smtp.starttls.reset-initial-state";
        };
    }

    @Override
    public boolean needsAccount() {
        return true;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        if (question == Question.IS_NO_LOGIN) {
            return play(stage, stage);
        }
        Optional<Stage> twin = stage.twin();
        if (twin.isEmpty()) {
            return Finding.notApplicable(Equality.NEEDS_BOTH_PORTS);
        }
        try (Stage other = twin.get()) {
            return play(stage, other);
        }
    }

    private Finding play(Stage stage, Stage later) throws IOException {
        Words words = Words.of(protocol);
        Talk user = Talk.begin(stage).forALogin();
        user.peer().comeAlone();
        if (user.overTls().isPresent()) {
            return Finding.notApplicable("there is no TLS");
        }
        String status = asStranger(stage, user, words);
        if (status.equals(words.betrays)) {
            return betrayed(words); // the log-in of an earlier case, over a session that was resumed now
        }
        if (!status.equals(words.loggedIn)) {
            status = says(stage, user, words.login);
        }
        if (!status.equals(words.loggedIn)) {
            return Finding.notApplicable("the log-in fails");
        }
        user.farewell();
        Talk stranger = Talk.begin(later).forALogin();
        stranger.peer().comeAfter(user.peer());
        return stranger.overTls().orElseGet(() -> {
            boolean isUser = asStranger(stage, stranger, words).equals(words.betrays);
            stranger.farewell();
            return isUser ? betrayed(words) : strange(stranger.peer().isResumed());
        });
    }

    private static Finding strange(boolean isResumed) {
        return isResumed
                ? Finding.kept("the session is resumed, and nobody is logged in")
                : Finding.notObservable("the server resumes no session");
    }

    /** Asks for what only a user has, or logs in as only a stranger can. */
    private static String asStranger(Stage stage, Talk talk, Words words) {
        says(stage, talk, words.opening);
        return says(stage, talk, List.of(words.probe));
    }

    private static Finding betrayed(Words words) {
        return Finding.broken("“" + words.probe + "” has the answer " + words.betrays, "a session without a log-in");
    }

    /** Says lines, and returns the status of the last reply; empty if there is none. */
    private static String says(Stage stage, Talk talk, List<String> lines) {
        String status = "";
        for (String line : lines) {
            talk.peer().say(stage.words().fill(line) + "\r\n");
            status = talk.replies().next() instanceof Replied replied
                    ? replied.reply().status()
                    : "";
        }
        return status;
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        String where = question == Question.IS_NO_LOGIN ? "" : " on the server's other port";
        return "log in over TLS, and go; come again%s with the same TLS session, and say “%s”"
                .formatted(where, Words.of(protocol).probe);
    }
}
