package mailtls.machine;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;

/** A protocol small enough to see through, with one command for each thing a machine can do. */
public final class Toy implements Protocol {

    /** The states: greeted, introduced, and the two that end talking in clear or altogether. */
    public enum ToyState implements State {
        GREETED,
        KNOWN,
        UPGRADING,
        GONE;

        @Override
        public Next next() {
            return this == UPGRADING ? Next.HANDSHAKE : this == GONE ? Next.CLOSE : Next.READ;
        }
    }

    /** The commands. */
    public sealed interface ToyCommand extends Command {}

    /** Introduces the client. */
    record Hello() implements ToyCommand {}

    /** Asks for TLS; with a parameter it is refused. */
    record StartTls(String parameter) implements ToyCommand {}

    /** Shows a password; the right one is “sesame”. */
    record Login(String account, String password) implements ToyCommand, CarriesPassword {
        @Override
        public String toString() {
            return "LOGIN " + account;
        }
    }

    /** Is answered with what it says. */
    record Echo(String text) implements ToyCommand {}

    /** Is answered with as many lines, one reply. */
    record Many(int lines) implements ToyCommand {}

    /** Asks for two more lines. */
    record Ask() implements ToyCommand {}

    /** Came with counted octets. */
    record Store(String content) implements ToyCommand {}

    /** Has no row. */
    record Dance() implements ToyCommand {}

    /** Ends it. */
    record Quit() implements ToyCommand {}

    static final Set<ToyState> ANY = EnumSet.allOf(ToyState.class);

    // spotless:off
    static final Transitions<ToyState, Session> TABLE = Transitions.of(
            //    in                command         over       answered by         then                 source
            row(  ToyState.GREETED, Hello.class,    EITHER,    Session::hello,     ToyState.KNOWN,      "Toy 1"),
            row(  ANY,              StartTls.class, CLEARTEXT, Session::startTls,  ToyState.UPGRADING,  "Toy 2"),
            row(  ToyState.KNOWN,   Login.class,    TLS,       Session::login,     ToyState.KNOWN,      "Toy 3")
                    .otherwise(ToyState.GREETED),
            stay( ANY,              Echo.class,     EITHER,    Session::echo,                           "Toy 4"),
            stay( ANY,              Many.class,     EITHER,    Session::many,                           "Toy 4"),
            row(  ANY,              Ask.class,      EITHER,    Session::ask,       ToyState.KNOWN,      "Toy 5"),
            stay( ANY,              Store.class,    EITHER,    Session::store,                          "Toy 6"),
            row(  ANY,              Quit.class,     EITHER,    Session::quit,      ToyState.GONE,       "Toy 7"));
    // spotless:on

    private final Transitions<ToyState, Session> table;
    private final List<Session> sessions = new ArrayList<>();

    public Toy() {
        this(TABLE);
    }

    private Toy(Transitions<ToyState, Session> table) {
        this.table = table;
    }

    /** Returns a toy that takes passwords in clear, too. */
    public static Toy takingPasswordsInClear() {
        return new Toy(TABLE.over(EITHER, Login.class));
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public String applicationProtocol() {
        return "toy";
    }

    @Override
    public Machine<ToyState, Session> begin(Channel channel, Peer peer) {
        var session = new Session(channel);
        sessions.add(session);
        return new Machine<>(table, ToyState.GREETED, session, channel, peer);
    }

    /** Returns the sessions that were begun, the first one first. */
    public List<Session> sessions() {
        return sessions;
    }

    /** What answers. */
    public static final class Session implements Dialect {

        private final String channel;
        private final List<String> news = new ArrayList<>();
        private boolean loggedIn;
        private int failedLogins;
        private int ends;

        Session(Channel channel) {
            this.channel = channel.isTls() ? "over TLS" : "in clear";
        }

        /** Has something to say unasked. */
        public void learn(String fact) {
            news.add(fact);
        }

        /** Returns how often it was told to end. */
        public int ends() {
            return ends;
        }

        Step hello(Hello command) {
            return Said.yes("hello " + channel);
        }

        Step startTls(StartTls command) {
            return command.parameter().isEmpty() ? Said.yes("go ahead") : Said.no("no parameters");
        }

        Step login(Login command) {
            loggedIn = command.password().equals("sesame");
            failedLogins += loggedIn ? 0 : 1;
            return loggedIn ? Said.yes("welcome") : Said.no("wrong");
        }

        Step echo(Echo command) {
            return Said.yes(command.text());
        }

        Step many(Many command) {
            return Said.yes("line\r\n".repeat(command.lines()) + "end");
        }

        Step ask(Ask command) {
            return new Challenge(Said.yes("first?"), new Reading.OfLine(16), first -> {
                if (!(first instanceof Line line)) {
                    return Said.no("not a line");
                }
                return new Challenge(
                        Said.yes("second?"),
                        new Reading.OfLine(16),
                        second -> Said.yes(line.text() + " and " + second));
            });
        }

        Step store(Store command) {
            return Said.yes("stored " + command.content());
        }

        Step quit(Quit command) {
            return Said.yes("bye");
        }

        @Override
        public Reply greeting() {
            return Said.yes("toy " + channel);
        }

        @Override
        public int longestLine() {
            return 64;
        }

        @Override
        public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
            if (!(input instanceof Line line)) {
                return new Parsed.Malformed(Said.no(input.toString()));
            }
            String[] words = line.text().split(" ", 2);
            String rest = words.length > 1 ? words[1] : "";
            return switch (words[0]) {
                case "HELLO" -> new Parsed.Whole(new Hello());
                case "STARTTLS" -> new Parsed.Whole(new StartTls(rest));
                case "LOGIN" -> new Parsed.Whole(loginOf(rest.split(" ")));
                case "ECHO" -> new Parsed.Whole(new Echo(rest));
                case "MANY" -> new Parsed.Whole(new Many(Integer.parseInt(rest)));
                case "ASK" -> new Parsed.Whole(new Ask());
                case "STORE" -> storing(Integer.parseInt(rest));
                case "DANCE" -> new Parsed.Whole(new Dance());
                case "QUIT" -> new Parsed.Whole(new Quit());
                default -> new Parsed.Malformed(Said.no("what?"));
            };
        }

        private static Login loginOf(String[] words) {
            return new Login(words[0], words[1]);
        }

        private static Parsed storing(int count) {
            return new Parsed.Unfinished(
                    Said.yes("go on"),
                    new Reading.OfOctets(count),
                    octets -> new Parsed.Whole(new Store(((Octets) octets).text())));
        }

        @Override
        public Reply refuse(Command command, Refusal why) {
            return Said.no(command.name() + " " + why);
        }

        @Override
        public Reply farewell(Farewell why) {
            return Said.no("bye: " + why.reason());
        }

        @Override
        public Optional<Reply> news() {
            return news.isEmpty() ? Optional.empty() : Optional.of(Said.yes(news.remove(0)));
        }

        @Override
        public boolean awaitsLogin() {
            return !loggedIn;
        }

        @Override
        public int failedLogins() {
            return failedLogins;
        }

        @Override
        public void end() {
            ends++;
        }
    }

    /** A reply: plus or minus, and words. */
    record Said(boolean accepts, String words) implements Reply {

        static Said yes(String words) {
            return new Said(true, words);
        }

        static Said no(String words) {
            return new Said(false, words);
        }

        @Override
        public List<ByteBuffer> octets() {
            return List.of(ByteBuffer.wrap(Ascii.octets((accepts ? "+" : "-") + words + "\r\n")));
        }
    }
}
