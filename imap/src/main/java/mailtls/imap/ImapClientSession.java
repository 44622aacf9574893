package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.client.Call;
import mailtls.client.ClientDialect;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.imap.ImapHeard.Bye;
import mailtls.imap.ImapHeard.Capability;
import mailtls.imap.ImapHeard.Completed;
import mailtls.imap.ImapHeard.Preauth;
import mailtls.imap.ImapHeard.Refused;
import mailtls.imap.ImapHeard.Untagged;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;

/** One conversation of an IMAP client: reads replies, and says what comes next. What it learns goes when the channel goes. */
final class ImapClientSession implements ClientDialect {

    /** How long a line may be once the connection is ready: the answer to SEARCH is one line, whatever it finds. */
    static final int LONGEST_LINE = 1 << 20;

    /** How many literals one response may have: some in each message's ENVELOPE, one for each part that was asked for. */
    static final int MOST_LITERALS = 1_000;

    private static final ImapQuestion CAPABILITY = ImapQuestion.of("CAPABILITY");

    private final Call<ImapHeard, ImapClient> call;
    private final Channel channel;
    private final Limits limits;

    private List<String> capabilities = List.of();

    /** The tag of the command that is not answered yet; every other tag is somebody's guess. */
    private Optional<Tag> awaited = Optional.empty();

    private boolean leaving;

    ImapClientSession(Call<ImapHeard, ImapClient> call, Channel channel, Limits limits) {
        this.call = call;
        this.channel = channel;
        this.limits = limits;
    }

    @Override
    public Call<ImapHeard, ImapClient> call() {
        return call;
    }

    /** There is no second greeting: the client speaks first, and asks again what the server can do (RFC 9051 section 6.2.1). */
    @Override
    public Reply reopening() {
        return ask(CAPABILITY);
    }

    /** Asks what the server can do; a list in the greeting saves no more than a round trip. */
    Reply list(Untagged greeting) {
        return ask(CAPABILITY);
    }

    Reply preauthInClear(Preauth greeting) {
        return call.fail(Failure.PREAUTH_IN_CLEAR, greeting.toString());
    }

    Reply unwelcome(Bye greeting) {
        return call.fail(orReferral(greeting.data().status(), Failure.NOT_WELCOME), greeting.toString());
    }

    Reply note(Capability list) {
        capabilities = list.names();
        return Reply.NONE;
    }

    Reply ignore(Untagged beside) {
        return Reply.NONE;
    }

    Reply askForTls(Completed listed) {
        return capabilities.contains("STARTTLS")
                ? ask(ImapQuestion.of("STARTTLS"))
                : call.fail(Failure.NOT_OFFERED, String.join(" ", capabilities));
    }

    Reply notOffered(Refused noList) {
        return call.fail(Failure.NOT_OFFERED, noList.toString());
    }

    Reply refused(Refused refusal) {
        return call.fail(orReferral(refusal.status(), Failure.REFUSED), refusal.toString());
    }

    Reply startTls(Completed goAhead) {
        return Reply.NONE;
    }

    Reply open(Completed listed) {
        if (!capabilities.contains("IMAP4REV1") && !capabilities.contains("IMAP4REV2")) {
            return call.fail(Failure.NOT_THE_PROTOCOL, "neither IMAP4rev1 nor IMAP4rev2 is listed");
        }
        call.handOver(new ImapClient(call, channel, capabilities, limits));
        return Reply.NONE;
    }

    /** What nobody has asked for is not an answer: a server may tell at any time what is new (RFC 9051 section 5.3). */
    Reply told(Untagged news) {
        return awaited.isPresent() ? answered(news) : Reply.NONE;
    }

    Reply bye(Bye farewell) {
        return leaving
                ? Reply.NONE
                : call.fail(orReferral(farewell.data().status(), Failure.ENDED), farewell.toString());
    }

    Reply answered(ImapHeard reply) {
        return say(call.hear(reply));
    }

    @Override
    public Optional<Reply> news() {
        return call.next().map(this::say);
    }

    /** Answers are known by their tags, and other news may wait at any time. */
    @Override
    public boolean refusesEarly(int octets) {
        return false;
    }

    @Override
    public Reply refuse(Command reply, Refusal why) {
        call.fail(Failure.NOT_THE_PROTOCOL, reply.toString());
        return Reply.NONE;
    }

    @Override
    public int longestLine() {
        return call.isReady() ? LONGEST_LINE : limits.line();
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        if (!(input instanceof Line line)) {
            return broken(Failure.NOT_THE_PROTOCOL, input.toString());
        }
        String text = line.text();
        if (text.startsWith("* ")) {
            return assemble(Assembled.of(text));
        }
        return text.startsWith("+") ? whole(ReplySyntax.continuation(text), line) : tagged(line);
    }

    private Parsed tagged(Line line) {
        Optional<Tag> tag = Tag.atStartOf(line.text());
        if (tag.isEmpty()) {
            return broken(Failure.NOT_THE_PROTOCOL, line.toString());
        }
        if (!tag.equals(awaited)) {
            return broken(Failure.EARLY_REPLY, "a tag that is not ours: " + line);
        }
        awaited = Optional.empty();
        int length = tag.get().text().length();
        return whole(ReplySyntax.tagged(line.text().substring(length).trim()), line);
    }

    /** Reads the literals in a response, and the lines behind them. */
    private Parsed assemble(Assembled words) {
        Optional<LiteralMark> mark = ReplySyntax.mayHaveLiterals(words.lines().get(0))
                ? LiteralMark.atEndOf(words.lastLine())
                : Optional.empty();
        if (mark.isEmpty()) {
            return whole(ReplySyntax.untagged(words), new Line(words.lines().get(0)));
        }
        long room = (call.isReady() ? (long) limits.message() + limits.line() : limits.literal()) - words.size();
        if (mark.get().octets() > room || words.literals().size() == MOST_LITERALS) {
            return broken(Failure.NOT_THE_PROTOCOL, "more than we take: " + words.lastLine());
        }
        return new Parsed.Unfinished(
                Reply.NONE,
                new Reading.OfOctets((int) mark.get().octets()),
                literal -> new Parsed.Unfinished(
                        Reply.NONE, new Reading.OfLine(longestLine()), more -> join(words, (Octets) literal, more)));
    }

    private Parsed join(Assembled words, Octets literal, Input more) {
        return more instanceof Line line
                ? assemble(words.with(literal, line.text()))
                : broken(Failure.NOT_THE_PROTOCOL, more.toString());
    }

    private Parsed whole(Optional<ImapHeard> heard, Line line) {
        return heard.<Parsed>map(Parsed.Whole::new).orElseGet(() -> broken(Failure.NOT_THE_PROTOCOL, line.toString()));
    }

    private Parsed broken(Failure failure, String what) {
        call.fail(failure, what);
        return new Parsed.Malformed(Reply.NONE);
    }

    private static Failure orReferral(ImapStatus status, Failure other) {
        return status.isReferral() ? Failure.REFERRAL : other;
    }

    /** Gives a new command its tag; what goes on with one has none. */
    private Reply say(Reply words) {
        return words instanceof ImapQuestion question ? ask(question) : words;
    }

    private Request ask(ImapQuestion question) {
        Tag tag = Tags.fresh();
        awaited = Optional.of(tag);
        leaving = question.isFarewell();
        List<ByteBuffer> octets = new ArrayList<>();
        octets.add(ByteBuffer.wrap(Ascii.octets(tag + " ")));
        octets.addAll(question.octets());
        return new Request(octets, tag + " " + question.command().shown(), true);
    }
}
