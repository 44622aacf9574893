package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Border.Command;
import mailtls.conformance.suite.Replies.Answer;
import mailtls.conformance.suite.Replies.Replied;

/**
 * Once there is TLS, a conversation is the same whether STARTTLS led there or TLS came first: the same commands, drawn by lot, have
 * to get the same kinds of replies on both ports of a server. Its lists of capabilities may differ, and are compared for
 * information only.
 */
final class Equality implements Script {

    /** Why a case that is played on two ports can't be played. */
    static final String NEEDS_BOTH_PORTS =
            "it takes the server's other port, too: one with STARTTLS, one with TLS first";

    private static final int CONVERSATIONS = 4;
    private static final int COMMANDS = 10;

    /** What is compared. */
    enum Question {
        /** The status of each reply, and whether it has more lines than one. */
        REPLIES,
        /** What is listed first of all. */
        CAPABILITIES
    }

    /** A server that is slow after each mistake is not asked again. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private static final Finding NOT_BOTH = Finding.undecided("there is no conversation on both ports");

    private final MailProtocol protocol;
    private final Question question;

    private Equality(MailProtocol protocol, Question question) {
        this.protocol = protocol;
        this.question = question;
    }

    /** Returns the family's cases for a protocol. */
    static Stream<Case> cases(MailProtocol protocol) {
        return Stream.of(Question.values()).map(question -> {
            String id = "%s.Equality.%s".formatted(protocol, question);
            var script = new Equality(protocol, question);
            return new Case(id, script.requirements(), protocol, Mode.STARTTLS, false, script);
        });
    }

    private List<String> requirements() {
        boolean replies = question == Question.REPLIES;
        return switch (protocol) {
            case IMAP ->
                List.of(replies ? "imap.starttls.stays-not-authenticated" : "imap.starttls.capabilities-may-differ");
            case POP3 -> List.of(replies ? "pop3.stls.stays-authorization" : "pop3.stls.capabilities-may-differ");
            case SMTP -> List.of(replies ? "smtp.starttls.reset-initial-state" : "smtp.starttls.ehlo-list-may-differ");
        };
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public Finding play(Stage stage) throws IOException {
        Optional<Stage> twin = stage.twin();
        if (twin.isEmpty()) {
            return Finding.notApplicable(NEEDS_BOTH_PORTS);
        }
        try (Stage implicit = twin.get()) {
            return question == Question.CAPABILITIES ? capabilities(stage, implicit) : replies(stage, implicit);
        }
    }

    private Finding capabilities(Stage upgraded, Stage implicit) throws IOException {
        List<Command> list = List.of(vocabulary().get(0));
        List<Heard> first = converse(upgraded, list);
        List<Heard> second = converse(implicit, list);
        if (first.isEmpty() || second.isEmpty()) {
            return NOT_BOTH;
        }
        return first.get(0).words().equals(second.get(0).words())
                ? Finding.kept("both list the same")
                : Finding.broken(
                        "over STARTTLS it lists " + first.get(0).words() + ", over implicit TLS "
                                + second.get(0).words(),
                        "the same list");
    }

    private Finding replies(Stage upgraded, Stage implicit) throws IOException {
        var random = new Random(upgraded.words().token().hashCode());
        long began = System.nanoTime();
        int conversations = 0;
        while (conversations < CONVERSATIONS && System.nanoTime() - began < LONG_ENOUGH.toNanos()) {
            conversations++;
            List<Command> commands = draw(random);
            List<Heard> first = converse(upgraded, commands);
            List<Heard> second = converse(implicit, commands);
            if (first.isEmpty() || second.isEmpty()) {
                return NOT_BOTH;
            }
            Optional<Finding> difference = difference(commands, first, second);
            if (difference.isPresent()) {
                return difference.get();
            }
        }
        return Finding.kept("both answer the same to " + conversations * COMMANDS + " commands");
    }

    private static Optional<Finding> difference(List<Command> commands, List<Heard> first, List<Heard> second) {
        return IntStream.range(0, Math.min(first.size(), second.size()))
                .filter(i -> !first.get(i).kind().equals(second.get(i).kind()))
                .mapToObj(i -> Finding.broken(
                        "to command %d, “%s”, it answers %s over STARTTLS and %s over implicit TLS; before it came %s"
                                .formatted(
                                        i + 1,
                                        commands.get(i).words(),
                                        first.get(i).kind(),
                                        second.get(i).kind(),
                                        commands.subList(0, i).stream()
                                                .map(Command::words)
                                                .toList()),
                        "the same answer over both"))
                .findFirst();
    }

    private List<Command> draw(Random random) {
        List<Command> vocabulary = vocabulary();
        return Stream.generate(() -> vocabulary.get(random.nextInt(vocabulary.size())))
                .limit(COMMANDS)
                .toList();
    }

    /** Commands whose answers depend on the state, and on nothing that one port may be set up for and the other not. */
    private List<Command> vocabulary() {
        return switch (protocol) {
            case IMAP ->
                commands(
                        "a CAPABILITY",
                        "a NOOP",
                        "a STARTTLS",
                        "a SELECT INBOX",
                        "a FETCH 1 UID",
                        "a CLOSE",
                        "a UNKNOWN");
            case POP3 -> commands("CAPA", "STLS", "STAT", "RETR 1", "PASS secret", "NOOP", "UNKNOWN");
            case SMTP ->
                commands("EHLO client.example", "STARTTLS", "NOOP", "RSET", "RCPT TO:<a@b.example>", "DATA", "UNKNOWN");
        };
    }

    private static List<Command> commands(String... words) {
        return Stream.of(words)
                .map(line -> new Command(line, line.equals("CAPA")))
                .toList();
    }

    /**
     * An answer.
     *
     * @param kind what is compared of it
     * @param words the words in it
     */
    private record Heard(String kind, List<String> words) {}

    /** Says commands over TLS up to the end, if one comes: a server may have had enough of us, and on one port earlier. */
    private List<Heard> converse(Stage stage, List<Command> commands) throws IOException {
        Talk talk = Talk.begin(stage);
        Optional<Finding> trouble = talk.overTls();
        if (trouble.isPresent()) {
            return List.of();
        }
        var heard = new ArrayList<Heard>();
        for (Command command : commands) {
            talk.peer().say(command.line());
            Answer answer =
                    command.isList() ? talk.replies().list() : talk.replies().next();
            if (!(answer instanceof Replied replied)) {
                return beforeTheLast(heard);
            }
            Reply reply = replied.reply();
            if (reply.status().equals(Border.of(protocol).goodbye())) {
                return heard;
            }
            heard.add(new Heard(kind(reply), words(reply)));
        }
        return talk.farewell() ? heard : beforeTheLast(heard);
    }

    /** The last answer before the end may be that it has had enough. */
    private static List<Heard> beforeTheLast(List<Heard> heard) {
        return heard.size() > 1 ? heard.subList(0, heard.size() - 1) : heard;
    }

    /** Of SMTP's code the first digit tells what became of the command. */
    private String kind(Reply reply) {
        return protocol == MailProtocol.SMTP ? reply.status().replaceFirst("(?<=^.).*", "") : reply.kind();
    }

    /** Returns the words of the lines that list something: without a reply's own first line, or last. */
    private List<String> words(Reply reply) {
        List<String> lines = reply.lines();
        List<String> listed =
                protocol == MailProtocol.IMAP ? lines.subList(0, lines.size() - 1) : lines.subList(1, lines.size());
        var words = new TreeSet<String>();
        listed.forEach(
                line -> words.addAll(List.of(line.toUpperCase(Locale.ROOT).split("[ -]"))));
        return List.copyOf(words);
    }

    /** Returns what is played, for a person to read. */
    @Override
    public String toString() {
        return question == Question.REPLIES
                ? COMMANDS + " commands drawn by lot, " + CONVERSATIONS + " times, over STARTTLS and over implicit TLS"
                : "the list of capabilities over STARTTLS, and over implicit TLS";
    }
}
