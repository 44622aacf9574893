package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import mailtls.wire.Ascii;
import mailtls.wire.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client understands of answers that are in the grammar, and that it understands nothing of others. */
class ImapAnswersTest {

    private static ImapData data(String text) {
        return new ImapData(Assembled.of(text));
    }

    private static ImapData data(String before, String literal, String behind) {
        return new ImapData(Assembled.of(before).with(new Octets(Ascii.octets(literal)), behind));
    }

    private static Optional<String> find(ImapData data, long uid, String item) {
        return FetchedItems.find(data, uid, item).map(Ascii::text);
    }

    @Test
    void anItemIsFoundAmongOthers() {
        ImapData fetched = data(
                "3 FETCH (FLAGS (\\Seen $x) UID 7 ENVELOPE (NIL \"a)b\" ((\"x\" NIL \"y\" \"z\"))) BODY[] {5}",
                "ab)\r\n", " RFC822.SIZE 5 INTERNALDATE \"x\")");

        assertEquals(Optional.of("ab)\r\n"), find(fetched, 7, "BODY.PEEK[]"));
        assertEquals(Optional.of("5"), find(fetched, 7, "RFC822.SIZE"));
        assertEquals(Optional.of("x"), find(fetched, 7, "internaldate"));
        assertEquals(Optional.empty(), find(fetched, 7, "FLAGS"));
        assertEquals(Optional.empty(), find(fetched, 8, "RFC822.SIZE"));
    }

    @Test
    void aPartIsFoundByItsSection() {
        assertEquals(
                Optional.of("From: a"),
                find(
                        data("1 fetch (BODY[HEADER.FIELDS (FROM TO)]<0> \"From: a\" uid 1)"),
                        1,
                        "BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.100>"));
        assertEquals(Optional.of("\0"), find(data("1 FETCH (UID 1 BINARY[1] ~{1}", "\0", ")"), 1, "BINARY.PEEK[1]"));
        assertEquals(Optional.empty(), find(data("1 FETCH (UID 1 BODY[] NIL)"), 1, "BODY[]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 FETCH",
                "1 FETCH (",
                "1 FETCH ()",
                "1 FETCH (UID",
                "1 FETCH (UID 1 BODY[] \"x",
                "1 FETCH (UID 1 BODY[] \"x\"",
                "1 FETCH (UID 1 FLAGS (",
                "1 EXPUNGE",
                "FETCH (UID 1 BODY[] \"x\")",
                "99999999999 FETCH (UID 1 BODY[] \"x\")"
            })
    void whatIsNotFetchHasNoItems(String text) {
        assertEquals(Optional.empty(), find(data(text), 1, "BODY[]"));
    }

    @Test
    void depthHasAnEnd() {
        String deep = "1 FETCH (UID 1 X " + "(".repeat(100_000) + ")".repeat(100_000) + " BODY[] \"x\")";

        assertEquals(Optional.empty(), find(data(deep), 1, "BODY[]"));
    }

    @Test
    void aMailboxIsListed() {
        assertEquals(
                Optional.of(new ImapListed(List.of("\\HasNoChildren", "$x"), Optional.of("/"), "Größe")),
                ImapListed.of(data("LIST (\\HasNoChildren $x) \"/\" \"Gr&APYA3w-e\"")));
        assertEquals(
                Optional.of(new ImapListed(List.of(), Optional.empty(), "a\"b")),
                ImapListed.of(data("list () NIL {3}", "a\"b", "")));
        assertEquals(
                Optional.of("&bad"), ImapListed.of(data("LIST () NIL &bad")).map(ImapListed::name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSUB () NIL x", "LIST", "LIST x", "LIST () x x", "LIST () NIL \"x"})
    void whatIsNotListIsNoMailbox(String text) {
        assertEquals(Optional.empty(), ImapListed.of(data(text)));
    }

    @Test
    void aMailboxIsOpened() {
        var answer = new ImapAnswer(
                List.of(
                        data("FLAGS (\\Seen)"),
                        data("17 EXISTS"),
                        data("OK [UIDVALIDITY 42] valid"),
                        data("OK [UIDNEXT 18]"),
                        data("18 exists")),
                "READ-ONLY",
                "opened");

        assertEquals(new ImapOpened(18, OptionalLong.of(42), OptionalLong.of(18), true), ImapOpened.of(answer));
    }

    @Test
    void aMailboxIsOpenedByAServerThatTellsNothing() {
        var answer = new ImapAnswer(
                List.of(data("NO [UIDNEXT 1]"), data("OK [UIDVALIDITY x]"), data("99999999999 EXISTS")), "", "");

        assertEquals(new ImapOpened(0, OptionalLong.empty(), OptionalLong.empty(), false), ImapOpened.of(answer));
    }

    @Test
    void aStatusHasACodeOrNot() {
        assertEquals(new ImapStatus("ALERT", "buy this"), ImapStatus.of("[ALERT] buy this"));
        assertEquals(new ImapStatus("", "[ALERT buy this"), ImapStatus.of("[ALERT buy this"));
        assertEquals(new ImapStatus("", ""), ImapStatus.of(""));
        assertEquals(Optional.of("7 8"), ImapStatus.of("[appenduid 7 8]").argument("APPENDUID"));
        assertFalse(ImapStatus.of("[REFERRALS x]").isReferral());
    }

    @Test
    void nothingThatIsHeardPrintsWhatCouldBreakALog() {
        ImapData evil = data("OK \u001b[31m\u0085\u00ff {5}");

        assertEquals("OK ?[31m?? {5}", evil.toString());
        assertEquals("* OK ?[31m?? {5}", new ImapHeard.Ok(evil).toString());
        assertEquals("(tag) NO x?y", new ImapHeard.Refused("NO", ImapStatus.of("x\u001by")).toString());
        assertEquals("+ (goes on)", new ImapHeard.Continuation("secret").toString());
    }

    @Test
    void wordsForPeopleAnnounceNoLiteral() {
        assertFalse(ReplySyntax.mayHaveLiterals("* OK see {5}"));
        assertFalse(ReplySyntax.mayHaveLiterals("* BYE {5}"));
        assertFalse(ReplySyntax.mayHaveLiterals("a OK {5}"));
    }
}
