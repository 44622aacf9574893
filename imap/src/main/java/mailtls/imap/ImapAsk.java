package mailtls.imap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import mailtls.client.Ask;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.imap.ImapHeard.Completed;
import mailtls.imap.ImapHeard.Continuation;
import mailtls.imap.ImapHeard.Refused;
import mailtls.imap.ImapHeard.Untagged;
import mailtls.machine.Reply;

/** A command with its literals, and all that is heard until its tagged reply. */
final class ImapAsk<T> implements Ask<ImapHeard, T> {

    /** How many untagged responses are kept for one command. */
    static final int MOST_RESPONSES = 200_000;

    private final ImapQuestion question;
    private final Deque<Request> rest;
    private final long room;
    private final Function<ImapAnswer, Outcome<T>> answer;
    private final List<ImapData> data = new ArrayList<>();
    private long octets;

    private ImapAsk(ImapQuestion question, List<Request> rest, long room, Function<ImapAnswer, Outcome<T>> answer) {
        this.question = question;
        this.rest = new ArrayDeque<>(rest);
        this.room = room;
        this.answer = answer;
    }

    /**
     * Makes a question.
     *
     * @param question the command, up to its first literal
     * @param rest what is said each time the server waits for more
     * @param room how many octets of untagged responses are kept
     * @param answer what they mean; never throws
     */
    static <T> ImapAsk<T> of(ImapQuestion question, List<Request> rest, long room, Function<ImapAnswer, T> answer) {
        return new ImapAsk<>(question, rest, room, heard -> new Outcome.Done<>(answer.apply(heard)));
    }

    /** Says LOGOUT; its answer is the last thing heard (RFC 9051 section 6.1.3). */
    static ImapAsk<String> farewell(long room) {
        return new ImapAsk<>(ImapQuestion.farewell(), List.of(), room, heard -> new Outcome.Last<>(heard.words()));
    }

    @Override
    public Reply first() {
        return question;
    }

    @Override
    public Outcome<T> hear(ImapHeard reply) {
        if (reply instanceof Untagged news) {
            return gather(news.data());
        }
        if (reply instanceof Refused no) {
            return new Outcome.Failed<>(no.status().isReferral() ? Failure.REFERRAL : Failure.COMMAND, no.toString());
        }
        if (reply instanceof Continuation) {
            return rest.isEmpty() ? beside(reply) : new Outcome.Say<>(rest.remove());
        }
        ImapStatus status = ((Completed) reply).status();
        return rest.isEmpty()
                ? answer.apply(new ImapAnswer(data, status.code(), status.words()))
                : beside(reply); // it has not had the literal yet
    }

    private Outcome<T> gather(ImapData more) {
        data.add(more);
        octets += more.size();
        return octets > room || data.size() > MOST_RESPONSES
                ? new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, "more than we take")
                : new Outcome.Listen<>();
    }

    private Outcome<T> beside(ImapHeard reply) {
        return new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString());
    }
}
