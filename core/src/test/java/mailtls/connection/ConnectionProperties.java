package mailtls.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import mailtls.machine.Toy;
import mailtls.wire.Limits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every talk, whatever is said and wherever TCP cuts it. {@link MemoryPeer} sees that nothing is said late. */
class ConnectionProperties {

    @Property
    void whereTheOctetsAreCutDoesNotMatter(
            @ForAll("talk") List<String> talk, @ForAll @Size(max = 10) List<@IntRange(max = 30) Integer> cuts) {
        MemoryPeer whole = MemoryPeer.inClear(new Toy());
        MemoryPeer cut = MemoryPeer.inClear(new Toy());

        assertEquals(whole.send(wire(talk)), send(cut, wire(talk), cuts));
        assertEquals(whole.isClosed(), cut.isClosed());
        assertEquals(whole.isHandshaking(), cut.isHandshaking());
    }

    @Property
    void aPeerThatReadsSlowlyLosesNothing(
            @ForAll("talk") List<String> talk,
            @ForAll @IntRange(min = 1, max = 50) int output,
            @ForAll @Size(max = 10) List<@IntRange(max = 30) Integer> cuts) {
        MemoryPeer fast = MemoryPeer.inClear(new Toy());
        MemoryPeer slow = MemoryPeer.inClear(new Toy(), Limits.DEFAULT.withOutput(output));

        assertEquals(fast.send(wire(talk)), send(slow, wire(talk), cuts));
        assertEquals(fast.isClosed(), slow.isClosed());
        assertEquals(fast.isHandshaking(), slow.isHandshaking());
    }

    /** What comes in segments of its own goes from the transport to TLS; what came in the command's segment is handed over. */
    @Property
    void octetsBehindTheGoAheadGoToTlsWhole(
            @ForAll("harmless") List<String> before,
            @ForAll("octets") String behind,
            @ForAll @IntRange(min = 1, max = 50) int output,
            @ForAll @Size(max = 10) List<@IntRange(max = 30) Integer> cuts) {
        MemoryPeer peer = MemoryPeer.inClear(new Toy(), Limits.DEFAULT.withOutput(output));
        String talk = wire(before) + "STARTTLS\r\n" + behind;

        String heard = "";
        int from = 0;
        for (int i = 0; from < talk.length() && !peer.isHandshaking(); i++) {
            int to = Math.min(talk.length(), from + length(cuts, i, talk));
            heard += peer.send(talk.substring(from, to));
            from = to;
        }

        assertTrue(peer.isHandshaking());
        assertTrue(heard.endsWith("+go ahead\r\n"));
        assertEquals(behind, peer.arrivedEarly() + talk.substring(from));
    }

    /** RFC 3207 section 4.2: what was said before the handshake has no bearing on what follows it. */
    @Property
    void nothingSurvivesTheUpgrade(
            @ForAll("harmless") List<String> before,
            @ForAll("octets") String behind,
            @ForAll("talk") List<String> after) {
        MemoryPeer upgraded = MemoryPeer.inClear(new Toy());
        upgraded.send(wire(before) + "STARTTLS\r\n" + behind);
        upgraded.upgrade();
        MemoryPeer fresh = MemoryPeer.overTls(new Toy());
        fresh.heard();

        assertEquals(fresh.send(wire(after)), upgraded.send(wire(after)));
        assertEquals(fresh.isClosed(), upgraded.isClosed());
    }

    @Provide
    Arbitrary<List<String>> talk() {
        return Arbitraries.of(
                        "HELLO",
                        "ECHO a",
                        "MANY 3",
                        "ASK",
                        "STORE 12",
                        "DANCE",
                        "NONSENSE",
                        "\0",
                        "a\nb",
                        "x".repeat(100),
                        "LOGIN alice sesame",
                        "LOGIN bob wrong",
                        "STARTTLS now",
                        "STARTTLS",
                        "QUIT")
                .list()
                .ofMaxSize(12);
    }

    /** Commands that neither end the talk nor count as mistakes nor swallow what follows. */
    @Provide
    Arbitrary<List<String>> harmless() {
        return Arbitraries.of("ECHO a", "MANY 3", "STARTTLS now", "STORE 2\r\nabECHO b", "ASK\r\nSTARTTLS\r\nQUIT")
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> octets() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(60),
                talk().map(ConnectionProperties::wire));
    }

    private static String wire(List<String> lines) {
        return lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
    }

    private static String send(MemoryPeer peer, String talk, List<Integer> cuts) {
        var heard = new StringBuilder();
        int from = 0;
        for (int i = 0; from < talk.length(); i++) {
            int to = Math.min(talk.length(), from + length(cuts, i, talk));
            heard.append(peer.send(talk.substring(from, to)));
            from = to;
        }
        return heard.toString();
    }

    private static int length(List<Integer> cuts, int i, String talk) {
        return cuts.isEmpty() ? Math.max(1, talk.length()) : Math.max(1, cuts.get(i % cuts.size()));
    }
}
