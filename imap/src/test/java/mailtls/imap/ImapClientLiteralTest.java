package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.client.ClientChecks;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.connection.Ending;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A literal is counted (RFC 9051 section 4.3): what is in it is the mail's, and neither ends it nor answers anything. */
class ImapClientLiteralTest {

    private final MemoryServer<ImapClient> server =
            MemoryServer.overTls(Imap.client(new TlsMode.ImplicitTls(Expected.host("mail.example", Trust.system()))));

    private CompletableFuture<Optional<byte[]>> fetch(String item) {
        server.say("* OK hello");
        server.say("* CAPABILITY IMAP4rev2", "{tag} OK");
        return server.client().fetch(7, item);
    }

    private static String literal(String content) {
        return "{" + content.length() + "}\r\n" + content;
    }

    private static String text(CompletableFuture<Optional<byte[]>> message) {
        return Ascii.text(MemoryServer.wait(message).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rb",
                "a\nb",
                "\r",
                "\n",
                "\r\n",
                "\n\r",
                "a\r\r\n",
                "\0",
                "\u00e4\u00ff",
                "",
                "{3}",
                "* BYE\r\n"
            })
    void whatALiteralHoldsIsNotOursToRefuse(String content) {
        var message = fetch("BODY.PEEK[]");
        server.say("* 1 FETCH (UID 7 BODY[] " + literal(content) + ")", "{tag} OK");

        assertEquals(content, text(message));
        assertFalse(server.isClosed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0\r\0\n", "\u0000\u00ff\u0080"})
    void aLiteral8HoldsAnyOctetAtAll(String content) {
        var part = fetch("BINARY.PEEK[1]");
        server.say("* 1 FETCH (UID 7 BINARY[1] ~" + literal(content) + ")", "{tag} OK");

        assertEquals(content, text(part));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCrlfInALiteralMayArriveInTwoSegments(int longest) {
        var message = fetch("BODY.PEEK[]");
        String response = "* 1 FETCH (UID 7 BODY[] " + literal("a\r\n\r\nb\r") + ")\r\n" + server.tag() + " OK\r\n";
        ClientChecks.cut(response, List.of(longest)).forEach(server::send);

        assertEquals("a\r\n\r\nb\r", text(message));
    }

    @Test
    void whatLooksLikeTheAnswerIsMailAsLongAsTheCountLasts() {
        var message = fetch("BODY.PEEK[]");
        String forged = ")\r\n" + server.tag() + " OK done\r\n";
        server.send("* 1 FETCH (UID 7 BODY[] " + literal(forged));

        assertFalse(message.isDone());
        server.say(")", "{tag} OK");
        assertEquals(forged, text(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\0b"})
    void aQuotedStringStaysStrict(String content) {
        var message = fetch("BODY.PEEK[]");
        server.say("* 1 FETCH (UID 7 BODY[] \"" + content + "\")", "{tag} OK");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(message));
        assertTrue(server.isClosed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\0"})
    void soDoesTheLineBehindALiteral(String stray) {
        var message = fetch("BODY.PEEK[]");
        server.say("* 1 FETCH (UID 7 BODY[] " + literal("abc") + stray + ")", "{tag} OK");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(message));
    }

    @Test
    void aLiteralThatIsCutOffIsNoMessage() {
        var message = fetch("BODY.PEEK[]");
        server.send("* 1 FETCH (UID 7 BODY[] {10}\r\nabc");
        server.end(Ending.TRUNCATED);

        assertEquals(Failure.TRUNCATED, MemoryServer.failure(message));
    }
}
