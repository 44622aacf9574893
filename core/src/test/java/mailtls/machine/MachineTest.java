package mailtls.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.event.Event;
import mailtls.machine.State.Next;
import mailtls.machine.Toy.Session;
import mailtls.machine.Toy.ToyState;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;
import mailtls.wire.Violation;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static final Input BROKEN = new Violation(Violation.Sin.NUL, new Line("?"), new Line("?"));

    private final List<Event> events = new ArrayList<>();
    private final Peer peer = new Peer(InetSocketAddress.createUnresolved("peer.example", 25), events::add, () -> {});
    private final Toy toy = new Toy();
    private final Machine<ToyState, Session> inClear = toy.begin(Channel.CLEARTEXT, peer);
    private final Machine<ToyState, Session> overTls = toy.begin(TestTls.channel(), peer);

    @Test
    void aConversationBeginsWithItsGreetingAndReadsALine() {
        assertEquals("+toy in clear\r\n", inClear.greeting().text());
        assertEquals(new Reading.OfLine(64), inClear.reading());
        assertEquals(ToyState.GREETED, inClear.state());
    }

    @Test
    void anAcceptedCommandLeadsOn() {
        Turn turn = say(inClear, "HELLO");

        assertEquals("+hello in clear\r\n", turn.reply().text());
        assertEquals(new Toy.Hello(), turn.heard());
        assertEquals(Next.READ, turn.next());
        assertFalse(turn.mistake());
        assertEquals(ToyState.KNOWN, inClear.state());
    }

    @Test
    void aRefusedCommandChangesNothingAndIsAMistake() {
        Turn turn = say(overTls, "LOGIN alice sesame");

        assertEquals("-LOGIN WRONG_STATE\r\n", turn.reply().text());
        assertTrue(turn.mistake());
        assertEquals(Next.READ, turn.next());
        assertEquals(ToyState.GREETED, overTls.state());
        assertTrue(overTls.awaitsLogin());
    }

    @Test
    void eachRefusalSaysWhy() {
        assertEquals("-DANCE UNKNOWN_COMMAND\r\n", say(overTls, "DANCE").reply().text());
        assertEquals(
                "-STARTTLS NEEDS_CLEARTEXT\r\n",
                say(overTls, "STARTTLS").reply().text());
        assertEquals("-LOGIN NEEDS_TLS\r\n", say(inClear, "LOGIN a b").reply().text());
    }

    @Test
    void whatTheGrammarDoesNotUnderstandIsAMistakeAndIsNotLogged() {
        Turn turn = say(inClear, "NONSENSE sesame");

        assertEquals("-what?\r\n", turn.reply().text());
        assertTrue(turn.mistake());
        assertEquals("a malformed command", turn.heard());
    }

    @Test
    void aBrokenLineIsAMistakeAndIsLoggedByItsSin() {
        Turn turn = inClear.hear(BROKEN);

        assertTrue(turn.mistake());
        assertEquals("a line with a NUL octet", turn.heard().toString());
    }

    @Test
    void enteringAStateDecidesWhatComesNext() {
        assertEquals(Next.HANDSHAKE, say(inClear, "STARTTLS").next());
        assertEquals(Next.CLOSE, say(overTls, "QUIT").next());
    }

    @Test
    void aReplyThatDoesNotAcceptStays() {
        Turn turn = say(inClear, "STARTTLS now");

        assertEquals("-no parameters\r\n", turn.reply().text());
        assertEquals(Next.READ, turn.next());
        assertEquals(ToyState.GREETED, inClear.state());
    }

    @Test
    void aReplyThatDoesNotAcceptLeadsWhereTheRowSaysOtherwise() {
        say(overTls, "HELLO");

        say(overTls, "LOGIN alice wrong");

        assertEquals(ToyState.GREETED, overTls.state());
        assertEquals(1, overTls.failedLogins());
    }

    @Test
    void aRowThatStaysEntersNothing() {
        say(inClear, "STARTTLS");

        Turn turn = say(inClear, "ECHO again");

        assertEquals(ToyState.UPGRADING, inClear.state());
        assertEquals(Next.READ, turn.next());
    }

    @Test
    void aChallengeStaysInsideItsRow() {
        Turn first = say(inClear, "ASK");
        assertEquals("+first?\r\n", first.reply().text());
        assertEquals(Next.READ, first.next());
        assertEquals(ToyState.GREETED, inClear.state());
        assertEquals(new Reading.OfLine(16), inClear.reading());

        Turn second = say(inClear, "STARTTLS");
        assertEquals("+second?\r\n", second.reply().text());
        assertEquals("an answer", second.heard());

        Turn last = say(inClear, "QUIT");
        assertEquals("+STARTTLS and QUIT\r\n", last.reply().text());
        assertEquals(ToyState.KNOWN, inClear.state());
        assertEquals(new Reading.OfLine(64), inClear.reading());
    }

    @Test
    void aChallengeCanBeAnsweredBadlyAndIsOver() {
        say(inClear, "ASK");

        assertEquals("-not a line\r\n", inClear.hear(BROKEN).reply().text());
        assertEquals("+x\r\n", say(inClear, "ECHO x").reply().text());
        assertEquals(ToyState.GREETED, inClear.state());
    }

    @Test
    void aCommandThatIsNotFinishedIsReadOn() {
        Turn beginning = say(inClear, "STORE 3");
        assertEquals("+go on\r\n", beginning.reply().text());
        assertEquals("the beginning of a command", beginning.heard());
        assertEquals(new Reading.OfOctets(3), inClear.reading());

        Turn whole = inClear.hear(new Octets(Ascii.octets("abc")));

        assertEquals("+stored abc\r\n", whole.reply().text());
        assertEquals(new Reading.OfLine(64), inClear.reading());
    }

    @Test
    void aPasswordInClearIsToldWhateverIsAnsweredAndWithoutTheAccount() {
        say(inClear, "LOGIN alice sesame");

        assertEquals(List.of(new Event.PasswordInClear("LOGIN", "a•••", 1)), events);
    }

    @Test
    void aPasswordOverTlsIsNobodysBusiness() {
        say(overTls, "LOGIN alice sesame");
        say(inClear, "HELLO");

        assertEquals(List.of(), events);
    }

    @Test
    void whatTheSessionHasToSayIsSaid() {
        Session session = toy.sessions().get(0);
        assertEquals(Optional.empty(), inClear.news());
        session.learn("mail");

        assertEquals("+mail\r\n", inClear.news().orElseThrow().text());
        assertEquals(
                "-bye: idle for too long\r\n", inClear.farewell(Farewell.IDLE).text());
        inClear.end();
        assertEquals(1, session.ends());
    }

    @Test
    void noAnswerIsAnAnswerOfNothing() {
        assertTrue(Reply.NONE.accepts());
        assertEquals(0, Reply.NONE.length());
        assertEquals("", Reply.NONE.text());
        assertEquals("+x\r\n".length(), Toy.Said.yes("x").length());
    }

    @Test
    void aSessionHasNoNewsAndHoldsNothingUnlessItSaysSo() {
        Dialect plain = new Quiet();

        plain.end();

        assertEquals(Optional.empty(), plain.news());
    }

    private static Turn say(Machine<?, ?> machine, String line) {
        return machine.hear(new Line(line));
    }

    /** A dialect that leaves out all it may. */
    private static final class Quiet implements Dialect {
        @Override
        public Reply greeting() {
            return Reply.NONE;
        }

        @Override
        public int longestLine() {
            return 1;
        }

        @Override
        public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
            return new Parsed.Malformed(Reply.NONE);
        }

        @Override
        public Reply refuse(Command command, Refusal why) {
            return Reply.NONE;
        }

        @Override
        public Reply farewell(Farewell why) {
            return Reply.NONE;
        }

        @Override
        public boolean awaitsLogin() {
            return false;
        }

        @Override
        public int failedLogins() {
            return 0;
        }
    }
}
