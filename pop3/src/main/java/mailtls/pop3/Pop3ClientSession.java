package mailtls.pop3;

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
import mailtls.pop3.Pop3Heard.Ok;
import mailtls.tls.Channel;
import mailtls.wire.DotStuffing;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Reading;

/** One conversation of a POP3 client: reads replies, and says what comes next. What it learns goes when the channel goes. */
final class Pop3ClientSession implements ClientDialect {

    private final Call<Pop3Heard, Pop3Client> call;
    private final Channel channel;
    private final Limits limits;

    /** Whether a yes to what was asked last goes on with a text. */
    private boolean listingAwaited;

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
        return ask("CAPA", true);
    }

    Reply list(Ok greeting) {
        return ask("CAPA", true);
    }

    Reply unwelcome(Err greeting) {
        return call.fail(Failure.NOT_WELCOME, greeting.words());
    }

    Reply askForTls(Listing capabilities) {
        return names(capabilities).contains("STLS") ? ask("STLS", false) : call.fail(Failure.NOT_OFFERED, "");
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
            String words = text.substring(3).trim();
            return listingAwaited ? more(words, new ArrayList<>(), 0) : new Parsed.Whole(new Ok(words));
        }
        if (text.equals("-ERR") || text.startsWith("-ERR ")) {
            return new Parsed.Whole(new Err(text.substring(4).trim()));
        }
        if (text.equals("+") || text.startsWith("+ ")) {
            return new Parsed.Whole(new Challenge(text.substring(1).trim()));
        }
        return broken(line);
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
        call.fail(Failure.NOT_THE_PROTOCOL, input.toString());
        return new Parsed.Malformed(Reply.NONE);
    }

    private Reply ask(String line, boolean listing) {
        listingAwaited = listing;
        return Request.line(line);
    }

    private Reply noticing(Reply question) {
        if (question instanceof Pop3Client.Question asked) {
            listingAwaited = asked.expectsListing();
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
