package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import mailtls.connection.MemoryPeer;
import mailtls.store.Message;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

/** FETCH on messages as they are in the world. */
class FetchTest {

    static final String PLAIN = """
            From: Bob <bob@example.org>
            To: "Alice, at home" <alice@example.org>, team: carol@example.org, Dave <dave@example.org>;
            Subject: a "quoted"
             and folded subject
            Date: Fri, 2 Jan 2026 03:04:05 +0000
            Message-ID: <1@example.org>

            Hello Alice
            .
            """;

    static final String MIXED = """
            From: =?ISO-8859-1?Q?J=F6rg?= <joerg@example.org>
            Sender: office@example.org
            Reply-To: list@example.org
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            for those who cannot read this
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Sch=C3=B6ne Gr=C3=BC=C3=9Fe
            --inner
            Content-Type: text/html

            <p>hi</p>
            --inner--
            --outer
            Content-Type: application/octet-stream; name=data.bin
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="data.bin"
            Content-ID: <2@example.org>

            AAEC
            --outer
            Content-Type: message/rfc822

            From: Carol <carol@example.org>
            Subject: inner

            inner body
            --outer--
            epilogue
            """;

    private final House house = new House().deliver(PLAIN, MIXED);
    private final MemoryPeer peer = house.selected();

    private String fetch(String what) {
        String reply = peer.say("f FETCH " + what);
        assertTrue(reply.endsWith("\r\nf OK Done\r\n"), reply);
        return reply.substring(0, reply.length() - "\r\nf OK Done\r\n".length());
    }

    private static String literal(String text) {
        String octets = text.replace("\n", "\r\n");
        return "{" + octets.length() + "}\r\n" + octets;
    }

    @Test
    void theEnvelopeOfAPlainMessage() {
        String bob = "((\"Bob\" NIL \"bob\" \"example.org\"))";

        assertEquals(
                "* 1 FETCH (ENVELOPE (\"Fri, 2 Jan 2026 03:04:05 +0000\" \"a \\\"quoted\\\" and folded subject\" "
                        + bob + " " + bob + " " + bob
                        + " ((\"Alice, at home\" NIL \"alice\" \"example.org\")(NIL NIL \"team\" NIL)"
                        + "(NIL NIL \"carol\" \"example.org\")(\"Dave\" NIL \"dave\" \"example.org\")(NIL NIL NIL NIL))"
                        + " NIL NIL NIL \"<1@example.org>\"))",
                fetch("1 ENVELOPE"));
    }

    @Test
    void theEnvelopeKeepsNamesEncodedAndSendersApart() {
        assertEquals(
                "* 2 FETCH (ENVELOPE (NIL \"=?utf-8?q?Gr=C3=BC=C3=9Fe?=\""
                        + " ((\"=?ISO-8859-1?Q?J=F6rg?=\" NIL \"joerg\" \"example.org\"))"
                        + " ((NIL NIL \"office\" \"example.org\")) ((NIL NIL \"list\" \"example.org\"))"
                        + " NIL NIL NIL NIL NIL))",
                fetch("2 ENVELOPE"));
    }

    @Test
    void theStructureOfAPlainMessage() {
        assertEquals(
                "* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7BIT\" 16 2"
                        + " NIL NIL NIL NIL))",
                fetch("1 BODYSTRUCTURE"));
        assertEquals(
                "* 1 FETCH (BODY (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7BIT\" 16 2))",
                fetch("1 BODY"));
    }

    @Test
    void theStructureOfPartsWithinParts() {
        String carol = "((\"Carol\" NIL \"carol\" \"example.org\"))";

        assertEquals(
                "* 2 FETCH (BODYSTRUCTURE (("
                        + "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL"
                        + " \"quoted-printable\" 27 1 NIL NIL NIL NIL)"
                        + "(\"text\" \"html\" NIL NIL NIL \"7BIT\" 9 1 NIL NIL NIL NIL)"
                        + " \"alternative\" (\"boundary\" \"inner\") NIL NIL NIL)"
                        + "(\"application\" \"octet-stream\" (\"name\" \"data.bin\") \"<2@example.org>\" NIL"
                        + " \"base64\" 4 NIL (\"attachment\" (\"filename\" \"data.bin\")) NIL NIL)"
                        + "(\"message\" \"rfc822\" NIL NIL NIL \"7BIT\" 61"
                        + " (NIL \"inner\" " + carol + " " + carol + " " + carol + " NIL NIL NIL NIL NIL)"
                        + " (\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7BIT\" 10 1 NIL NIL NIL NIL)"
                        + " 4 NIL NIL NIL NIL)"
                        + " \"mixed\" (\"boundary\" \"outer\") NIL NIL NIL))",
                fetch("2 BODYSTRUCTURE"));
    }

    @Test
    void theStructureWithoutItsExtensions() {
        String reply = fetch("2 BODY");

        assertTrue(reply.endsWith(" \"mixed\"))"), reply);
        assertTrue(reply.contains("(\"text\" \"html\" NIL NIL NIL \"7BIT\" 9 1)"), reply);
    }

    @Test
    void whatIsNotAsciiInAnAddressIsUtf8() {
        house.deliver("From: j\u00f6rg@example.org\n\nText\n");
        peer.say("n NOOP");

        String reply = fetch("3 ENVELOPE");
        assertTrue(reply.contains("(NIL NIL {5}\r\nj\u00c3\u00b6rg \"example.org\")"), reply);
    }

    @Test
    void linesMayEndInLfAlone() {
        byte[] message = Ascii.octets("Subject: a\n b\nFrom: x@y\n\none\ntwo");
        house.inbox().append(message, Set.of(), House.RECEIVED);
        peer.say("n NOOP");

        assertEquals("* 3 FETCH (BODY[TEXT] {7}\r\none\ntwo)", fetch("3 BODY.PEEK[TEXT]"));
        assertEquals(
                "* 3 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {16}\r\nSubject: a\n b\n\r\n)",
                fetch("3 BODY.PEEK[HEADER.FIELDS (SUBJECT)]"));
    }

    @Test
    void partsAreFoundByTheirNumbers() {
        assertEquals("* 2 FETCH (BODY[1.2] " + literal("<p>hi</p>") + ")", fetch("2 BODY.PEEK[1.2]"));
        assertEquals(
                "* 2 FETCH (BODY[1.2.MIME] " + literal("Content-Type: text/html\n\n") + ")",
                fetch("2 BODY.PEEK[1.2.MIME]"));
        assertEquals("* 2 FETCH (BODY[3.TEXT] " + literal("inner body") + ")", fetch("2 BODY.PEEK[3.TEXT]"));
        assertEquals("* 2 FETCH (BODY[3.1] " + literal("inner body") + ")", fetch("2 BODY.PEEK[3.1]"));
        assertEquals(
                "* 2 FETCH (BODY[3.HEADER.FIELDS (SUBJECT)] " + literal("Subject: inner\n\n") + ")",
                fetch("2 BODY.PEEK[3.HEADER.FIELDS (SUBJECT)]"));
        assertEquals("* 1 FETCH (BODY[1] " + literal("Hello Alice\n.\n") + ")", fetch("1 BODY.PEEK[1]"));
    }

    @Test
    void partsThatAreNotThereAreNil() {
        for (String part : List.of("4", "1.3", "1.1.1", "2.1", "3.2", "3.1.1", "2.HEADER", "1.TEXT", "9.MIME")) {
            assertEquals("* 2 FETCH (BODY[" + part + "] NIL)", fetch("2 BODY.PEEK[" + part + "]"));
        }
        assertEquals("* 1 FETCH (BODY[2] NIL)", fetch("1 BODY.PEEK[2]"));
        assertEquals("* 1 FETCH (BODY[1.1] NIL)", fetch("1 BODY.PEEK[1.1]"));
    }

    @Test
    void headersWholeOrInPart() {
        String header = PLAIN.substring(0, PLAIN.indexOf("\n\n") + 2);
        assertEquals("* 1 FETCH (BODY[HEADER] " + literal(header) + ")", fetch("1 BODY.PEEK[HEADER]"));
        assertEquals("* 1 FETCH (RFC822.HEADER " + literal(header) + ")", fetch("1 RFC822.HEADER"));
        assertEquals(
                "* 1 FETCH (BODY[HEADER.FIELDS (message-id Subject NONE)] "
                        + literal("Subject: a \"quoted\"\n and folded subject\nMessage-ID: <1@example.org>\n\n") + ")",
                fetch("1 BODY.PEEK[HEADER.FIELDS (message-id Subject NONE)]"));
        assertEquals(
                "* 1 FETCH (BODY[HEADER.FIELDS.NOT (From To Subject Message-ID)] "
                        + literal("Date: Fri, 2 Jan 2026 03:04:05 +0000\n\n") + ")",
                fetch("1 BODY.PEEK[HEADER.FIELDS.NOT (From To Subject Message-ID)]"));
    }

    @Test
    void someOctetsOfAPiece() {
        assertEquals("* 1 FETCH (BODY[TEXT]<6> {5}\r\nAlice)", fetch("1 BODY.PEEK[TEXT]<6.5>"));
        assertEquals("* 1 FETCH (BODY[TEXT]<13> {3}\r\n.\r\n)", fetch("1 BODY.PEEK[TEXT]<13.1000>"));
        assertEquals("* 1 FETCH (BODY[TEXT]<99> {0}\r\n)", fetch("1 BODY.PEEK[TEXT]<99.1>"));
        assertEquals(
                "* 1 FETCH (BODY[HEADER.FIELDS (DATE MESSAGE-ID)]<34> {10}\r\n00\r\nMessag)",
                fetch("1 BODY.PEEK[HEADER.FIELDS (DATE MESSAGE-ID)]<34.10>"));
    }

    @Test
    void partsWithoutTheirTransferEncoding() {
        assertEquals("* 2 FETCH (BINARY[2] ~{3}\r\n\0\u0001\u0002)", fetch("2 BINARY.PEEK[2]"));
        assertEquals("* 2 FETCH (BINARY[2]<1> ~{1}\r\n\u0001)", fetch("2 BINARY.PEEK[2]<1.1>"));
        assertEquals("* 2 FETCH (BINARY.SIZE[2] 3 BINARY.SIZE[9] 0)", fetch("2 (BINARY.SIZE[2] BINARY.SIZE[9])"));
        assertEquals("* 2 FETCH (BINARY[9] NIL FLAGS (\\Seen))", fetch("2 BINARY[9]"));
        assertTrue(fetch("1 BINARY.PEEK[]").startsWith("* 1 FETCH (BINARY[] ~{249}\r\nFrom: Bob"));
        assertEquals("f BAD Syntax: expected part numbers\r\n", peer.say("f FETCH 1 BINARY[1.MIME]"));
    }

    @Test
    void aMessageIsSentFromWhereItIs() {
        Message message = house.inbox().messages().get(0);
        var answer = new Responses();

        FetchWriter.write(answer, 1, message, Set.of(FetchItem.RFC822), false);

        assertSame(message.content(), answer.asIs(true).octets().get(1).array(), "the message has been copied");
    }

    @Test
    void whoReadsATextHasSeenIt() {
        assertTrue(fetch("1 BODY[TEXT]").endsWith(" FLAGS (\\Seen))"));
        assertTrue(fetch("2 (FLAGS RFC822)").startsWith("* 2 FETCH (FLAGS (\\Seen) RFC822 {"));
        assertEquals("* 1 FETCH (FLAGS (\\Seen))", fetch("1 FLAGS"));
    }

    @Test
    void whoOnlyPeeksHasNot() {
        fetch("1:2 (BODY.PEEK[] RFC822.HEADER ENVELOPE BODYSTRUCTURE)");

        assertEquals("* 1 FETCH (FLAGS ())\r\n* 2 FETCH (FLAGS ())", fetch("1:* FLAGS"));
    }

    @Test
    void whoReadsOnlyLeavesNoTrace() {
        peer.say("e EXAMINE INBOX");

        fetch("1 RFC822");

        assertEquals("* 1 FETCH (FLAGS ())", fetch("1 FLAGS"));
    }

    @Test
    void macrosStandForSeveralItems() {
        assertEquals(
                "* 1 FETCH (FLAGS () INTERNALDATE \"02-Jan-2026 03:04:05 +0000\" RFC822.SIZE 249)", fetch("1 FAST"));
        assertTrue(fetch("1 ALL").contains(" ENVELOPE ("));
        assertTrue(fetch("1 FULL").contains(" BODY ("));
    }

    @Test
    void uidFetchTellsUids() {
        assertEquals("* 2 FETCH (UID 2 FLAGS ())\r\nu OK Done\r\n", peer.say("u UID FETCH 2:9 (FLAGS)"));
        assertEquals("* 2 FETCH (UID 2)\r\nu OK Done\r\n", peer.say("u UID FETCH * UID"));
        assertEquals("u OK Done\r\n", peer.say("u UID FETCH 77 FLAGS"));
        assertEquals("f BAD There are not so many messages\r\n", peer.say("f FETCH 3 FLAGS"));
    }

    @Test
    void whatIsNestedTooDeeplyIsOctets() {
        String deep = "";
        for (int level = 0; level < MimePart.DEEPEST + 5; level++) {
            deep += "Content-Type: multipart/mixed; boundary=b" + level + "\n\n--b" + level + "\n";
        }
        house.deliver(deep + "\ntext\n");
        peer.say("n NOOP");

        assertTrue(fetch("3 BODYSTRUCTURE").contains("(\"application\" \"octet-stream\""));
    }

    @Test
    void moreThanSoManyPartsAreNotLookedFor() {
        String many = "--b\n\nx\n".repeat(MimePart.MOST_PARTS + 10);
        house.deliver("Content-Type: multipart/mixed; boundary=b\n\n" + many);
        peer.say("n NOOP");

        assertEquals("* 3 FETCH (BODY[1000] {1}\r\nx)", fetch("3 BODY.PEEK[1000]"));
        assertEquals("* 3 FETCH (BODY[1001] NIL)", fetch("3 BODY.PEEK[1001]"));
    }

    @Test
    void aValueIsLookedAtOnlySoFar() {
        house.deliver("Subject: " + "x".repeat(MimeHeader.LONGEST_VALUE) + "y\n\nText\n");
        peer.say("n NOOP");

        String reply = fetch("3 ENVELOPE");

        assertTrue(reply.startsWith("* 3 FETCH (ENVELOPE (NIL {99999}\r\nxx"), reply.substring(0, 50));
    }

    @Test
    void moreThanSoManyFieldsAreNotLookedAt() {
        house.deliver("X: y\n".repeat(MimeHeader.MOST_FIELDS) + "Late: yes\n\nText\n");
        peer.say("n NOOP");

        assertEquals("* 3 FETCH (BODY[HEADER.FIELDS (LATE)] {2}\r\n\r\n)", fetch("3 BODY.PEEK[HEADER.FIELDS (LATE)]"));
        assertEquals("* 3 FETCH (BODY[TEXT] {6}\r\nText\r\n)", fetch("3 BODY.PEEK[TEXT]"));
    }

    @Test
    void aDigestHoldsMessagesUnlessItSaysOtherwise() {
        house.deliver("Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: one\n\n1\n--x--\n");
        peer.say("n NOOP");

        assertEquals("* 3 FETCH (BODY[1.HEADER] " + literal("Subject: one\n\n") + ")", fetch("3 BODY.PEEK[1.HEADER]"));
    }

    @Test
    void brokenMailIsReadAsFarAsItGoes() {
        house.deliver(
                "Content-Type: multipart/mixed\n\nno boundary\n",
                "Content-Type: nonsense\n\ntext\n",
                "no header at all",
                "",
                "From: <<<@@>>,,; (((\nContent-Type: multipart/mixed; boundary=x\n\n--x");
        peer.say("n NOOP");

        house.deliver(
                ": no name\nno colon\nspaced out: x\nSubject:\n\n",
                "Subject: no end",
                "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n",
                "Content-Type: message/global\n\n",
                "Content-Type: text/plain; =x; y\nContent-Disposition: ;;\n\nx\n",
                "Content-Type: multipart/mixed; boundary=x\n\n--x\n--x-\n--xy\n--x--");
        peer.say("n NOOP");
        for (int number = 3; number <= 13; number++) {
            fetch(number + " (ENVELOPE BODYSTRUCTURE BODY.PEEK[1] BODY.PEEK[HEADER] BODY.PEEK[TEXT])");
        }
        assertTrue(fetch("3 BODY").contains("(\"application\" \"octet-stream\""));
        assertTrue(fetch("4 BODY").contains("(\"text\" \"plain\""));
    }
}
