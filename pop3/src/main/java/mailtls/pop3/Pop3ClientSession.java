package mailtls.pop3;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.client.Call;
import mailtls.client.ClientDialect;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.pop3.Pop3Heard.Challenge;
import mailtls.pop3.Pop3Heard.Err;
import mailtls.pop3.Pop3Heard.Listing;
import mailtls.pop3.Pop3Heard.Mail;
import mailtls.pop3.Pop3Heard.Ok;
import mailtls.tls.Channel;
import mailtls.wire.DotStuffing;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;

/** One conversation of a POP3 client: reads replies, and says what comes next. What it learns goes when the channel goes. */
final class Pop3ClientSession implements ClientDialect {

    private static final byte[] CRLF = {'\r', '\n'};

    private final Call<Pop3Heard, Pop3Client> call;
    private final Channel channel;
    private final Limits limits;

    /** What comes behind a yes to what was asked last. */
    private Pop3Client.Yes awaited = Pop3Client.Yes.ALONE;

    Pop3ClientSession(Call<Pop3Heard, Pop3Client> call, Channel channel, Limits limits) {
        this.call = call;
        this.channel = channel;
        this.limits = limits;
    }

    @Override
    public Call<Pop3Heard, Pop3Client> call() {
        return call;
    }

    /** There is no second greeting: the client speaks first, and asks again what the server can do (RFC 2595 section 4). */
    @Override
    public Reply reopening() {
        return ask("CAPA", Pop3Client.Yes.LISTING);
    }

    Reply list(Ok greeting) {
        return ask("CAPA", Pop3Client.Yes.LISTING);
    }

    Reply unwelcome(Err greeting) {
        return call.fail(Failure.NOT_WELCOME, greeting.words());
    }

    Reply askForTls(Listing capabilities) {
        return names(capabilities).contains("STLS")
                ? ask("STLS", Pop3Client.Yes.ALONE)
                : call.fail(Failure.NOT_OFFERED, "");
    }

    Reply notOffered(Err noCapabilities) {
        return call.fail(Failure.NOT_OFFERED, noCapabilities.words());
    }

    Reply refused(Err refusal) {
        return call.fail(Failure.REFUSED, refusal.words());
    }

    Reply startTls(Ok goAhead) {
        return Reply.NONE;
    }

    Reply open(Listing capabilities) {
        call.handOver(new Pop3Client(call, channel, capabilities.lines()));
        return Reply.NONE;
    }

    Reply openUnlisted(Err noCapabilities) {
        call.handOver(new Pop3Client(call, channel, List.of()));
        return Reply.NONE;
    }

    Reply answered(Pop3Heard reply) {
        return noticing(call.hear(reply));
    }

    @Override
    public Optional<Reply> news() {
        return call.next().map(this::noticing);
    }

    @Override
    public int longestLine() {
        return limits.line();
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        if (!(input instanceof Line line)) {
            return broken(input);
        }
        String text = line.text();
        if (text.equals("+OK") || text.startsWith("+OK ")) {
            return yes(text.substring(3).trim());
        }
        if (text.equals("-ERR") || text.startsWith("-ERR ")) {
            return new Parsed.Whole(new Err(text.substring(4).trim()));
        }
        if (text.equals("+") || text.startsWith("+ ")) {
            return new Parsed.Whole(new Challenge(text.substring(1).trim()));
        }
        return broken(line);
    }

    private Parsed yes(String words) {
        return switch (awaited) {
            case ALONE -> new Parsed.Whole(new Ok(words));
            case LISTING -> more(words, new ArrayList<>(), 0);
            case MAIL -> mail(words, new ByteArrayOutputStream());
        };
    }

    /**
     * Reads a mail as it is, whatever the server has taken in for one. What ends it is a dot between two CRLFs: behind a CR or an LF
     * that stands alone a dot is part of the mail, or whoever wrote it could write replies, too.
     */
    private Parsed mail(String words, ByteArrayOutputStream content) {
        int room = limits.message() - content.size();
        return new Parsed.Unfinished(Reply.NONE, new Reading.OfContent(Math.max(1, room)), input -> {
            if (!(input instanceof Octets line)) {
                return broken(input);
            }
            if (DotStuffing.isEnd(line)) {
                return new Parsed.Whole(new Mail(words, new Octets(content.toByteArray())));
            }
            byte[] octets = DotStuffing.unstuff(line).content();
            if (octets.length + CRLF.length > room) {
                return broken("more than we take");
            }
            content.writeBytes(octets);
            content.writeBytes(CRLF);
            return mail(words, content);
        });
    }

    private Parsed more(String words, List<Line> lines, long octets) {
        return new Parsed.Unfinished(Reply.NONE, new Reading.OfLine(limits.contentLine()), input -> {
            if (!(input instanceof Line line) || octets + line.text().length() + 2 > limits.message()) {
                return broken(input);
            }
            if (DotStuffing.isEnd(line)) {
                return new Parsed.Whole(new Listing(words, List.copyOf(lines)));
            }
            lines.add(DotStuffing.unstuff(line));
            return more(words, lines, octets + line.text().length() + 2);
        });
    }

    private Parsed broken(Input input) {
        return broken(input.toString());
    }

    private Parsed broken(String what) {
        call.fail(Failure.NOT_THE_PROTOCOL, what);
        return new Parsed.Malformed(Reply.NONE);
    }

    private Reply ask(String line, Pop3Client.Yes yes) {
        awaited = yes;
        return Request.line(line);
    }

    private Reply noticing(Reply question) {
        if (question instanceof Pop3Client.Question asked) {
            awaited = asked.yes();
            return asked.line();
        }
        return question;
    }

    private static List<String> names(Listing capabilities) {
        return capabilities.lines().stream()
                .map(line -> mailtls.wire.Ascii.upper(line.text().split(" ", 2)[0]))
                .toList();
    }
}
