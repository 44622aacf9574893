package mailtls.smtp;

import static mailtls.smtp.TestHouse.ALICE;
import static mailtls.smtp.TestHouse.base64;
import static mailtls.smtp.TestHouse.codes;
import static mailtls.smtp.TestHouse.greeted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.Deadline;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.sasl.ListedMechanisms;
import mailtls.tls.ListenerPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3207. The rows SS-… are those of the reference state machine for SMTP servers. */
class SmtpStartTlsTest {

    private static final ListenerPolicy PASSWORDS_IN_CLEAR =
            new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR);

    private final TestHouse house = new TestHouse();

    @Test // SS-01
    void theServerSpeaksFirst() {
        assertEquals(
                "220 mail.example ESMTP\r\n", MemoryPeer.inClear(house.mx()).heard());
    }

    @Test // SS-02, SS-03
    void withImplicitTlsTheGreetingComesInsideIt() {
        assertEquals(
                "220 mail.example ESMTP\r\n",
                MemoryPeer.overTls(house.submissions()).heard());
    }

    @Test // SS-04
    void starttlsIsListedInClear() {
        String list = MemoryPeer.inClear(house.submission()).say("EHLO client.example");
        assertEquals("250-mail.example\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 STARTTLS\r\n", list);
    }

    @Test // SS-04
    void inClearNoMechanismIsListedThatDisclosesThePassword() {
        MemoryPeer client = MemoryPeer.inClear(house.submission(ListenerPolicy.STARTTLS_OFFERED));
        assertTrue(client.say("EHLO client.example").endsWith("250-STARTTLS\r\n250 AUTH SCRAM-SHA-256\r\n"));
    }

    @Test // SS-05
    void theAnswerToHeloListsNothing() {
        assertEquals("250 mail.example\r\n", MemoryPeer.inClear(house.mx()).say("HELO client.example"));
    }

    @Test // SS-06, SS-20: no second greeting
    void starttlsIsAnsweredOnceAndThenItIsTls() {
        MemoryPeer client = house.atMx();
        assertEquals("220 2.0.0 Ready to start TLS\r\n", client.say("STARTTLS"));
        assertTrue(client.isHandshaking());
        assertEquals("", client.upgrade().heard());
    }

    @ParameterizedTest // SS-07
    @ValueSource(strings = {"STARTTLS now", "starttls =", "STARTTLS STARTTLS"})
    void starttlsTakesNoArguments(String line) {
        MemoryPeer client = house.atMx();
        assertEquals("501 5.5.4 STARTTLS takes no arguments\r\n", client.say(line));
        assertEquals("220", codes(client.say("STARTTLS")));
    }

    @Test
    void aWordThatBeginsWithStarttlsIsAnotherWord() {
        assertEquals("500", codes(house.atMx().say("STARTTLSNOW")));
    }

    @Test // RFC 5321 4.1.1
    void spaceBehindStarttlsIsPutUpWith() {
        assertEquals("220", codes(house.atMx().say("StartTLS \t ")));
    }

    @Test // SS-08: without TLS there is no offer either
    void whereThereIsNoTlsThereIsNoStarttls() {
        MemoryPeer client = MemoryPeer.inClear(Smtp.mx(house.server, ListenerPolicy.CLEARTEXT_ONLY));
        assertFalse(client.say("EHLO client.example").contains("STARTTLS"));
        assertEquals("502 5.5.1 STARTTLS is not offered here\r\n", client.say("STARTTLS"));
    }

    @Test // SS-09
    void starttlsIsRefusedBeforeEhlo() {
        MemoryPeer client = MemoryPeer.inClear(house.submission());
        client.heard();
        assertEquals("503 5.5.1 Say EHLO first\r\n", client.say("STARTTLS"));
    }

    @Test // SS-09
    void starttlsIsRefusedAfterHelo() {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.say("HELO client.example");
        assertEquals("503", codes(client.say("STARTTLS")));
    }

    @Test // SS-10
    void starttlsIsRefusedInATransactionWhichGoesOn() {
        MemoryPeer client = house.atMx();
        client.say("MAIL FROM:<a@b.example>");
        assertEquals("503 250", codes(client.say("STARTTLS", "RCPT TO:<alice@example.org>")));
        assertEquals("503 354", codes(client.say("STARTTLS", "DATA")));
    }

    @Test // SS-10
    void starttlsIsRefusedBetweenChunksWhichAreKept() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250 503 250", codes(client.send("BDAT 3\r\none" + "STARTTLS\r\n" + "BDAT 3 LAST\r\ntwo")));
        assertEquals("onetwo\r\n", house.only("alice"));
    }

    @Test // SS-11
    void starttlsIsRefusedAfterALogin() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(PASSWORDS_IN_CLEAR)));
        assertEquals("235 503", codes(client.say("AUTH PLAIN " + ALICE, "STARTTLS")));
        assertFalse(client.say("EHLO client.example").contains("STARTTLS"));
    }

    @Test // SS-12: eight letters of base64
    void insideAuthStarttlsIsAResponse() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(PASSWORDS_IN_CLEAR)));
        assertEquals("334", codes(client.say("AUTH PLAIN")));
        assertEquals("501", codes(client.say("STARTTLS")));
        assertFalse(client.isHandshaking());
    }

    @Test // SS-13
    void insideDataStarttlsIsText() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("354 250", codes(client.say("DATA", "STARTTLS", ".")));
        assertFalse(client.isHandshaking());
        assertEquals("STARTTLS\r\n", house.only("alice"));
    }

    @Test // SS-14
    void insideAChunkStarttlsIsOctets() {
        MemoryPeer client = house.readyAtMx();
        assertEquals("250", codes(client.send("BDAT 10 LAST\r\nSTARTTLS\r\n")));
        assertFalse(client.isHandshaking());
        assertEquals("STARTTLS\r\n", house.only("alice"));
    }

    @Test // SS-14
    void insideARefusedChunkStarttlsIsOctetsToo() {
        MemoryPeer client = house.atMx();
        assertEquals("503", codes(client.send("BDAT 10\r\nSTARTTLS\r\n")));
        assertFalse(client.isHandshaking());
    }

    @ParameterizedTest // SS-15
    @ValueSource(
            strings = {
                "HELO client.example", "MAIL FROM:<a@b.example>", "RCPT TO:<alice@example.org>", "DATA", "VRFY alice",
                "HELP", "AUTH SCRAM-SHA-256", "AUTH PLAIN", "AUTH PLAIN AGEAYg==", "BDAT 0 LAST"
            })
    void whereTlsIsDemandedACommandInClearIsToldSo(String line) {
        MemoryPeer fresh = MemoryPeer.inClear(house.submission());
        fresh.heard();
        assertEquals("530 5.7.0 Must issue a STARTTLS command first\r\n", fresh.say(line));
        assertEquals(
                "530 5.7.0 Must issue a STARTTLS command first\r\n",
                greeted(fresh).say(line));
    }

    @ParameterizedTest // SS-15, SS-30, SS-34; corner case 25
    @ValueSource(strings = {"NOOP", "RSET", "EHLO client.example", "QUIT", "STARTTLS"})
    void whereTlsIsDemandedAFewCommandsAreTakenInClear(String line) {
        assertTrue(greeted(MemoryPeer.inClear(house.submission())).say(line).startsWith("2"));
    }

    @Test // SS-16
    void anMxTakesMailInClear() {
        assertEquals(
                "250 250 354 250",
                codes(house.atMx().say("MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.org>", "DATA", "Hi", ".")));
        assertEquals("Hi\r\n", house.only("bob"));
    }

    @Test // SS-19
    void whatStandsBehindStarttlsIsNeverAnswered() {
        MemoryPeer client = house.atMx();
        assertEquals("220", codes(client.say("STARTTLS", "EHLO evil.example", "MAIL FROM:<evil@b.example>")));
        assertEquals("EHLO evil.example\r\nMAIL FROM:<evil@b.example>\r\n", client.arrivedEarly());
        assertEquals("503", codes(client.upgrade().say("RCPT TO:<alice@example.org>")));
        assertEquals(List.of(new Event.EarlyPlaintext("smtp", 47, Event.EarlyPlaintext.Kind.TEXT)), client.events());
    }

    @Test // SS-21; and SS-25: TLS that is too weak fails as a handshake
    void afterAHandshakeThatFailedNothingIsSaid() {
        MemoryPeer client = house.atMx();
        client.say("STARTTLS");
        assertEquals("", client.late(Deadline.HANDSHAKE));
        assertTrue(client.isClosed());
    }

    @Test // SS-22
    void afterTheHandshakeEhloIsNeededAgain() {
        MemoryPeer client = house.atMx();
        client.say("STARTTLS");
        assertEquals("503 5.5.1 Say EHLO first\r\n", client.upgrade().say("MAIL FROM:<a@b.example>"));
    }

    @Test // SS-23
    void overTlsThereIsAnotherList() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission()));
        client.say("STARTTLS");
        String list = client.upgrade().say("EHLO client.example");
        assertFalse(list.contains("STARTTLS"));
        assertEquals("""
                250-mail.example
                250-PIPELINING
                250-ENHANCEDSTATUSCODES
                250-SIZE 52428800
                250-8BITMIME
                250-SMTPUTF8
                250-CHUNKING
                250-HELP
                250 AUTH %s
                """.formatted(String.join(" ", ListedMechanisms.overTls())), list.replace("\r", ""));
    }

    @Test // SS-24
    void thereIsNoSecondStarttls() {
        MemoryPeer client = house.atMx();
        client.say("STARTTLS");
        greeted(client.upgrade());
        assertEquals("503 5.5.1 TLS is there already\r\n", client.say("STARTTLS"));
        assertFalse(client.isHandshaking());
    }

    @Test // SS-24
    void insideImplicitTlsThereIsNoStarttls() {
        MemoryPeer client = MemoryPeer.overTls(house.submissions());
        assertFalse(client.say("EHLO client.example").contains("STARTTLS"));
        assertEquals("503", codes(client.say("STARTTLS")));
    }

    @Test // SS-32: only what was said over TLS is believed; corner case 17
    void theNameGivenInClearIsForgotten() {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.say("EHLO forged.example", "STARTTLS");
        greeted(client.upgrade());
        client.say("MAIL FROM:<a@b.example>", "RCPT TO:<alice@example.org>", "DATA", "Hi", ".");
        assertTrue(house.inbox("alice").get(0).contains("from client.example "));
        assertFalse(house.inbox("alice").get(0).contains("forged"));
    }

    @Test // SS-20
    void theLoginMadeInClearWouldBeForgottenToo() {
        // Over TLS nobody has logged in, whatever was said before: the 503 of SS-11 is not all that protects it.
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(PASSWORDS_IN_CLEAR)));
        client.say("AUTH PLAIN " + base64("\0alice\0wrong"), "STARTTLS");
        greeted(client.upgrade());
        assertEquals("530 5.7.0 Authentication required\r\n", client.say("MAIL FROM:<a@b.example>"));
    }

    @Test // SS-35
    void commandsInFrontOfStarttlsAreAnsweredInTheirOrder() {
        MemoryPeer client = MemoryPeer.inClear(house.mx());
        client.heard();
        assertEquals("250 250 501 220", codes(client.say("EHLO client.example", "NOOP", "EHLO", "STARTTLS")));
    }

    @Test // RFC 5321 2.3.8
    void starttlsThatEndsInABareLfIsNoCommand() {
        MemoryPeer client = house.atMx();
        assertEquals("", client.send("STARTTLS\n"));
        assertEquals("500", codes(client.say("NOOP")));
        assertFalse(client.isHandshaking());
    }
}
