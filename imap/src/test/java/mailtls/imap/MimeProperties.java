package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mailtls.connection.MemoryPeer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever mail there is, it can be fetched and searched. */
class MimeProperties {

    private static final String EVERYTHING = "t FETCH 1 (ENVELOPE BODY BODYSTRUCTURE BODY.PEEK[] BODY.PEEK[HEADER]"
            + " BODY.PEEK[HEADER.FIELDS.NOT (X)] BODY.PEEK[TEXT]<1.9> BODY.PEEK[1] BODY.PEEK[1.MIME]"
            + " BODY.PEEK[1.HEADER] BODY.PEEK[2.1] BINARY.SIZE[1] BINARY.PEEK[1.2])";

    @Property(tries = 1_000)
    void anyMailIsFetched(@ForAll("mail") String mail) {
        MemoryPeer peer = new House().deliver(mail).selected();

        var reply = new WellFormed(peer.say(EVERYTHING));

        assertEquals(1, reply.tagged("t OK").size());
        assertEquals(1, reply.tagged("").size());
    }

    @Property(tries = 500)
    void anyMailIsSearched(@ForAll("mail") String mail) {
        MemoryPeer peer = new House().deliver(mail).selected();

        String reply = peer.say("t SEARCH OR OR TEXT zz FROM zz OR SENTON 1-Jan-2026 HEADER Content-Type zz");

        assertTrue(reply.endsWith("t OK Done\r\n"), reply);
    }

    @Provide
    Arbitrary<String> mail() {
        return Arbitraries.of(
                        "From: ",
                        "To: ",
                        "Date: 1 Jan 2026",
                        "Subject: ",
                        "Content-Type: ",
                        "Content-Disposition: ",
                        "Content-Transfer-Encoding: ",
                        "base64",
                        "quoted-printable",
                        "multipart/mixed",
                        "multipart/digest",
                        "message/rfc822",
                        "text/plain",
                        "; boundary=b",
                        "; boundary=\"b c\"",
                        "; charset=utf-8",
                        "; charset=nonsense",
                        "; name*0=x",
                        "; =",
                        "\n\n",
                        "\n\n",
                        "\n",
                        "\n ",
                        "\n--b\n",
                        "\n--b--\n",
                        "--b",
                        "<a@b>",
                        "a@b",
                        ",",
                        ";",
                        "group:",
                        "(",
                        ")",
                        "\"",
                        "\\",
                        "<",
                        ">",
                        "@",
                        "[",
                        "]",
                        "=?utf-8?q?=FC?=",
                        "=?utf-8?b?!!?=",
                        "=?x?y?z?=",
                        "=",
                        "==",
                        "=3D",
                        "AAEC",
                        "\u00fc",
                        "\u20ac",
                        "\t",
                        "%",
                        "a",
                        "zz")
                .list()
                .ofMaxSize(30)
                .map(words -> String.join("", words));
    }
}
