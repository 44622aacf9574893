package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    private static final Tag TAG = new Tag("a");

    @Test
    void aStringIsQuotedIfItCanBe() {
        assertEquals(
                "\"a \\\"b\\\" \\\\c\"",
                new Responses().string("a \"b\" \\c").asIs(true).text());
        assertEquals("{2}\r\n\r\n", new Responses().string("\r\n").asIs(true).text());
        assertTrue(new Responses().string("x".repeat(2_000)).asIs(true).text().startsWith("{2000}\r\n"));
        assertEquals("NIL", new Responses().nstring(Optional.empty()).asIs(true).text());
    }

    @Test
    void onlyOkAccepts() {
        assertTrue(ImapReply.ok(TAG, "Done").accepts());
        assertFalse(ImapReply.no(TAG, ResponseCode.CANNOT, "No").accepts());
        assertFalse(ImapReply.bad(TAG, "Bad").accepts());
        assertFalse(ImapReply.bad("Bad").accepts());
    }

    @Test
    void nothingWrittenIsNothing() {
        assertTrue(new Responses().isEmpty());
        assertEquals(List.of(), new Responses().asIs(true).octets());
        assertFalse(new Responses().literal(List.of(ByteBuffer.allocate(1))).isEmpty());
    }

    @Test
    void aReplyPrintsItsFirstLineOnly() {
        ImapReply reply = new Responses()
                .add("* 1 FETCH (BODY[] ")
                .literal(List.of(ByteBuffer.wrap(Ascii.octets("dear diary"))))
                .add(")\r\n")
                .ok(TAG, "Done");

        assertEquals("* 1 FETCH (BODY[] {10}", reply.toString());
        assertEquals("", new Responses().asIs(true).toString());
        assertEquals("half", new Responses().add("half").asIs(true).toString());
    }

    @Test
    void whatIsNoTagCannotBeBuilt() {
        assertThrows(IllegalArgumentException.class, () -> new Tag("a b"));
    }
}
