package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import mailtls.machine.Parsed;
import mailtls.sasl.Secret;
import mailtls.wire.Ascii;
import mailtls.wire.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pop3SyntaxTest {

    @Test
    void keywordsHaveNoCase() {
        assertEquals(new Pop3Command.Stls(), command("sTlS"));
        assertEquals(new Pop3Command.Retr(1), command("retr 1"));
    }

    @Test
    void aPasswordMayHoldSpaces() {
        assertEquals(new Pop3Command.Pass(new Secret(" two  words ")), command("PASS  two  words "));
    }

    @Test
    void namesAndPasswordsAreReadAsUtf8WhereTheyAreThat() {
        String utf8 = Ascii.text(Ascii.utf8("USER jürgen"));

        assertEquals(new Pop3Command.User("jürgen"), command(utf8));
        assertEquals(new Pop3Command.User("j\u00fcrgen"), command("USER j\u00fcrgen"));
        assertEquals(new Pop3Command.User("\u00ff"), command("USER \u00ff"));
    }

    @Test
    void aBlankBehindACommandWithoutArgumentsIsForgiven() {
        assertEquals(new Pop3Command.Quit(), command("QUIT "));
    }

    @Test
    void authComesInThreeKinds() {
        assertEquals(new Pop3Command.Auth("SCRAM-SHA-256", Optional.of("biws")), command("AUTH SCRAM-SHA-256 biws"));
        assertEquals(new Pop3Command.Auth("X", Optional.empty()), command("AUTH X"));
        assertEquals(new Pop3Command.AuthPlaintext("plain"), command("AUTH plain"));
        assertEquals(new Pop3Command.AuthWithPassword("PLAIN", "="), command("AUTH PLAIN ="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " CAPA",
                "CAPA X",
                "STLS now",
                "USER",
                "USER ",
                "PASS",
                "PASS ",
                "AUTH",
                "AUTH ",
                "AUTH  PLAIN",
                "AUTH PLAIN ",
                "AUTH PLAIN = =",
                "STAT 1",
                "LIST x",
                "LIST 1 2",
                "LIST -1",
                "RETR",
                "RETR ",
                "RETR one",
                "RETR 1 2",
                "RETR +1",
                "RETR 1234567890",
                "DELE",
                "NOOP x",
                "RSET x",
                "TOP",
                "TOP 1",
                "TOP 1 ",
                "TOP 1 x",
                "TOP x 1",
                "TOP 1 2 3",
                "UIDL x",
                "QUIT now",
                "APOP x y",
                "XYZZY",
                "ſTLS",
                "GET / HTTP/1.1"
            })
    void anythingElseIsMalformed(String line) {
        Parsed parsed = Pop3Syntax.parse(new Line(Ascii.text(Ascii.utf8(line))));

        assertTrue(((Parsed.Malformed) parsed).reply().text().startsWith("-ERR "));
    }

    @Test
    void secretsDoNotPrint() {
        for (String line : List.of("PASS c2VzYW1l", "AUTH PLAIN c2VzYW1l", "AUTH SCRAM-SHA-256 c2VzYW1l")) {
            Pop3Command command = command(line);

            assertFalse(command.toString().contains("c2VzYW1l"), line);
            assertTrue(line.startsWith(command.name()));
        }
    }

    @Test
    void aReplyPrintsItsFirstLineOnly() {
        assertEquals(
                "+OK 5 octets", Pop3Reply.ok("5 octets", Ascii.octets("mail\n")).toString());
    }

    private static Pop3Command command(String line) {
        return (Pop3Command) ((Parsed.Whole) Pop3Syntax.parse(new Line(line))).command();
    }
}
