package mailtls.conformance.suite;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Replies.Replied;

/**
 * A TLS session may be resumed, a log-in never is: who comes with the ticket of a connection that was logged in is a stranger all the
 * same. Whether the server does resume is its own affair.
 */
final class Resumption implements Script {

    /** What is said in a protocol. */
    private enum Words {
        // spotless:off
        //   to log in                                        with status   then, as a stranger, with a status that is not
        IMAP(List.of("a LOGIN {user} {password}"),            "a OK",       "b SELECT INBOX",    "b OK"),
        POP3(List.of("USER {user}", "PASS {password}"),       "+OK",        "STAT",              "+OK"),
        SMTP(List.of("EHLO client.example", "AUTH PLAIN {plain}"), "235",   "AUTH PLAIN {plain}", "503");
        // spotless:on

        private final List<String> login;
        private final String loggedIn;
        private final String probe;
        private final String betrays;

        Words(List<String> login, String loggedIn, String probe, String betrays) {
            this.login = login;
            this.loggedIn = loggedIn;
            this.probe = probe;
            this.betrays = betrays;
        }

        static Words of(MailProtocol protocol) {
            return valueOf(protocol.name());
        }
    }

    private final MailProtocol protocol;

    private Resumption(MailProtocol protocol) {
        this.protocol = protocol;
    }

    /** Returns the family's case for a protocol and mode. */
    static Stream<Case> cases(MailProtocol protocol, Mode mode) {
        String requirement = switch (protocol) {
            case IMAP ->
                mode == Mode.IMPLICIT ? "imap.state.wrong-state-rejected" : "imap.starttls.stays-not-authenticated";
            case POP3 -> mode == Mode.IMPLICIT ? "pop3.implicit.authorization-state" : "pop3.stls.stays-authorization";
            case SMTP -> mode == Mode.IMPLICIT ? "smtp.auth.only-once" : "smtp.starttls.reset-initial-state";
        };
        String id = "%s.Resumption.IS_NO_LOGIN.%s".formatted(protocol, mode.name());
        return Stream.of(new Case(id, List.of(requirement), protocol, mode, false, new Resumption(protocol)));
    }

    @Override
    public boolean needsAccount() {
        return true;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        Words words = Words.of(protocol);
        Talk user = Talk.begin(stage);
        if (user.overTls().isPresent() || !says(stage, user, words.login).equals(words.loggedIn)) {
            return Finding.notApplicable("the log-in fails");
        }
        user.farewell();
        Talk stranger = Talk.begin(stage);
        return stranger.overTls().orElseGet(() -> {
            List<String> opening = words.login.subList(0, protocol == MailProtocol.SMTP ? 1 : 0);
            says(stage, stranger, opening);
            String status = says(stage, stranger, List.of(words.probe));
            stranger.farewell();
            return status.equals(words.betrays)
                    ? Finding.broken("“" + words.probe + "” has the answer " + status, "a session without a log-in")
                    : Finding.kept("nobody is logged in");
        });
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
        Words words = Words.of(protocol);
        return "log in over TLS, and go; come again with the same TLS session, and say “" + words.probe + "”";
    }
}
