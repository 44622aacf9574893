package mailtls.conformance.suite;

import java.util.List;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.Replied;

/** What has to be said on either side of the border between cleartext and TLS. */
enum Border {
    IMAP(
            "* OK",
            List.of(),
            "a STARTTLS",
            "a OK",
            List.of(
                    new Command("f1 NOOP", false),
                    new Command("f2 CAPABILITY", false),
                    new Command("f3 LOGOUT", false)),
            "* BYE"),
    POP3(
            "+OK",
            List.of(),
            "STLS",
            "+OK",
            // A list comes first, since half a line before it would change nothing about an unknown command.
            List.of(new Command("CAPA", true), new Command("XFENCE", false), new Command("QUIT", false)),
            ""),
    SMTP(
            "220",
            List.of(new Command("EHLO client.example", false)),
            "STARTTLS",
            "220",
            List.of(new Command("NOOP", false), new Command("EHLO client.example", false), new Command("QUIT", false)),
            "421");

    private static final String CRLF = "\r\n";

    private final String greeting;
    private final List<Command> before;
    private final String startTls;
    private final String goAhead;
    private final List<Command> fence;
    private final String goodbye;

    /**
     * A command.
     *
     * @param words the line, without its end
     * @param isList whether a list answers it (POP3)
     */
    record Command(String words, boolean isList) {

        String line() {
            return words + CRLF;
        }
    }

    Border(
            String greeting,
            List<Command> before,
            String startTls,
            String goAhead,
            List<Command> fence,
            String goodbye) {
        this.greeting = greeting;
        this.before = before;
        this.startTls = startTls;
        this.goAhead = goAhead;
        this.fence = fence;
        this.goodbye = goodbye;
    }

    /** Returns the border of a protocol. */
    static Border of(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> IMAP;
            case POP3 -> POP3;
            case SMTP -> SMTP;
        };
    }

    /** Says what comes before STARTTLS, and returns whether all is well. */
    boolean comesUpTo(Peer peer, Replies replies) {
        if (!isStatus(replies.line(), greeting)) {
            return false;
        }
        for (Command command : before) {
            peer.say(command.line());
            if (!isStatus(replies.next(), "250")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStatus(Answer answer, String status) {
        return answer instanceof Replied replied && replied.reply().status().equals(status);
    }

    /** Returns the command, with its end. */
    String startTls() {
        return startTls + CRLF;
    }

    /** Returns the status that the handshake follows. */
    String goAhead() {
        return goAhead;
    }

    /** Returns the status of the greeting. */
    String greeting() {
        return greeting;
    }

    /** Returns the status of the answer to the first command of the fence. */
    String answer() {
        return switch (this) {
            case IMAP -> "f1 OK";
            case POP3 -> "+OK";
            case SMTP -> "250";
        };
    }

    /** Returns commands whose answers can be told apart. */
    List<Command> fence() {
        return fence;
    }

    /** Returns the status of a server that goes unasked; empty where there is none. */
    String goodbye() {
        return goodbye;
    }
}
