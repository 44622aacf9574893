package mailtls.machine;

import java.util.Optional;
import java.util.function.Function;
import mailtls.event.Event;
import mailtls.tls.Channel;
import mailtls.wire.Input;
import mailtls.wire.Reading;

/**
 * Runs a table for one conversation: one input in, one reply out. It holds the state; nobody else changes it.
 *
 * @param <S> the states
 * @param <P> the session whose methods answer
 */
public final class Machine<S extends Enum<S> & State, P extends Dialect> implements Conversation {

    private final Transitions<S, P> table;
    private final P session;
    private final Channel channel;
    private final Peer peer;
    private final Function<Class<? extends Command>, Optional<Refusal>> refusals = this::refusal;
    private S state;

    /** What takes the next input, when a command waits for more of it; otherwise it is a new command. */
    private Optional<Awaiting> awaiting = Optional.empty();

    private record Awaiting(Reading reading, Function<Input, Turn> then) {}

    /**
     * Begins a conversation.
     *
     * @param table the rules
     * @param start the first state
     * @param session what answers, with everything it remembers
     * @param channel what carries the conversation, to its end
     * @param peer who is at the other end
     */
    public Machine(Transitions<S, P> table, S start, P session, Channel channel, Peer peer) {
        this.table = table;
        this.state = start;
        this.session = session;
        this.channel = channel;
        this.peer = peer;
    }

    /** Returns the state. */
    public S state() {
        return state;
    }

    @Override
    public Reply greeting() {
        return session.greeting();
    }

    @Override
    public Reply reopening() {
        return session.reopening();
    }

    @Override
    public Reading reading() {
        return awaiting.map(Awaiting::reading).orElseGet(() -> new Reading.OfLine(session.longestLine()));
    }

    @Override
    public Turn hear(Input input) {
        if (awaiting.isPresent()) {
            Function<Input, Turn> then = awaiting.get().then();
            awaiting = Optional.empty();
            return then.apply(input);
        }
        return understand(session.parse(input, refusals), input);
    }

    @Override
    public Optional<Reply> news() {
        return session.news();
    }

    @Override
    public boolean refusesEarly(int octets) {
        return session.refusesEarly(octets);
    }

    @Override
    public Reply farewell(Farewell why) {
        return session.farewell(why);
    }

    @Override
    public boolean awaitsLogin() {
        return session.awaitsLogin();
    }

    @Override
    public int failedLogins() {
        return session.failedLogins();
    }

    @Override
    public void end() {
        session.end();
    }

    private Turn understand(Parsed parsed, Input input) {
        if (parsed instanceof Parsed.Unfinished unfinished) {
            awaiting = Optional.of(new Awaiting(
                    unfinished.reading(), more -> understand(unfinished.then().apply(more), more)));
            return new Turn(Turn.BEGINNING, unfinished.prompt(), State.Next.READ, false);
        }
        if (parsed instanceof Parsed.Malformed malformed) {
            Object heard = input instanceof mailtls.wire.Line ? "a malformed command" : input;
            return mistake(heard, malformed.reply());
        }
        return obey(((Parsed.Whole) parsed).command());
    }

    private Turn obey(Command command) {
        warnOfPasswordInClear(command);
        Optional<Transitions.Row<S, P>> row = table.find(state, command.getClass(), channel.isTls());
        if (row.isEmpty()) {
            Refusal why = refusal(command.getClass()).orElseThrow();
            return mistake(command, session.refuse(command, why));
        }
        return settle(row.get(), command, row.get().answer().apply(session, command));
    }

    private Turn settle(Transitions.Row<S, P> row, Object heard, Step step) {
        if (step instanceof Challenge challenge) {
            awaiting = Optional.of(new Awaiting(
                    challenge.reading(),
                    input -> settle(row, "an answer", challenge.then().apply(input))));
            return new Turn(heard, challenge.prompt(), State.Next.READ, false);
        }
        Reply reply = (Reply) step;
        S before = state;
        state = row.after(before, reply.accepts());
        // Only what enters a state counts: a refused STARTTLS stays where it was, and there it is read on.
        return new Turn(heard, reply, state == before ? State.Next.READ : state.next(), false);
    }

    private Turn mistake(Object heard, Reply reply) {
        return new Turn(heard, reply, session.forgives() ? State.Next.READ : State.Next.CLOSE, true);
    }

    private Optional<Refusal> refusal(Class<? extends Command> command) {
        return table.refusal(state, command, channel.isTls());
    }

    private void warnOfPasswordInClear(Command command) {
        if (!channel.isTls() && command instanceof CarriesPassword exposed) {
            peer.tell(new Event.PasswordInClear(command.name(), Event.Accounts.redacted(exposed.account()), 1));
        }
    }
}
