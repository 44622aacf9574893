package mailtls.smtp;

import static mailtls.smtp.TestHouse.ALICE;
import static mailtls.smtp.TestHouse.WRONG;
import static mailtls.smtp.TestHouse.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mailtls.connection.Ending;
import mailtls.connection.MemoryPeer;
import mailtls.machine.Protocol;
import mailtls.sasl.Authenticator;
import mailtls.sasl.Credentials;
import mailtls.sasl.ScramKeys;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every conversation. */
class SmtpProperties {

    private static final List<Function<TestHouse, Protocol>> LISTENERS = List.of(
            TestHouse::mx,
            TestHouse::submission,
            house -> house.submission(ListenerPolicy.STARTTLS_OFFERED),
            house -> house.submission(ListenerPolicy.CLEARTEXT_ONLY));

    private static final List<Function<TestHouse, Protocol>> WITH_STARTTLS = LISTENERS.subList(0, 3);

    /** Nobody's mistakes are counted: a farewell would depend on what came before, and should. */
    private static final Limits PATIENT = Limits.DEFAULT.withMistakes(10_000, 10_000);

    /** RFC 3207 section 4.2: what was said before the handshake has no bearing on what follows it. */
    @Property(tries = 500)
    void nothingSurvivesTheUpgrade(
            @ForAll("withStartTls") Function<TestHouse, Protocol> listener,
            @ForAll("talk") List<String> before,
            @ForAll("talk") List<String> after) {
        var house = new TestHouse();
        MemoryPeer fresh = upgraded(listener.apply(house), List.of());
        MemoryPeer talkative = upgraded(listener.apply(house), before);

        assertEquals(replies(fresh, after), replies(talkative, after));
    }

    /** The thesis of the project: an upgraded conversation cannot be told from one that began in TLS. */
    @Property(tries = 500)
    void anUpgradedConversationEqualsOneThatBeganInTls(
            @ForAll("withStartTls") Function<TestHouse, Protocol> listener, @ForAll("talk") List<String> talk) {
        var house = new TestHouse();
        MemoryPeer upgraded = MemoryPeer.inClear(listener.apply(house));
        upgraded.say("EHLO client.example", "STARTTLS");
        upgraded.upgrade().heard();
        MemoryPeer implicit = MemoryPeer.overTls(listener.apply(house));
        implicit.heard();

        assertEquals(replies(implicit, talk), replies(upgraded, talk));
        assertEquals(implicit.isClosed(), upgraded.isClosed());
    }

    /** TCP may cut where it likes. */
    @Property(tries = 300)
    void whereTheOctetsAreCutDoesNotMatter(
            @ForAll("listeners") Function<TestHouse, Protocol> listener,
            @ForAll("talk") List<String> talk,
            @ForAll("places") double place) {
        String octets = "EHLO client.example\r\n" + String.join("", talk);
        int cut = (int) (place * octets.length());

        String whole = new Client(listener).said(List.of(octets));

        assertEquals(whole, new Client(listener).said(List.of(octets.substring(0, cut), octets.substring(cut))));
        assertEquals(
                whole,
                new Client(listener)
                        .said(octets.chars().mapToObj(Character::toString).toList()));
    }

    /** Every split point of one dialogue that has everything in it, and one octet at a time. */
    @Example
    void everySplitPointOfALongDialogueGivesTheSame() {
        String to = "MAIL FROM:<>\r\nRCPT TO:<alice@example.org>\r\n";
        String octets = "EHLO client.example\r\n"
                + to + "DATA\r\n..x\r\n.\r\n"
                + to + "BDAT 3\r\n.\r\nBDAT 0 LAST\r\nBDAT 6\r\nQUIT\r\n"
                + to + "DATA\r\na\nb\r\n.\r\n"
                + "STARTTLS now\r\nSTARTTLS\r\nNOOP\r\n";
        Function<TestHouse, Protocol> listener = TestHouse::mx;
        String whole = new Client(listener).said(List.of(octets));
        for (int cut = 0; cut <= octets.length(); cut++) {
            assertEquals(whole, new Client(listener).said(List.of(octets.substring(0, cut), octets.substring(cut))));
        }
        assertEquals(
                whole,
                new Client(listener)
                        .said(octets.chars().mapToObj(Character::toString).toList()));
        assertTrue(whole.endsWith("220 2.0.0 Ready to start TLS\r\n"), whole);
    }

    /** A peer's faults are values. */
    @Property(tries = 1000)
    void noOctetsThrow(
            @ForAll("listeners") Function<TestHouse, Protocol> listener,
            @ForAll("starts") List<String> start,
            @ForAll("noise") String noise) {
        MemoryPeer client = MemoryPeer.inClear(listener.apply(new TestHouse()), PATIENT);
        client.send(String.join("", start));
        assertWellFormed(client.send(noise));
        assertWellFormed(client.send("\r\n.\r\n"));
        client.end(Ending.FIN);
        assertTrue(client.isClosed() || client.isHandshaking());
    }

    /** The same inside what only TLS leads to. */
    @Property(tries = 500)
    void noOctetsThrowOverTls(@ForAll("startsOverTls") List<String> start, @ForAll("noise") String noise) {
        MemoryPeer client = MemoryPeer.overTls(new TestHouse().submissions());
        client.send(String.join("", start));
        assertWellFormed(client.send(noise));
        assertWellFormed(client.send("\r\n.\r\n"));
        client.end(Ending.TRUNCATED);
        assertTrue(client.isClosed());
    }

    /** Whoever checks passwords is never asked in clear, whatever is said. */
    @Property(tries = 1000)
    void noRowOverCleartextSeesAPassword(
            @ForAll("listeners") Function<TestHouse, Protocol> listener, @ForAll("talk") List<String> talk) {
        var asked = new ArrayList<String>();
        MemoryPeer client = MemoryPeer.inClear(
                listener.apply(new TestHouse(new Watchful(asked), Limits.DEFAULT, 1 << 20)), PATIENT);
        client.send("EHLO client.example\r\n");
        client.send(String.join("", talk));
        assertEquals(List.of(), asked);
    }

    @Property(tries = 500)
    void everyReplyIsWellFormed(
            @ForAll("listeners") Function<TestHouse, Protocol> listener, @ForAll("talk") List<String> talk) {
        MemoryPeer client = MemoryPeer.inClear(listener.apply(new TestHouse()), PATIENT);
        assertWellFormed(client.heard());
        talk.forEach(octets -> assertWellFormed(client.isHandshaking() ? "" : client.send(octets)));
    }

    /** RFC 5321 section 4.2: each line has its code, and the last one of a reply a space behind it. */
    private static void assertWellFormed(String heard) {
        assertTrue(heard.isEmpty() || heard.endsWith("\r\n"), heard);
        assertFalse(heard.replace("\r\n", "").matches("(?s).*[\r\n\0].*"), heard);
        String expected = "";
        for (String line : heard.split("\r\n")) {
            assertTrue(line.isEmpty() && heard.isEmpty() || line.matches("[2-5]\\d\\d[- ][ -~]*"), line);
            assertTrue(line.startsWith(expected), heard);
            expected = line.startsWith("-", 3) ? line.substring(0, 3) : "";
        }
        assertEquals("", expected, heard);
    }

    /** A client, and the house it is in, so that what was delivered can be compared as well. */
    private static final class Client {

        private final TestHouse house = new TestHouse();
        private final MemoryPeer peer;

        private Client(Function<TestHouse, Protocol> listener) {
            peer = MemoryPeer.inClear(listener.apply(house), PATIENT);
        }

        /** Sends segments, and returns all that came back, and how much mail there is then. */
        private String said(List<String> segments) {
            var heard = new StringBuilder(peer.heard());
            segments.forEach(segment -> heard.append(peer.send(segment)));
            return house.inbox("alice").size() + " " + house.inbox("bob").size() + "\r\n" + heard;
        }
    }

    private static MemoryPeer upgraded(Protocol protocol, List<String> before) {
        MemoryPeer client = MemoryPeer.inClear(protocol, PATIENT);
        replies(client, before);
        // Whatever was begun is ended, so that EHLO is a command.
        client.say("", ".", "*", "RSET", "EHLO client.example", "STARTTLS");
        client.upgrade().heard();
        return client;
    }

    private static String replies(MemoryPeer client, List<String> talk) {
        var heard = new StringBuilder();
        for (String octets : talk) {
            if (!client.isHandshaking() && !client.isClosed()) {
                heard.append(client.send(octets));
            }
        }
        return heard.toString();
    }

    @Provide
    Arbitrary<Function<TestHouse, Protocol>> listeners() {
        return Arbitraries.of(LISTENERS);
    }

    @Provide
    Arbitrary<Function<TestHouse, Protocol>> withStartTls() {
        return Arbitraries.of(WITH_STARTTLS);
    }

    @Provide
    Arbitrary<Double> places() {
        return Arbitraries.doubles().between(0, 1);
    }

    /** Commands in any order, whole: a chunk comes with its octets. */
    @Provide
    Arbitrary<List<String>> talk() {
        return Arbitraries.of(
                        "EHLO a.example\r\n",
                        "HELO a.example\r\n",
                        "MAIL FROM:<a@b.example>\r\n",
                        "MAIL FROM:<a@b.example> SIZE=12 SMTPUTF8\r\n",
                        "RCPT TO:<alice@example.org>\r\n",
                        "RCPT TO:<nobody@example.org>\r\n",
                        "DATA\r\n",
                        "text\r\n",
                        "STARTTLS\nx\r\n",
                        ".\r\n",
                        "BDAT 10\r\nSTARTTLS\r\n",
                        "BDAT 6 LAST\r\nDATA\r\n",
                        "AUTH PLAIN " + ALICE + "\r\n",
                        "AUTH PLAIN " + WRONG + "\r\n",
                        "AUTH PLAIN\r\n",
                        ALICE + "\r\n",
                        "AUTH LOGIN\r\n",
                        base64("alice") + "\r\n",
                        "AUTH SCRAM-SHA-256\r\n",
                        "*\r\n",
                        "RSET\r\n",
                        "NOOP\r\n",
                        "VRFY alice\r\n",
                        "NONSENSE\r\n",
                        "STARTTLS now\r\n")
                .list()
                .ofMaxSize(12);
    }

    /** Ways to where octets are read differently. */
    @Provide
    Arbitrary<List<String>> starts() {
        List<String> begun = List.of("EHLO a.example\r\n", "MAIL FROM:<>\r\n", "RCPT TO:<alice@example.org>\r\n");
        return Arbitraries.of(
                List.of(),
                begun.subList(0, 1),
                begun,
                with(begun, "DATA\r\n"),
                with(begun, "BDAT 1000 LAST\r\n"),
                with(begun, "BDAT 7\r\n"),
                with(begun.subList(0, 1), "BDAT 7\r\n"),
                with(begun.subList(0, 1), "AUTH SCRAM-SHA-256\r\n"));
    }

    @Provide
    Arbitrary<List<String>> startsOverTls() {
        List<String> begun = List.of("EHLO a.example\r\n");
        return Arbitraries.of(
                with(begun, "AUTH PLAIN\r\n"),
                with(begun, "AUTH LOGIN\r\n"),
                with(begun, "AUTH SCRAM-SHA-256-PLUS\r\n"),
                with(begun, "AUTH PLAIN " + ALICE + "\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\n"));
    }

    private static List<String> with(List<String> lines, String another) {
        var more = new ArrayList<>(lines);
        more.add(another);
        return more;
    }

    /** Octets of all kinds, among them the beginnings of commands and the ends of lines. */
    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> octets =
                Arbitraries.strings().withCharRange((char) 0, (char) 255).ofMaxLength(20);
        Arbitrary<String> words = Arbitraries.of(
                "\r\n",
                "\n",
                "\r",
                "\0",
                " ",
                "MAIL FROM:<",
                "RCPT TO:<",
                ">",
                "EHLO ",
                "AUTH ",
                "PLAIN ",
                "=",
                "BDAT ",
                "99999999999999999999",
                " LAST",
                "DATA",
                "\"",
                "\\",
                "@",
                "[",
                "]",
                "<>",
                "SIZE=",
                "\u00c3\u00bc",
                "\u00ff",
                ".",
                "*",
                "postmaster",
                "STARTTLS");
        return Arbitraries.oneOf(octets, words, words).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    /** Notes who was asked for. */
    private record Watchful(List<String> asked) implements Authenticator {

        @Override
        public boolean accepts(Credentials credentials) {
            asked.add(credentials.account());
            return true;
        }

        @Override
        public ScramKeys scramKeys(String account) {
            return TestHouse.ACCOUNTS.scramKeys(account);
        }
    }
}
