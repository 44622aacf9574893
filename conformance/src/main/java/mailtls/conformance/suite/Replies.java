package mailtls.conformance.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Peer;

/** Makes replies of a server's lines. */
final class Replies {

    /** The most lines that we listen to for one reply. */
    static final int MOST_LINES = 10_000;

    /** How long we listen to one reply, however steadily its lines come. */
    private static final Duration LONGEST_REPLY = Duration.ofMinutes(1);

    /** What came of listening for a reply. */
    sealed interface Answer {}

    /** A reply. */
    record Replied(Reply reply) implements Answer {}

    /** None. */
    record NoReply(Ended why) implements Answer {}

    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d{1,9})}");
    private static final Pattern SMTP_LINE = Pattern.compile("(\\d{3})(?:[ -].*)?");
    private static final int AFTER_CODE = 3;

    private final MailProtocol protocol;
    private final Peer peer;

    Replies(MailProtocol protocol, Peer peer) {
        this.protocol = protocol;
        this.peer = peer;
    }

    /** Listens for the next reply; in IMAP for a tagged one, or a continuation. */
    Answer next() {
        return upTo(this::endsReply);
    }

    /** Listens for a single line: in IMAP that may be an untagged response. */
    Answer line() {
        return protocol == MailProtocol.IMAP ? upTo(line -> true) : next();
    }

    /** Listens for a reply of POP3 and, if it is a good one, for the list behind it. */
    Answer list() {
        Answer first = next();
        if (!(first instanceof Replied good && good.reply().status().equals("+OK"))) {
            return first;
        }
        Answer rest = upTo(line -> line.equals("."));
        if (!(rest instanceof Replied list)) {
            return rest;
        }
        var lines = new ArrayList<>(good.reply().lines());
        lines.addAll(list.reply().lines());
        return new Replied(new Reply(good.reply().status(), lines, true));
    }

    private Answer upTo(Predicate<String> isLast) {
        var lines = new ArrayList<String>();
        long began = System.nanoTime();
        while (lines.size() < MOST_LINES && System.nanoTime() - began < LONGEST_REPLY.toNanos()) {
            Heard heard = peer.line();
            if (!(heard instanceof Line line)) {
                return new NoReply((Ended) heard);
            }
            lines.add(line.text());
            Optional<Ended> cutOff = skipLiterals(line.text());
            if (cutOff.isPresent()) {
                return new NoReply(cutOff.get());
            }
            if (isLast.test(line.text())) {
                boolean isLong = protocol == MailProtocol.SMTP && lines.size() > 1;
                return new Replied(new Reply(status(line.text()), lines, isLong));
            }
        }
        return new NoReply(new Ended(How.TOO_LONG, "", "a reply of " + lines.size() + " lines, and no end"));
    }

    /** The octets of a literal are no responses, whatever they look like, nor is the rest of the line behind them. */
    private Optional<Ended> skipLiterals(String line) {
        String rest = line;
        Matcher literal = LITERAL.matcher(rest);
        for (int count = 0; protocol == MailProtocol.IMAP && literal.matches(); literal = LITERAL.matcher(rest)) {
            long octets = Long.parseLong(literal.group(1));
            while (octets >= 0) {
                Heard heard = peer.line();
                if (!(heard instanceof Line part)) {
                    return Optional.of((Ended) heard);
                }
                if (++count > MOST_LINES) {
                    return Optional.of(new Ended(How.TOO_LONG, "", "a literal of more than " + MOST_LINES + " lines"));
                }
                rest = part.text();
                octets -= rest.length() + 2;
            }
        }
        return Optional.empty();
    }

    private boolean endsReply(String line) {
        return switch (protocol) {
            case SMTP -> line.length() <= AFTER_CODE || line.charAt(AFTER_CODE) != '-';
            case IMAP -> !line.startsWith("* ");
            case POP3 -> true;
        };
    }

    private String status(String line) {
        String[] words = line.split(" ", -1);
        return switch (protocol) {
            case SMTP -> {
                Matcher matcher = SMTP_LINE.matcher(line);
                yield matcher.matches() ? matcher.group(1) : line;
            }
            case IMAP -> words.length < 2 || words[0].equals("+") ? words[0] : words[0] + " " + words[1];
            case POP3 -> words[0];
        };
    }
}
