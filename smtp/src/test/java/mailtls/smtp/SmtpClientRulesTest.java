package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.connection.Deadline;
import mailtls.connection.Ending;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a server that breaks a rule, or of somebody on the way: SC-01 to SC-15 of the reference machines. */
class SmtpClientRulesTest {

    private static final ClientMechanisms ALICE = ClientMechanisms.password(Credentials.of("alice", "secret"));

    private static Expected host() {
        return Expected.host("mail.example", Trust.system());
    }

    private static MemoryServer<SmtpClient> inClear(TlsMode mode) {
        return MemoryServer.inClear(Smtp.client(mode, "client.example"));
    }

    private static MemoryServer<SmtpClient> required() {
        return inClear(new TlsMode.StartTlsRequired(host()));
    }

    private static MemoryServer<SmtpClient> opportunistic() {
        return inClear(new TlsMode.StartTlsOpportunistic(host()));
    }

    /** A client in clear that has asked for STARTTLS. */
    private static MemoryServer<SmtpClient> asking(MemoryServer<SmtpClient> server) {
        server.say("220 mail.example");
        server.say("250-mail.example", "250-AUTH PLAIN", "250 STARTTLS");
        return server;
    }

    /** A client over TLS that is ready. */
    private static MemoryServer<SmtpClient> ready(String... extensions) {
        MemoryServer<SmtpClient> server =
                MemoryServer.overTls(Smtp.client(new TlsMode.ImplicitTls(host()), "client.example"));
        server.say("220 mail.example");
        for (String extension : extensions) {
            server.say("250-" + (extension.equals(extensions[0]) ? "mail.example\r\n250-" : "") + extension);
        }
        server.say("250 HELP");
        return server;
    }

    private static void assertGone(Failure why, MemoryServer<SmtpClient> server) {
        assertEquals(why, server.failure());
        assertTrue(server.isClosed());
    }

    private static SmtpMail mail(String content) {
        return new SmtpMail("a@b.example", List.of("c@d.example"), Ascii.octets(content));
    }

    @Test
    void ehloThenStartTlsThenEhloAgain() {
        MemoryServer<SmtpClient> server = required();

        assertEquals("", server.heardAtAll());
        assertEquals("EHLO client.example\r\n", server.say("220-mail.example", "220 hello"));
        assertEquals("STARTTLS\r\n", server.say("250-mail.example", "250 starttls"));
        assertEquals("", server.say("220-go", "220 ahead"));
        assertTrue(server.isHandshaking());
        assertEquals("EHLO client.example\r\n", server.upgrade());
    }

    @Test
    void whatWasListedInClearIsForgotten() {
        MemoryServer<SmtpClient> server = required();
        server.say("220 mail.example");
        server.say("250-mail.example", "250-SIZE 1", "250-CHUNKING", "250-AUTH LOGIN", "250 STARTTLS");
        server.say("220 go");
        server.upgrade();

        server.say("250-mail.example", "250 AUTH SCRAM-SHA-256");

        assertEquals(List.of("AUTH SCRAM-SHA-256"), server.client().extensions());
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 500, 501, 530, 554})
    void aRefusalForAGreetingIsTheEnd(int code) {
        MemoryServer<SmtpClient> server = required();

        assertEquals("", server.say(code + " go away"));

        assertGone(Failure.NOT_WELCOME, server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "221 bye",
                "250 hello",
                "334 hello",
                "354 hello",
                "* OK hello",
                "+OK hello",
                "22 hello",
                "2200 hello",
                "220hello",
                "120 hello",
                "620 hello",
                ""
            })
    void whatIsNoGreetingIsTheEnd(String line) {
        MemoryServer<SmtpClient> server = required();

        assertEquals("", server.say(line));

        assertGone(Failure.NOT_THE_PROTOCOL, server);
    }

    @ParameterizedTest
    @ValueSource(ints = {450, 500, 501, 502, 504, 530, 550})
    void whereTlsIsRequiredARefusedEhloIsTheEnd(int code) {
        MemoryServer<SmtpClient> server = required();
        server.say("220 mail.example");

        assertEquals("", server.say(code + " no EHLO"));

        assertGone(Failure.NOT_OFFERED, server);
    }

    @ParameterizedTest
    @ValueSource(ints = {220, 334, 354})
    void whatIsNoAnswerToEhloIsTheEnd(int code) {
        MemoryServer<SmtpClient> server = required();
        server.say("220 mail.example");
        server.say(code + " STARTTLS");

        assertGone(Failure.NOT_THE_PROTOCOL, server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250 STARTTLS",
                "250-STARTTLS\r\n250 AUTH PLAIN",
                "250-x\r\n250 XSTARTTLS",
                "250-x\r\n250 STARTTLSX",
                "250-x\r\n250-\r\n250  STARTTLS",
                "250-x\r\n250 AUTH STARTTLS",
                "250",
                "250-\r\n250 "
            })
    void withoutStartTlsInTheListTheClientGoes(String list) {
        MemoryServer<SmtpClient> server = required();
        server.say("220 mail.example");

        assertEquals("", server.say(list));

        assertGone(Failure.NOT_OFFERED, server);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 454, 500, 501, 502, 530, 554})
    void whereTlsIsRequiredARefusedStartTlsIsTheEnd(int code) {
        MemoryServer<SmtpClient> server = asking(required());

        assertEquals("", server.say(code + " no"));

        assertGone(Failure.REFUSED, server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"221 go", "250 go", "334 go", "354 go", "220-go\r\n250 fake", "garbage", "220_go", ""})
    void whatIsNeitherYesNorNoToStartTlsIsTheEndInEachMode(String answer) {
        for (MemoryServer<SmtpClient> server : List.of(asking(required()), asking(opportunistic()))) {
            assertEquals("", server.say(answer));

            assertGone(Failure.NOT_THE_PROTOCOL, server);
            assertFalse(server.isHandshaking());
        }
    }

    @Test
    void theServerMayGoAtAnyTime() {
        assertGone(Failure.ENDED, saying(asking(required()), "421 shutting down"));
        assertGone(Failure.ENDED, saying(asking(opportunistic()), "421 shutting down"));

        MemoryServer<SmtpClient> server = ready();
        SmtpClient client = server.client();
        server.say("421 shutting down");
        assertEquals(Failure.ENDED, MemoryServer.failure(client.noop()));
        assertTrue(server.isClosed());
    }

    private static MemoryServer<SmtpClient> saying(MemoryServer<SmtpClient> server, String line) {
        server.say(line);
        return server;
    }

    @Test
    void anAnswerBeforeTheQuestionIsTheEnd() {
        assertGone(Failure.EARLY_REPLY, saying(required(), "220 hello\r\n250-forged\r\n250 STARTTLS"));
        assertGone(Failure.EARLY_REPLY, saying(required(), "220 hello\r\nhalf a line"));

        MemoryServer<SmtpClient> idle = ready();
        SmtpClient client = idle.client();
        idle.say("250 OK");
        assertEquals(Failure.EARLY_REPLY, MemoryServer.failure(client.noop()));
    }

    @Test
    void whatStandsBehindTheGoAheadIsNeverAnAnswer() {
        for (String suffix : List.of("250-forged\r\n250 AUTH LOGIN\r\n", "250 AUTH PLAIN X", "\0", "220 go\r\n")) {
            MemoryServer<SmtpClient> server = asking(required());
            server.send("220 go\r\n" + suffix);

            assertEquals(Failure.EARLY_OCTETS, server.failure());
        }
    }

    @Test
    void startTlsInsideTlsIsIgnored() {
        MemoryServer<SmtpClient> server = ready("STARTTLS");

        assertTrue(server.client().extensions().contains("STARTTLS"));
        assertEquals("EHLO client.example\r\n", server.heardAtAll());
        assertThrows(IllegalArgumentException.class, () -> server.client().command("starttls"));
    }

    @Test
    void whereTlsIsHopedForAServerWithoutItIsTakenAsItIs() {
        MemoryServer<SmtpClient> server = opportunistic();
        server.say("220 mail.example");
        server.say("250-mail.example", "250-AUTH PLAIN", "250-REQUIRETLS", "250 SIZE 100");
        SmtpClient client = server.client();

        var noop = client.noop();
        server.say("250 OK");

        assertEquals(250, MemoryServer.wait(noop).code());
        assertTrue(client.facts().isEmpty());
        assertEquals(List.of("AUTH PLAIN", "REQUIRETLS", "SIZE 100"), client.extensions());
    }

    @ParameterizedTest
    @ValueSource(ints = {454, 501, 502})
    void whereTlsIsHopedForARefusalOfItIsTakenAsItIs(int code) {
        MemoryServer<SmtpClient> server = asking(opportunistic());
        server.say(code + " no");

        assertEquals(List.of("AUTH PLAIN", "STARTTLS"), server.client().extensions());
        assertFalse(server.isClosed());
    }

    @Test
    void heloIsSaidWhereEhloIsRefusedAndTlsIsNotRequired() {
        for (TlsMode mode : List.of(new TlsMode.Cleartext(), new TlsMode.StartTlsOpportunistic(host()))) {
            MemoryServer<SmtpClient> server = inClear(mode);
            server.say("220 mail.example");
            assertEquals("HELO client.example\r\n", server.say("502 no EHLO"));
            server.say("250-mail.example", "250 STARTTLS");

            assertEquals(List.of(), server.client().extensions());
            assertFalse(server.isHandshaking());
        }
    }

    @Test
    void aServerThatTakesNeitherEhloNorHeloIsLeft() {
        MemoryServer<SmtpClient> server = inClear(new TlsMode.Cleartext());
        server.say("220 mail.example");
        server.say("502 no EHLO");
        server.say("550 no HELO");
        assertGone(Failure.NOT_WELCOME, server);

        MemoryServer<SmtpClient> busy = opportunistic();
        busy.say("220 mail.example");
        assertEquals("", busy.say("451 not now"));
        assertGone(Failure.NOT_WELCOME, busy);

        MemoryServer<SmtpClient> secured =
                MemoryServer.overTls(Smtp.client(new TlsMode.ImplicitTls(host()), "client.example"));
        secured.say("220 mail.example");
        assertEquals("", secured.say("502 no EHLO"));
        assertGone(Failure.NOT_WELCOME, secured);
    }

    @Test
    void nobodyLogsInInClearWhateverIsListed() {
        for (TlsMode mode : List.of(new TlsMode.Cleartext(), new TlsMode.StartTlsOpportunistic(host()))) {
            MemoryServer<SmtpClient> server = inClear(mode);
            server.say("220 mail.example");
            server.say("250-mail.example", "250 AUTH PLAIN SCRAM-SHA-256 XOAUTH2");

            assertEquals(
                    Failure.PASSWORD_IN_CLEAR,
                    MemoryServer.failure(server.client().logIn(ALICE)));
            assertEquals("EHLO client.example\r\n", server.heardAtAll());
        }
    }

    @Test
    void nobodyLogsInWhereTlsWasHopedFor() {
        MemoryServer<SmtpClient> server = asking(opportunistic());
        server.say("220 go");
        server.upgrade();
        server.say("250-mail.example", "250 AUTH PLAIN");

        assertEquals(
                Failure.PASSWORD_IN_CLEAR, MemoryServer.failure(server.client().logIn(ALICE)));
    }

    @Test
    void theBestListedMechanismIsTaken() {
        MemoryServer<SmtpClient> server = ready("AUTH PLAIN LOGIN");
        var login = server.client().logIn(ALICE);

        assertEquals("AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n", server.heard());
        server.say("235 you are in");
        assertTrue(MemoryServer.wait(login));

        assertEquals(
                Failure.NO_MECHANISM,
                MemoryServer.failure(ready("AUTH LOGIN NTLM").client().logIn(ALICE)));
        assertEquals(Failure.NO_MECHANISM, MemoryServer.failure(ready().client().logIn(ALICE)));
    }

    @Test
    void firstWordsThatAreTooLongForALineWait() {
        var endless = ClientMechanisms.password(Credentials.of("a".repeat(400), "secret"));
        MemoryServer<SmtpClient> server = ready("AUTH PLAIN");
        server.client().logIn(endless);

        assertEquals("AUTH PLAIN\r\n", server.heard());
        assertTrue(server.say("334 ").length() > 500);
    }

    @Test
    void aYesWithoutProofIsNotBelieved() {
        MemoryServer<SmtpClient> server = ready("AUTH SCRAM-SHA-256");
        var login = server.client().logIn(ALICE);
        server.say("235 you are in");

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertTrue(server.isClosed());
    }

    @Test
    void aChallengeThatMakesNoSenseIsAnsweredByAStar() {
        MemoryServer<SmtpClient> server = ready("AUTH SCRAM-SHA-256");
        var login = server.client().logIn(ALICE);

        assertEquals("*\r\n", server.say("334 ===="));
        assertEquals("*\r\n", server.say("334 cj14"));
        server.say("501 cancelled");

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertFalse(server.isClosed());
    }

    @Test
    void contentIsStuffedWhereItEndsWithADot() {
        MemoryServer<SmtpClient> server = ready("SIZE 1000");
        var sent = server.client().send(mail(".\r\n..x\r\n"));

        assertEquals("MAIL FROM:<a@b.example> SIZE=8\r\n", server.heard());
        assertEquals("RCPT TO:<c@d.example>\r\n", server.say("250 OK"));
        assertEquals("DATA\r\n", server.say("251 will forward to <x@attacker.example>"));
        assertEquals("..\r\n...x\r\n.\r\n", server.say("354 go"));
        server.say("250 2.0.0 taken");

        assertEquals("2.0.0", MemoryServer.wait(sent).answer().enhanced().orElseThrow());
    }

    @Test
    void contentIsCountedWhereTheServerTakesChunks() {
        MemoryServer<SmtpClient> server = ready("CHUNKING");
        server.client().send(mail(".\r\n"));
        server.say("250 OK");

        assertEquals("BDAT 3 LAST\r\n.\r\n", server.say("250 OK"));
    }

    @Test
    void anAnswerIsKeptForEachRecipient() {
        MemoryServer<SmtpClient> server = ready();
        var mail = new SmtpMail("", List.of("a@b.example", "c@d.example"), new byte[0]);
        var sending = server.client().send(mail);
        assertEquals("MAIL FROM:<>\r\n", server.heard());
        server.say("250 OK");
        server.say("550 5.1.1 unknown");
        server.say("250 OK");
        server.say("354 go");
        server.say("250 taken");

        SmtpSent sent = MemoryServer.wait(sending);
        assertEquals("a@b.example", sent.refused().get(0).forwardPath());
        assertEquals("5.1.1", sent.refused().get(0).answer().enhanced().orElseThrow());
        assertFalse(sent.refused().get(0).answer().isTransient());
        assertEquals(2, sent.recipients().size());
    }

    @Test
    void aTransactionThatComesToNothingIsEnded() {
        MemoryServer<SmtpClient> server = ready();
        var toNobody = server.client().send(mail("x\r\n"));
        server.say("250 OK");
        assertEquals("RSET\r\n", server.say("551 try <c@attacker.example>"));
        server.say("250 OK");
        assertEquals(Failure.COMMAND, MemoryServer.failure(toNobody));

        var noData = server.client().send(mail("x\r\n"));
        server.say("250 OK");
        server.say("250 OK");
        assertEquals("RSET\r\n", server.say("451 no room"));
        server.say("250 OK");
        assertEquals(Failure.COMMAND, MemoryServer.failure(noData));
        assertFalse(server.isClosed());
    }

    @Test
    void anOfferIsAnsweredAlsoWhereItIsRefused() {
        MemoryServer<SmtpClient> server = ready();
        var two = new SmtpMail("", List.of("a@b.example", "c@d.example"), new byte[0]);
        var nobody = server.client().offer(two);
        server.say("250 OK");
        server.say("550 5.1.1 unknown");
        server.say("451 4.3.0 later");
        server.say("250 OK");
        var sender = server.client().offer(two);
        server.say("553 not you");

        assertFalse(MemoryServer.wait(nobody).isTaken());
        assertEquals(451, MemoryServer.wait(nobody).answer().code());
        assertEquals(2, MemoryServer.wait(nobody).refused().size());
        assertEquals(553, MemoryServer.wait(sender).answer().code());
        assertEquals(List.of(), MemoryServer.wait(sender).recipients());
    }

    @Test
    void aRefusedSenderOrContentIsAFailureOfThisMailOnly() {
        MemoryServer<SmtpClient> server = ready();
        var sender = server.client().send(mail("x\r\n"));
        server.say("550 no");
        assertEquals(Failure.COMMAND, MemoryServer.failure(sender));

        var content = server.client().send(mail("x\r\n"));
        server.say("250 OK");
        server.say("250 OK");
        server.say("354 go");
        server.say("554 spam");
        assertEquals(Failure.COMMAND, MemoryServer.failure(content));
        assertFalse(server.isClosed());
    }

    @Test
    void contentIsNotSentToAServerThatDoesNotAskForIt() {
        for (String answer : List.of("250 OK", "220 OK", "354 go")) {
            MemoryServer<SmtpClient> server = ready();
            var sending = server.client().send(mail("secret\r\n"));
            server.say("250 OK");
            server.say(answer.startsWith("354") ? answer : "250 OK");
            if (!answer.startsWith("354")) {
                server.say(answer);
            }

            assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(sending));
            assertFalse(server.heardAtAll().contains("secret"));
        }
    }

    @Test
    void aServerThatCanNotForgetATransactionIsLeft() {
        MemoryServer<SmtpClient> server = ready();
        var sending = server.client().send(mail("x\r\n"));
        server.say("250 OK");
        server.say("550 no");
        server.say("500 no RSET");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(sending));
    }

    @Test
    void mailIsNotSentWhereItsNeedsAreNotMet() {
        SmtpClient client = ready("SIZE").client();
        byte[] ascii = Ascii.octets("x\r\n\r\n");
        byte[] body = Ascii.octets("x: y\r\n\r\n\377\r\n");

        assertEquals(
                Failure.NO_EXTENSION,
                MemoryServer.failure(client.send(new SmtpMail("", List.of("ü@b.example"), ascii))));
        assertEquals(
                Failure.NO_EXTENSION,
                MemoryServer.failure(client.send(new SmtpMail("", List.of("a@b.example"), body))));
        assertEquals(
                Failure.NO_EXTENSION,
                MemoryServer.failure(client.send(new SmtpMail("", List.of("a@b.example"), ascii, true))));
    }

    @Test
    void whatAMailNeedsIsSaidWithIt() {
        MemoryServer<SmtpClient> server = ready("8BITMIME", "SMTPUTF8", "REQUIRETLS");
        byte[] header = Ascii.octets("x: \377\r\n\r\n");
        server.client().send(new SmtpMail("", List.of("a@b.example"), header, true));

        assertEquals("MAIL FROM:<> BODY=8BITMIME SMTPUTF8 REQUIRETLS\r\n", server.heard());
    }

    @Test
    void onlyAHeaderBeyondAsciiNeedsMoreThanEightBits() {
        MemoryServer<SmtpClient> server = ready("8BITMIME");
        for (String content : List.of("x: y\r\n\r\n\377\r\n", "\r\n\377\r\n")) {
            server.client().send(new SmtpMail("", List.of("a@b.example"), Ascii.octets(content)));
            assertEquals("MAIL FROM:<> BODY=8BITMIME\r\n", server.heard());
            server.say("550 no");
        }
    }

    @Test
    void aPromiseOfTlsThatWasMadeInClearIsWorthNothing() {
        MemoryServer<SmtpClient> server = opportunistic();
        server.say("220 mail.example");
        server.say("250-mail.example", "250 REQUIRETLS");
        var mail = new SmtpMail("", List.of("a@b.example"), new byte[0], true);

        assertEquals(Failure.NO_EXTENSION, MemoryServer.failure(server.client().send(mail)));
    }

    @Test
    void mailThatCouldBreakTheProtocolCanNotBeMade() {
        for (String content : List.of("a\nb\r\n", "a\rb\r\n", "\n.\r\n", "\r", "a\0\r\n", "a\r\n.\r")) {
            assertThrows(IllegalArgumentException.class, () -> mail(content), content);
        }
        for (String address :
                List.of("a", "a@", "a@b>\r\nRSET", "a@b> SIZE=1", "", "a b@c.example", "\ud800@b.example")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SmtpMail("", List.of(address, "a@"), new byte[0]),
                    address);
        }
        assertThrows(IllegalArgumentException.class, () -> new SmtpMail("", List.of(), new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> Smtp.client(new TlsMode.Cleartext(), "client\r\nSTARTTLS"));
    }

    @Test
    void aCommandCanNotBeTwo() {
        SmtpClient client = ready().client();

        assertThrows(IllegalArgumentException.class, () -> client.command("NOOP\r\nQUIT"));
        assertThrows(IllegalArgumentException.class, () -> client.command("AUTH PLAIN x"));
    }

    @Test
    void aReplyOfTooManyLinesOrTooLongOnesIsTheEnd() {
        MemoryServer<SmtpClient> many = required();
        many.say("220 mail.example");
        many.send("250-x\r\n".repeat(ReplySyntax.MOST_LINES + 1));
        assertGone(Failure.NOT_THE_PROTOCOL, many);

        for (String broken : List.of("220 " + "x".repeat(Limits.DEFAULT.line()), "220 a\nb", "220 a\rb", "220 \0")) {
            assertGone(Failure.NOT_THE_PROTOCOL, saying(required(), broken));
        }
    }

    @Test
    void farewellIsReadToItsEnd() {
        MemoryServer<SmtpClient> server = ready();
        var farewell = server.client().quit();
        assertEquals("QUIT\r\n", server.heard());
        server.say("221-see", "221 you");

        assertEquals(List.of("see", "you"), MemoryServer.wait(farewell).lines());
        assertTrue(server.isClosed());

        MemoryServer<SmtpClient> rude = ready();
        var refused = rude.client().quit();
        rude.say("500 no");
        assertEquals(Failure.COMMAND, MemoryServer.failure(refused));
        assertTrue(rude.isClosed());
    }

    @Test
    void aCommandHasAnAnswerOrAFailure() {
        MemoryServer<SmtpClient> server = ready();
        var reset = server.client().rset();
        server.say("250 OK");
        var verify = server.client().command("VRFY alice");
        server.say("502 5.5.1 no");
        var odd = server.client().command("XODD");
        server.say("354 go");

        assertEquals(250, MemoryServer.wait(reset).code());
        assertEquals(Failure.COMMAND, MemoryServer.failure(verify));
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(odd));
    }

    @Test
    void aReplyThatIsCutOffIsNone() {
        MemoryServer<SmtpClient> server = ready();
        var noop = server.client().noop();
        server.send("250-half\r\n250");
        server.end(Ending.TRUNCATED);

        assertEquals(Failure.TRUNCATED, MemoryServer.failure(noop));
    }

    @Test
    void whoTakesTooLongIsLeft() {
        MemoryServer<SmtpClient> server = asking(opportunistic());
        server.say("220 go");
        server.late(Deadline.HANDSHAKE);

        assertGone(Failure.HANDSHAKE, server);
    }

    @Test
    void answersPrintNothingThatCouldBreakALog() {
        var answer = new SmtpAnswer(550, List.of("\u001b[31m", "\u0085x"));

        assertEquals("550 ?[31m / ?x", answer.toString());
        assertEquals("550 ?[31m / ?x", SmtpHeard.of(answer).toString());
        assertEquals(
                "334 (goes on)",
                SmtpHeard.of(new SmtpAnswer(334, List.of("c2VjcmV0"))).toString());
        assertTrue(answer.enhanced().isEmpty());
        assertFalse(mail("secret\r\n").toString().contains("secret"));
    }
}
