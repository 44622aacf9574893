package mailtls.pop3;

import static mailtls.pop3.TestHouse.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mailtls.MailServer;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.machine.Parsed;
import mailtls.sasl.Authenticator;
import mailtls.sasl.Credentials;
import mailtls.sasl.ScramKeys;
import mailtls.sasl.Secret;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Line;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** What holds whatever a client says. */
class Pop3Properties {

    private static final Pattern REPLY = Pattern.compile("(\\+OK|-ERR) [ -~]*\r\n|\\+ [A-Za-z0-9+/=]*\r\n");

    /** RFC 2595 section 4: what was said before the handshake has no bearing on what follows it. */
    @Property(tries = 300)
    void nothingSurvivesTheUpgrade(
            @ForAll("stlsListener") ListenerPolicy policy,
            @ForAll("talkBeforeLogin") List<String> before,
            @ForAll("octets") String early,
            @ForAll("talk") List<String> after) {
        MemoryPeer fresh = new TestHouse().overTls();
        MemoryPeer upgraded = new TestHouse().inClear(policy);
        before.forEach(upgraded::say);
        upgraded.say("*"); // ends an exchange, if there is one
        upgraded.send("STLS\r\n" + early);
        upgraded.upgrade();
        upgraded.events().clear();

        assertEquals(answers(fresh, after), answers(upgraded, after));
        assertEquals(fresh.events(), upgraded.events());
    }

    /** The rest of the thesis: STLS and implicit TLS lead to the same conversation, and to the same mail. */
    @Property(tries = 100)
    void anUpgradedConversationEqualsOneThatBeganInTls(@ForAll("talk") List<String> talk) {
        var one = new TestHouse();
        var other = new TestHouse();
        List<String> login = List.of("CAPA", "USER alice", "PASS sesame", "CAPA");

        MemoryPeer implicit = one.overTls();
        MemoryPeer upgraded = other.upgraded(ListenerPolicy.STARTTLS_REQUIRED);

        assertEquals(answers(implicit, login), answers(upgraded, login));
        assertEquals(answers(implicit, talk), answers(upgraded, talk));
        assertEquals(implicit.isClosed(), upgraded.isClosed());
        assertEquals(one.messages(), other.messages());
    }

    /** Where octets are cut on their way has no bearing on what they mean. */
    @Property(tries = 200)
    void segmentationDoesNotMatter(@ForAll("talk") List<String> talk, @ForAll @Size(max = 12) List<Integer> cuts) {
        String octets = String.join("\r\n", talk) + "\r\n";
        MemoryPeer whole = new TestHouse().overTls();
        MemoryPeer pieces = new TestHouse().overTls();

        assertEquals(whole.send(octets), inPieces(pieces, octets, cuts));
        assertEquals(whole.events(), pieces.events());
        assertEquals(whole.isClosed(), pieces.isClosed());
    }

    /** In clear STLS may be among the lines; what follows it is TLS's either way. */
    @Property(tries = 200)
    void segmentationDoesNotMatterInClear(
            @ForAll("talk") List<String> talk, @ForAll @Size(max = 12) List<Integer> cuts) {
        String octets = String.join("\r\n", talk) + "\r\n";
        MemoryPeer whole = new TestHouse().inClear(TestHouse.OFFERED_ALSO_IN_CLEAR);
        MemoryPeer pieces = new TestHouse().inClear(TestHouse.OFFERED_ALSO_IN_CLEAR);

        assertEquals(whole.send(octets), inPieces(pieces, octets, cuts));
        assertEquals(whole.isClosed(), pieces.isClosed());
        assertEquals(whole.isHandshaking(), pieces.isHandshaking());
    }

    /** No line throws, and whatever comes back is lines. */
    @Property(tries = 500)
    void noLineThrows(@ForAll("octets") String octets) {
        for (MemoryPeer peer : List.of(
                new TestHouse().overTls(),
                new TestHouse().aliceOverTls(),
                new TestHouse().inClear(ListenerPolicy.STARTTLS_OFFERED))) {
            String answer = peer.send(octets) + (peer.isHandshaking() ? "" : peer.send("\r\n"));

            assertTrue(answer.isEmpty() || answer.endsWith("\r\n"), answer);
        }
    }

    /** Nor does any response in an exchange, be it almost right. */
    @Property(tries = 500)
    void noResponseThrows(
            @ForAll("mechanism") String mechanism,
            @ForAll("response") String first,
            @ForAll("response") String second) {
        MemoryPeer peer = new TestHouse().overTls();

        for (String line : List.of("AUTH " + mechanism, base64(first), base64(second), "*")) {
            String answer = peer.say(line);

            assertTrue(isReply(answer, false), line + " -> " + answer);
        }
    }

    /** RFC 8314 section 3: over cleartext no password is looked at, and whoever sends one is warned about. */
    @Property(tries = 300)
    void noRowOverCleartextSeesAPassword(
            @ForAll("cleartextListener") ListenerPolicy policy, @ForAll("talk") List<String> talk) {
        var server =
                new MailServer("mail.example.org", new Unasked(), new MemoryMailStore(1, List.of()), TestHouse.PATIENT);
        MemoryPeer peer = MemoryPeer.inClear(Pop3.server(server, policy), TestHouse.PATIENT);

        for (String line : talk) {
            peer.say(line);
        }

        long passwords = peer.events().stream()
                .filter(Event.PasswordInClear.class::isInstance)
                .count();
        long sent = talk.stream()
                .filter(line -> line.matches("PASS .*|AUTH PLAIN .*"))
                .count();
        assertTrue(passwords <= sent);
        assertTrue(peer.events().stream().noneMatch(Event.LoggedIn.class::isInstance));
    }

    /** Each line is answered by one reply, and each reply is lines of the form that RFC 1939 section 3 gives them. */
    @Property(tries = 300)
    void everyReplyIsWellFormed(@ForAll("message") String message, @ForAll("talk") List<String> talk) {
        MemoryPeer peer = new TestHouse().deliver(message).aliceOverTls();
        for (String line : talk) {
            boolean answered = !peer.isClosed();

            String answer = peer.say(line);

            boolean hasText = answer.startsWith("+OK") && line.matches("CAPA|LIST|UIDL|RETR .*|TOP .*");
            assertTrue(!answered || isReply(answer, hasText), line + " -> " + answer);
        }
    }

    /** What is stuffed for the way is, without the stuffing, the message. */
    @Property(tries = 300)
    void aMessageArrivesAsItIs(@ForAll("message") String message) {
        MemoryPeer peer = new TestHouse().deliver(message).aliceOverTls();

        String answer = peer.say("RETR 3");

        String text = answer.substring(answer.indexOf("\r\n"), answer.length() - 3);
        assertEquals(message, text.replace("\r\n.", "\r\n").substring(2));
        assertTrue(answer.startsWith("+OK " + message.length() + " octets\r\n"));
        assertTrue(answer.endsWith("\r\n.\r\n"));
    }

    /** What is printed and parsed is the same command again. */
    @Property
    void printAndParse(@ForAll("command") Printed printed) {
        Parsed parsed = Pop3Syntax.parse(new Line(printed.line()));

        assertEquals(new Parsed.Whole(printed.command()), parsed);
    }

    /** A command, and how a client prints it. */
    private record Printed(Pop3Command command, String line) {
        static Printed of(Pop3Command command, Object... arguments) {
            var line = new StringBuilder(command.name());
            for (Object argument : arguments) {
                line.append(' ').append(argument);
            }
            return new Printed(command, line.toString());
        }
    }

    /** Fails if it is asked about a password. */
    private static final class Unasked implements Authenticator {
        @Override
        public boolean accepts(Credentials credentials) {
            throw new AssertionError("a password was looked at");
        }

        @Override
        public ScramKeys scramKeys(String account) {
            return new ScramKeys(new byte[16], 4096, new byte[32], new byte[32]);
        }
    }

    @Provide
    Arbitrary<ListenerPolicy> stlsListener() {
        return Arbitraries.of(
                ListenerPolicy.STARTTLS_OFFERED, ListenerPolicy.STARTTLS_REQUIRED, TestHouse.OFFERED_ALSO_IN_CLEAR);
    }

    @Provide
    Arbitrary<ListenerPolicy> cleartextListener() {
        return Arbitraries.of(
                ListenerPolicy.STARTTLS_OFFERED, ListenerPolicy.STARTTLS_REQUIRED, ListenerPolicy.CLEARTEXT_ONLY);
    }

    /** Lines that lead nowhere: no log-in that succeeds, no end. */
    @Provide
    Arbitrary<List<String>> talkBeforeLogin() {
        return turns(false);
    }

    @Provide
    Arbitrary<List<String>> talk() {
        return turns(true);
    }

    private static Arbitrary<List<String>> turns(boolean all) {
        Arbitrary<String> harmless = Arbitraries.of(
                "CAPA",
                "USER alice",
                "USER bob",
                "PASS wrong",
                "NOOP",
                "STAT",
                "NONSENSE",
                "",
                "STLS now",
                "*",
                "AUTH PLAIN",
                "AUTH LOGIN",
                "AUTH SCRAM-SHA-256",
                "AUTH X",
                "AUTH PLAIN " + base64("\0alice\0wrong"),
                base64("alice"));
        Arbitrary<String> more = Arbitraries.of(
                "PASS sesame",
                "AUTH PLAIN " + base64("\0alice\0sesame"),
                base64("\0alice\0sesame"),
                "LIST",
                "LIST 1",
                "RETR 1",
                "RETR 3",
                "DELE 1",
                "DELE 2",
                "RSET",
                "TOP 1 1",
                "TOP 3 0",
                "UIDL",
                "UIDL 2",
                "STLS",
                "QUIT");
        Arbitrary<List<String>> one = (all ? Arbitraries.oneOf(harmless, more) : harmless).map(List::of);
        Arbitrary<List<String>> login = Arbitraries.just(List.of("USER alice", "PASS sesame"));
        return (all ? Arbitraries.frequencyOf(Tuple.of(6, one), Tuple.of(1, login)) : one)
                .list()
                .ofMaxSize(12)
                .map(turns -> turns.stream().flatMap(List::stream).toList());
    }

    /** Octets of any kind, with line ends and words of the protocol among them more often than chance would have it. */
    @Provide
    Arbitrary<String> octets() {
        Arbitrary<String> any = Arbitraries.chars().range('\0', '\u00ff').map(String::valueOf);
        Arbitrary<String> known = Arbitraries.of(
                "\r\n", "\r\n", " ", "\r", "\n", "AUTH PLAIN", "USER", "PASS", "TOP 1 ", "RETR", "STLS", "=");
        return Arbitraries.frequencyOf(Tuple.of(2, any), Tuple.of(1, known))
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> mechanism() {
        return Arbitraries.of("PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS");
    }

    /** What a client may send in an exchange, more or less. */
    @Provide
    Arbitrary<String> response() {
        return Arbitraries.of(
                        "n,,n=alice,r=abc",
                        "p=tls-exporter,,n=alice,r=abc",
                        "y,a=bob,",
                        "n,,",
                        "c=biws",
                        ",p=",
                        "p=",
                        ",r=abc",
                        "=",
                        ",",
                        "\0",
                        "\0alice\0",
                        "sesame",
                        "n=",
                        "m=",
                        "\u00e9",
                        "=2C",
                        "AAAA")
                .list()
                .ofMaxSize(6)
                .map(pieces -> String.join("", pieces));
    }

    /** A message: lines that end in CRLF, many of which begin with a dot. */
    @Provide
    Arbitrary<String> message() {
        return Arbitraries.strings()
                .withChars(".. a\u00e9:")
                .ofMaxLength(6)
                .list()
                .ofMaxSize(8)
                .map(lines -> lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n");
    }

    @Provide
    Arbitrary<Printed> command() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 999_999_999);
        Arbitrary<String> word = Arbitraries.strings().withCharRange('!', '~').ofMinLength(1);
        Arbitrary<String> words = Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1);
        return Arbitraries.oneOf(
                Arbitraries.of(
                                new Pop3Command.Capa(),
                                new Pop3Command.Stls(),
                                new Pop3Command.Stat(),
                                new Pop3Command.Noop(),
                                new Pop3Command.Rset(),
                                new Pop3Command.Quit(),
                                new Pop3Command.List(Optional.empty()),
                                new Pop3Command.Uidl(Optional.empty()))
                        .map(Printed::of),
                words.map(name -> Printed.of(new Pop3Command.User(name), name)),
                words.map(string -> Printed.of(new Pop3Command.Pass(new Secret(string)), string)),
                word.map(
                        response -> Printed.of(new Pop3Command.AuthWithPassword("PLAIN", response), "PLAIN", response)),
                word.map(response -> Printed.of(
                        new Pop3Command.Auth("SCRAM-SHA-256", Optional.of(response)), "SCRAM-SHA-256", response)),
                Arbitraries.just(Printed.of(new Pop3Command.AuthPlaintext("LOGIN"), "LOGIN")),
                Arbitraries.just(Printed.of(new Pop3Command.Auth("SCRAM-SHA-256", Optional.empty()), "SCRAM-SHA-256")),
                number.map(n -> Printed.of(new Pop3Command.List(Optional.of(n)), n)),
                number.map(n -> Printed.of(new Pop3Command.Uidl(Optional.of(n)), n)),
                number.map(n -> Printed.of(new Pop3Command.Retr(n), n)),
                number.map(n -> Printed.of(new Pop3Command.Dele(n), n)),
                Combinators.combine(number, number)
                        .as((n, lines) -> Printed.of(new Pop3Command.Top(n, lines), n, lines)));
    }

    private static List<String> answers(MemoryPeer peer, List<String> lines) {
        return lines.stream().map(peer::say).toList();
    }

    private static String inPieces(MemoryPeer peer, String octets, List<Integer> cuts) {
        var places = new TreeSet<Integer>();
        cuts.forEach(cut -> places.add(Math.floorMod(cut, octets.length())));
        places.add(octets.length());
        var heard = new StringBuilder();
        int from = 0;
        for (int to : places) {
            heard.append(peer.send(octets.substring(from, to)));
            from = to;
        }
        return heard.toString();
    }

    private static boolean isReply(String answer, boolean hasText) {
        var lines = new ArrayList<>(List.of(answer.split("(?<=\r\n)")));
        String status = lines.remove(0);
        boolean statusIsRight = REPLY.matcher(status).matches() && status.length() <= 512;
        if (!hasText) {
            return statusIsRight && lines.isEmpty();
        }
        String last = lines.remove(lines.size() - 1);
        return statusIsRight
                && last.equals(".\r\n")
                && lines.stream().allMatch(line -> line.endsWith("\r\n") && !line.equals(".\r\n"));
    }
}
