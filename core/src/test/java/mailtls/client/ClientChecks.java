package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mailtls.wire.Ascii;

/** What has to hold for the client of each protocol, whatever a server says to it. */
public final class ClientChecks {

    /** What a user says and a stranger must not hear. */
    public static final String CANARY = "cAnArY-4711";

    private ClientChecks() {}

    /**
     * Nothing is thrown, and the canary is not said in clear: not as it is, and not in base64.
     *
     * @param server a client's other end, in clear
     * @param segments what the server says; where the client has started a handshake, it is completed
     * @param user what the user does with the connection, when there is one
     */
    public static <C> void assertDiscreet(MemoryServer<C> server, List<String> segments, Consumer<C> user) {
        boolean isUsed = false;
        for (String segment : segments) {
            if (server.isClosed()) {
                break;
            }
            server.send(segment);
            if (server.isHandshaking() && !server.isClosed()) {
                server.upgrade();
            }
            if (server.isReady() && !isUsed) {
                isUsed = true;
                user.accept(server.client());
            }
        }
        assertNoCanary(server.heardInClear());
    }

    /**
     * A connection that was upgraded is indistinguishable from one that began in TLS.
     *
     * @param upgraded the handshake that the client has started is to be done
     * @param implicit the greeting is to be said
     */
    public static <C> void assertAlike(
            MemoryServer<C> upgraded, MemoryServer<C> implicit, String greeting, List<String> talk, Consumer<C> user) {
        assertEquals(withoutChance(implicit.say(greeting)), withoutChance(upgraded.upgrade()));
        boolean isUsed = false;
        for (String segment : talk) {
            assertEquals(withoutChance(implicit.send(segment)), withoutChance(upgraded.send(segment)));
            if (implicit.isReady() && upgraded.isReady() && !isUsed) {
                isUsed = true;
                user.accept(implicit.client());
                user.accept(upgraded.client());
                assertEquals(withoutChance(implicit.heard()), withoutChance(upgraded.heard()));
            }
            assertEquals(implicit.isReady(), upgraded.isReady());
            assertEquals(implicit.isClosed(), upgraded.isClosed());
        }
    }

    /** Returns what was said without what is new each time: tags, and the nonces of SCRAM. */
    private static String withoutChance(String said) {
        return said.replaceAll("(?m)^[0-9a-z]+ (?=[A-Z])", "tag ").replaceAll("(SCRAM-SHA-256) \\S+", "$1 nonce");
    }

    private static void assertNoCanary(String heard) {
        assertFalse(heard.contains(CANARY), heard);
        // Three ways to stand in groups of three octets, without the characters that its neighbours have a part in.
        for (String shift : List.of("", "x", "xx")) {
            String base64 = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(Ascii.octets(shift + CANARY))
                    .substring(4);
            assertFalse(heard.contains(base64.substring(0, base64.length() - 4)), heard);
        }
    }

    /**
     * Where the octets of a server are cut does not matter.
     *
     * @param begin makes a client's other end
     * @param user what the user does with the connection, when there is one
     * @param script what the server says, one piece after the other; where the client starts a handshake, it is completed
     */
    public static <C> void assertSegmentationDoesNotMatter(
            Supplier<MemoryServer<C>> begin, Consumer<C> user, String... script) {
        String whole = play(begin.get(), user, List::of, script);
        int longest = Stream.of(script).mapToInt(String::length).max().orElse(0);
        for (int cut = 1; cut < longest; cut++) {
            int at = cut;
            assertEquals(whole, play(begin.get(), user, text -> cut(text, at), script), "cut at " + cut);
        }
        assertEquals(whole, play(begin.get(), user, text -> List.of(text.split("")), script), "one octet at a time");
    }

    /** Returns a text in segments of these lengths, over and over. */
    public static List<String> cut(String text, List<Integer> lengths) {
        var segments = new ArrayList<String>();
        int from = 0;
        for (int i = 0; from < text.length(); i++) {
            int to = Math.min(text.length(), from + lengths.get(i % lengths.size()));
            segments.add(text.substring(from, to));
            from = to;
        }
        return segments;
    }

    private static List<String> cut(String text, int at) {
        return at < text.length() ? List.of(text.substring(0, at), text.substring(at)) : List.of(text);
    }

    private static <C> String play(
            MemoryServer<C> server, Consumer<C> user, Function<String, List<String>> cutting, String... script) {
        boolean isUsed = false;
        for (String part : script) {
            cutting.apply(part.replace("{tag}", server.tag())).forEach(server::send);
            if (server.isHandshaking()) {
                server.upgrade();
            }
            if (server.isReady() && !isUsed) {
                isUsed = true;
                user.accept(server.client());
            }
        }
        String end = (server.isReady() ? "(ready)" : "(not ready)") + (server.isClosed() ? "(closed)" : "");
        return withoutChance(server.heardAtAll()) + end;
    }
}
