package mailtls.connection;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.event.Event;
import mailtls.machine.Conversation;
import mailtls.machine.Farewell;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.machine.Reply;
import mailtls.machine.Turn;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.LineBuffer;

/**
 * The endpoint: feeds lines to the conversation and turns its replies into effects.
 *
 * <p>What outlives a conversation is here, and it is little: how many mistakes the peer made, and how many wrong passwords it
 * tried. Neither can be reset by STARTTLS.
 */
public final class Connection implements Endpoint {

    /** Where the connection is. Cleartext may only be read and said while talking over the cleartext channel. */
    private enum Phase {
        /** Nothing is carried yet: not connected, or implicit TLS is being started. */
        OPENING,
        TALKING,
        HANDSHAKING,
        /** All is said. Whatever comes is not looked at. */
        CLOSING
    }

    private final Protocol protocol;
    private final Peer peer;
    private final Limits limits;
    private final WireLog log;
    private final LineBuffer input = new LineBuffer();

    private Phase phase = Phase.OPENING;
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private int mistakes;
    private int failedLoginsBefore;

    /** How many octets were said since the last time that all had left. */
    private long unsent;

    private boolean newsWaits;

    /**
     * Makes the endpoint of a connection.
     *
     * @param protocol what is spoken
     * @param peer who is at the other end
     * @param limits how much is put up with
     * @param log sees what is said
     */
    public Connection(Protocol protocol, Peer peer, Limits limits, WireLog log) {
        this.protocol = protocol;
        this.peer = peer;
        this.limits = limits;
        this.log = log;
    }

    @Override
    public List<Effect> opened(Channel channel) {
        phase = Phase.TALKING;
        return speak(begin(protocol.begin(channel, peer)).greeting());
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        if (phase != Phase.TALKING) {
            return List.of();
        }
        input.append(octets);
        return talk();
    }

    @Override
    public List<Effect> sent() {
        unsent = 0;
        List<Effect> effects = phase == Phase.TALKING ? talk() : List.of();
        return newsWaits ? join(effects, nudged()) : effects;
    }

    @Override
    public List<Effect> secured(TlsFacts facts) {
        if (phase != Phase.HANDSHAKING) {
            return List.of();
        }
        phase = Phase.TALKING;
        unsent = 0; // The peer has answered the go-ahead, so all before it has left.
        return speak(begin(StartTls.completed(protocol, facts, peer)).reopening());
    }

    @Override
    public List<Effect> handshakeFailed() {
        if (phase == Phase.CLOSING) {
            return List.of();
        }
        phase = Phase.CLOSING;
        return StartTls.failed();
    }

    @Override
    public List<Effect> peerEnded(Ending how) {
        if (phase != Phase.TALKING) {
            return close();
        }
        ending = Optional.of(how);
        return talk();
    }

    @Override
    public List<Effect> timeUp(Deadline deadline) {
        return switch (deadline) {
            case HANDSHAKE -> phase == Phase.TALKING ? List.of() : handshakeTooSlow();
            case LOGIN ->
                conversation.filter(Conversation::awaitsLogin).isPresent() ? end(Farewell.LOGIN_TOO_SLOW) : List.of();
            case IDLE -> end(Farewell.IDLE);
        };
    }

    private List<Effect> handshakeTooSlow() {
        if (phase != Phase.CLOSING) {
            peer.tell(new Event.HandshakeFailed("it took too long"));
        }
        return handshakeFailed();
    }

    @Override
    public List<Effect> nudged() {
        newsWaits = phase == Phase.TALKING && !hasRoom();
        if (phase != Phase.TALKING || newsWaits) {
            return List.of();
        }
        return conversation.flatMap(Conversation::news).map(this::sayInTurn).orElse(List.of());
    }

    @Override
    public List<Effect> shutdown() {
        return end(Farewell.SHUTDOWN);
    }

    @Override
    public void gone() {
        phase = Phase.CLOSING;
        conversation.ifPresent(Conversation::end);
        conversation = Optional.empty();
    }

    /**
     * Answers the commands that have arrived, one after the other, until there is no whole one left, or the protocol changes to
     * TLS or ends, or so many replies are under way that the peer should read them first; {@link #sent} goes on from there.
     */
    private List<Effect> talk() {
        List<Effect> effects = List.of();
        while (phase == Phase.TALKING && hasRoom()) {
            Optional<Input> next = input.take(current().reading());
            if (next.isEmpty()) {
                // Everything the peer said is answered. Half a command at its end is not a command.
                return ending.isPresent() ? join(effects, close()) : effects;
            }
            effects = join(effects, take(current().hear(next.get())));
        }
        return effects;
    }

    private boolean hasRoom() {
        return unsent < limits.output();
    }

    private List<Effect> take(Turn turn) {
        log.heard(turn.heard());
        if (turn.mistake()) {
            mistakes++;
        }
        return switch (turn.next()) {
            case HANDSHAKE -> startTls(turn.reply());
            case CLOSE -> join(speak(turn.reply()), close());
            case READ -> readOn(sayInTurn(turn.reply()));
        };
    }

    private List<Effect> readOn(List<Effect> said) {
        return phase == Phase.TALKING ? join(said, farewellDue().map(this::end).orElse(List.of())) : said;
    }

    /** Says something, unless the peer has said more than it was asked for and that is not to be put up with. */
    private List<Effect> sayInTurn(Reply reply) {
        boolean tooEarly = input.size() > 0 && speaks(reply) && current().refusesEarly(input.size());
        return tooEarly ? close() : speak(reply);
    }

    private List<Effect> startTls(Reply goAhead) {
        phase = Phase.HANDSHAKING;
        log.said(goAhead);
        reportEarlyPlaintext();
        return StartTls.begin(goAhead, input);
    }

    /** Counted and logged, always: it is a client in a hurry, or an attack. */
    private void reportEarlyPlaintext() {
        if (input.size() > 0) {
            peer.tell(new Event.EarlyPlaintext(
                    protocol.name(),
                    input.size(),
                    input.looksLikeTls() ? Event.EarlyPlaintext.Kind.TLS_RECORD : Event.EarlyPlaintext.Kind.TEXT));
        }
    }

    private Optional<Farewell> farewellDue() {
        if (mistakes > limits.mistakes()) {
            return Optional.of(Farewell.TOO_MANY_MISTAKES);
        }
        if (failedLoginsBefore + current().failedLogins() >= limits.failedLogins()) {
            return Optional.of(Farewell.TOO_MANY_LOGINS);
        }
        return Optional.empty();
    }

    private List<Effect> end(Farewell why) {
        if (phase != Phase.TALKING) {
            // In the middle of a handshake, or before one, there is no channel for words.
            return close();
        }
        peer.tell(new Event.SaidFarewell(why.reason()));
        return join(List.of(say(current().farewell(why))), close());
    }

    /** Gives back at once what is held for the peer: whoever sees us close may come again, and find a maildrop unlocked. */
    private List<Effect> close() {
        if (phase == Phase.CLOSING) {
            return List.of();
        }
        gone();
        return List.of(new Effect.Close());
    }

    private List<Effect> speak(Reply reply) {
        return speaks(reply) ? List.of(say(reply)) : List.of();
    }

    private static boolean speaks(Reply reply) {
        return reply != Reply.NONE;
    }

    private Effect say(Reply reply) {
        log.said(reply);
        unsent += reply.length();
        return new Effect.Send(reply);
    }

    private Conversation current() {
        return conversation.orElseThrow();
    }

    private Conversation begin(Conversation fresh) {
        conversation.ifPresent(old -> {
            failedLoginsBefore += old.failedLogins();
            old.end();
        });
        conversation = Optional.of(fresh);
        return fresh;
    }

    /** Returns both, one behind the other; the first list may be used for it. Mostly one is empty, and nothing is copied. */
    private static List<Effect> join(List<Effect> first, List<Effect> rest) {
        if (first.isEmpty() || rest.isEmpty()) {
            return first.isEmpty() ? rest : first;
        }
        List<Effect> both = first instanceof ArrayList<Effect> ours ? ours : new ArrayList<>(first);
        both.addAll(rest);
        return both;
    }
}
