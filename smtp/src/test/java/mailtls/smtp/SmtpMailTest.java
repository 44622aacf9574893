package mailtls.smtp;

import static mailtls.smtp.TestHouse.ALICE;
import static mailtls.smtp.TestHouse.codes;
import static mailtls.smtp.TestHouse.greeted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.Ending;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestTls;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail transactions: RFC 5321 sections 3.3 and 4.1, and what extensions add to them. */
class SmtpMailTest {

    private final TestHouse house = new TestHouse();

    @Test
    void aTransactionHasItsOrder() {
        MemoryPeer client = house.atMx();
        assertEquals("503 503 503", codes(client.say("RCPT TO:<alice@example.org>", "DATA", "BDAT 0 LAST")));
        assertEquals("250 503 503 503", codes(client.say("MAIL FROM:<>", "MAIL FROM:<>", "DATA", "BDAT 0 LAST")));
        assertEquals("250 503 354", codes(client.say("RCPT TO:<alice@example.org>", "MAIL FROM:<>", "DATA")));
    }

    @Test // SS-30
    void rsetForgetsTheTransactionAndNothingElse() {
        MemoryPeer client = house.loggedIn();
        client.say("MAIL FROM:<>", "RCPT TO:<alice@example.org>");
        assertEquals("250 503 250", codes(client.say("RSET", "DATA", "MAIL FROM:<>")));
        assertEquals("250 503", codes(client.say("RSET", "RCPT TO:<alice@example.org>")));
    }

    @Test // SS-30
    void rsetIsAlwaysTaken() {
        assertTrue(MemoryPeer.inClear(house.mx()).say("RSET").endsWith("250 2.0.0 OK\r\n"));
        assertEquals("250", codes(house.readyAtMx().say("RSET")));
    }

    @Test // SS-29
    void ehloForgetsTheTransactionAndNothingElse() {
        MemoryPeer client = house.loggedIn();
        client.say("MAIL FROM:<>", "RCPT TO:<alice@example.org>");
        assertEquals("250 503 250", codes(client.say("EHLO other.example", "DATA", "MAIL FROM:<>")));
    }

    @ParameterizedTest // RFC 5321 4.1.1.1, RFC 6531 3.7.1
    @ValueSource(strings = {"EHLO", "HELO", "EHLO a b", "EHLO <a>", "EHLO a..b", "EHLO \u00c3\u00bc.example"})
    void whoeverSaysNoNameIsNotGreeted(String line) {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.heard();
        assertEquals("501 503", codes(client.say(line, "MAIL FROM:<>")));
    }

    @Test
    void aRefusedEhloForgetsNothing() {
        assertEquals("501 354", codes(house.readyAtMx().say("EHLO not,a,domain", "DATA")));
    }

    @Test
    void anMxTakesMailForItsOwnUsersOnly() {
        MemoryPeer client = house.atMx();
        client.say("MAIL FROM:<a@b.example>");
        assertEquals("250 2.1.5 Recipient OK\r\n", client.say("RCPT TO:<ALICE@Example.ORG>"));
        assertEquals("550 5.1.1 There is no such mailbox here\r\n", client.say("RCPT TO:<carol@example.org>"));
        assertEquals("550 5.7.1 Relaying is not done here\r\n", client.say("RCPT TO:<alice@elsewhere.example>"));
    }

    @Test
    void submissionDoesNotRelayEither() {
        MemoryPeer client = house.loggedIn();
        client.say("MAIL FROM:<alice@example.org>");
        assertEquals("550 5.7.1 Relaying is not done here\r\n", client.say("RCPT TO:<alice@elsewhere.example>"));
    }

    @Test // RFC 5321 4.5.1
    void postmasterNeedsNoDomain() {
        var house = new TestHouse();
        var store = new mailtls.store.MemoryMailStore(1000, List.of("mail.example"));
        store.addAccount("postmaster");
        var server = new mailtls.MailServer("mail.example", TestHouse.ACCOUNTS, store, Limits.DEFAULT);
        MemoryPeer client = greeted(MemoryPeer.inClear(Smtp.mx(server, ListenerPolicy.STARTTLS_OFFERED)));
        assertEquals("250 250", codes(client.say("MAIL FROM:<>", "RCPT TO:<PostMaster>")));
        assertEquals("250 550", codes(house.atMx().say("MAIL FROM:<>", "RCPT TO:<postmaster>")));
    }

    @Test
    void aSourceRouteIsIgnored() {
        assertEquals(
                "250 250",
                codes(house.atMx()
                        .say("MAIL FROM:<@x.example:a@b.example>", "RCPT TO:<@x.example,@y.example:bob@example.org>")));
    }

    @Test
    void aQuotedLocalPartIsTheSameAddress() {
        assertEquals(
                "250 250",
                codes(house.atMx().say("MAIL FROM:<\"a > b\"@b.example>", "RCPT TO:<\"al\\ice\"@example.org>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL",
                "MAIL FROM",
                "MAIL FROM:",
                "MAIL FROM: <a@b.example>",
                "MAIL FROM:a@b.example",
                "MAIL FROM:<a@b.example",
                "MAIL FROM:<a>",
                "MAIL FROM:<postmaster>",
                "MAIL FROM:<a@>",
                "MAIL FROM:<@b.example>",
                "MAIL FROM:<a b@c.example>",
                "MAIL FROM:<a@b_.-example->",
                "MAIL FROM:<a..b@c.example>",
                "MAIL FROM:<a@b.example>SIZE=1",
                "MAIL FROM:<a@b.example> =1",
                "MAIL FROM:<a@b.example> SIZE=1 size=2",
                "MAIL FROM:<a@b.example> SIZE",
                "MAIL FROM:<a@b.example> SIZE=1x",
                "MAIL FROM:<a@b.example> BODY=BINARYMIME",
                "MAIL FROM:<a@b.example> SMTPUTF8=yes",
                "MAIL FROM:<\u00ff@b.example>"
            })
    void aMalformedSenderIsRefused(String line) {
        assertEquals("501", codes(house.atMx().say(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "RCPT TO:<>", "RCPT TO:<alice>", "RCPT TO: <alice@example.org>", "RCPT FROM:<a@b>"})
    void aMalformedRecipientIsRefused(String line) {
        MemoryPeer client = house.atMx();
        client.say("MAIL FROM:<>");
        assertEquals("501", codes(client.say(line)));
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE=52428800, 250",
        "SIZE=52428801, 552",
        "SIZE=99999999999999999999, 552",
        "BODY=7BIT, 250",
        "body=8bitmime, 250",
        "SMTPUTF8, 250",
        "REQUIRETLS, 555", // SS-31: not supported
        "RET=FULL, 555"
    })
    void aParameterIsTakenOrNot(String parameter, String code) {
        assertEquals(code, codes(house.atMx().say("MAIL FROM:<a@b.example> " + parameter)));
    }

    @Test
    void rcptHasNoParameters() {
        assertEquals("250 555", codes(house.atMx().say("MAIL FROM:<>", "RCPT TO:<alice@example.org> NOTIFY=NEVER")));
    }

    @Test
    void afterHeloThereAreNoParameters() {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.say("HELO client.example");
        assertEquals("555 250", codes(client.say("MAIL FROM:<> SIZE=1", "MAIL FROM:<>")));
    }

    @Test // RFC 6531 3.5
    void anAddressBeyondAsciiNeedsSmtputf8() {
        String umlaut = "\u00c3\u00bc"; // ü in UTF-8
        MemoryPeer client = house.atMx();
        assertEquals(
                "553 5.6.7 An address beyond ASCII needs SMTPUTF8\r\n",
                client.say("MAIL FROM:<" + umlaut + "@b.example>"));
        assertEquals("250 553", codes(client.say("MAIL FROM:<>", "RCPT TO:<" + umlaut + "@example.org>")));
        assertEquals("250", codes(client.say("RSET")));
        assertEquals(
                "250 550",
                codes(client.say(
                        "MAIL FROM:<" + umlaut + "@b.example> SMTPUTF8", "RCPT TO:<" + umlaut + "@example.org>")));
    }

    @Test
    void ofManyRecipientsOnlySomeAreTaken() {
        var house = new TestHouse(Limits.DEFAULT.withRecipients(1));
        MemoryPeer client = house.readyAtMx();
        assertEquals("452 4.5.3 Too many recipients\r\n", client.say("RCPT TO:<bob@example.org>"));
        assertEquals("354 250", codes(client.say("DATA", "Hi", ".")));
        assertEquals(List.of(), house.inbox("bob"));
    }

    @Test
    void eachUserGetsAMessageOnce() {
        MemoryPeer client = house.readyAtMx();
        client.say("RCPT TO:<alice@example.org>", "RCPT TO:<bob@example.org>");
        assertEquals("354 250", codes(client.say("DATA", "Hi", ".")));
        assertEquals("Hi\r\n", house.only("alice"));
        assertEquals("Hi\r\n", house.only("bob"));
    }

    @Test
    void whereThereIsNoRoomForAllNobodyGetsIt() {
        var house = new TestHouse(TestHouse.ACCOUNTS, Limits.DEFAULT, 1500);
        MemoryPeer client = house.readyAtMx();
        client.say("RCPT TO:<bob@example.org>");
        assertEquals("354 452", codes(client.say("DATA", "x".repeat(900), ".")));
        assertEquals(List.of(), house.inbox("alice"));
        assertEquals(List.of(), house.inbox("bob"));
        assertEquals(List.of(new Event.MessageRefused("no room")), client.events());
        assertEquals("503 250", codes(client.say("DATA", "MAIL FROM:<>")));
    }

    @Test // SS-32
    void theTraceSaysHowAMessageCameInClear() {
        MemoryPeer client = house.readyAtMx();
        client.say("DATA", "Subject: Hi", "", ".");
        String message = house.inbox("alice").get(0);
        assertTrue(
                message.matches("Return-Path: <a@b\\.example>\r\n"
                        + "Received: from client\\.example \\(\\[127\\.0\\.0\\.1\\]\\)\r\n"
                        + "\tby mail\\.example with ESMTP id [0-9a-f-]{36};\r\n"
                        + "\t\\w{3}, \\d+ \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\r\n"
                        + "Subject: Hi\r\n\r\n"),
                message);
    }

    @Test // SS-32, RFC 8314 4.3
    void theTraceSaysHowAMessageCameOverTls() {
        MemoryPeer client = house.loggedIn();
        client.say("MAIL FROM:<alice@example.org>", "RCPT TO:<bob@example.org>", "DATA", "Hi", ".");
        String message = house.inbox("bob").get(0);
        assertTrue(message.contains(" with ESMTPSA id "), message);
        assertTrue(message.contains("\r\n\ttls " + TestTls.facts().suite() + " (TLSv1.3);\r\n"), message);
    }

    @ParameterizedTest // RFC 3848, RFC 6531 4.3
    @CsvSource({
        "false, false, false, false, SMTP",
        "false, true,  true,  true,  SMTP",
        "true,  false, false, false, ESMTP",
        "true,  false, false, true,  ESMTPA",
        "true,  false, true,  false, ESMTPS",
        "true,  false, true,  true,  ESMTPSA",
        "true,  true,  false, false, UTF8SMTP",
        "true,  true,  false, true,  UTF8SMTPA",
        "true,  true,  true,  false, UTF8SMTPS",
        "true,  true,  true,  true,  UTF8SMTPSA"
    })
    void theTraceNamesTheProtocol(boolean extended, boolean international, boolean tls, boolean login, String name) {
        assertEquals(name, Received.with(new Hello(new Domain("a.example"), extended), international, tls, login));
    }

    @Test
    void anAcceptedMessageIsToldOf() {
        MemoryPeer client = house.readyAtMx();
        client.say("DATA", "Hi", ".");
        int octets = house.inbox("alice").get(0).length();
        assertEquals(List.of(new Event.MessageAccepted("ESMTP", octets, 1)), client.events());
    }

    @ParameterizedTest // SS-33
    @ValueSource(
            strings = {
                "MAIL FROM:<>\r\n",
                "DATA\r\nHi\r\n",
                "DATA\r\nHi\r\n.",
                "DATA\r\nHi\r\n.\r",
                "BDAT 4\r\nHi\r\n",
                "BDAT 5 LAST\r\nHi\r\n"
            })
    void whatIsNotFinishedIsNotDelivered(String last) {
        MemoryPeer client = house.readyAtMx();
        client.say("RSET");
        client.say("MAIL FROM:<a@b.example>", "RCPT TO:<alice@example.org>");
        client.send(last);
        assertEquals("", client.end(Ending.TRUNCATED));
        assertTrue(client.isClosed());
        assertEquals(List.of(), house.inbox("alice"));
    }

    @Test // SS-33
    void whatWasFinishedBeforeIsDelivered() {
        MemoryPeer client = house.readyAtMx();
        client.say("DATA", "Hi", ".", "MAIL FROM:<>", "RCPT TO:<alice@example.org>", "DATA", "There");
        client.end(Ending.TRUNCATED);
        assertEquals("Hi\r\n", house.only("alice"));
    }

    @Test // SS-34
    void quitCloses() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("221 2.0.0 mail.example says goodbye\r\n", client.say("QUIT", "NOOP"));
        assertTrue(client.isClosed());
    }

    @Test
    void theRestIsAnsweredInAWord() {
        MemoryPeer client = house.atMx();
        assertEquals("250 252 214 502", codes(client.say("NOOP ignored", "VRFY alice", "HELP me", "EXPN list")));
        assertEquals("501 501 501", codes(client.say("VRFY", "EXPN", "QUIT now")));
        assertEquals("501", codes(client.say("VRFY \u001b[31malice")));
        assertEquals("500 5.5.1 Command not recognised\r\n", client.say("GET / HTTP/1.1"));
        assertEquals("500 5.5.1 Command not recognised\r\n", client.say(""));
    }

    @Test
    void aServerThatGoesDownSaysSo() {
        assertEquals(
                "421 4.4.2 mail.example closes: idle for too long\r\n",
                house.atMx().late(mailtls.connection.Deadline.IDLE));
    }

    @Test
    void mistakesAreCounted() {
        var house = new TestHouse(Limits.DEFAULT.withMistakes(2, 3));
        assertEquals("500 500 500 421", codes(house.atMx().say("X", "X", "X", "X")));
    }

    @Test
    void aCommandLineHasALongestLength() {
        var house = new TestHouse(Limits.DEFAULT.withLine(20));
        MemoryPeer client = house.atMx();
        assertEquals("500 5.5.2 Line too long\r\n", client.say("NOOP " + "x".repeat(16)));
        assertEquals("250", codes(client.say("NOOP " + "x".repeat(15))));
    }

    @Test
    void anotherLoginMakesNoDifferenceToWhoSends() {
        MemoryPeer client = greeted(MemoryPeer.overTls(house.submissions()));
        assertEquals("235 250", codes(client.say("AUTH PLAIN " + ALICE, "MAIL FROM:<bob@example.org>")));
    }
}
