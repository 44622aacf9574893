package mailtls.smtp;

import static mailtls.smtp.TestHouse.ALICE;
import static mailtls.smtp.TestHouse.WRONG;
import static mailtls.smtp.TestHouse.base64;
import static mailtls.smtp.TestHouse.codes;
import static mailtls.smtp.TestHouse.greeted;
import static mailtls.smtp.TestHouse.scram;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.connection.Deadline;
import mailtls.connection.MemoryPeer;
import mailtls.event.Event;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4954. */
class SmtpAuthTest {

    private final TestHouse house = new TestHouse();

    private MemoryPeer overTls() {
        return greeted(MemoryPeer.overTls(house.submissions()));
    }

    @Test // SS-18
    void plainComesWithTheCommand() {
        MemoryPeer client = overTls();
        assertEquals("235 2.7.0 Authentication succeeded\r\n", client.say("auth plain " + ALICE));
        assertEquals(List.of(new Event.LoggedIn("PLAIN", "alice")), client.events());
    }

    @Test // SS-18
    void plainComesOnALineOfItsOwn() {
        MemoryPeer client = overTls();
        assertEquals("334 \r\n", client.say("AUTH PLAIN"));
        assertEquals("235", codes(client.say(ALICE)));
    }

    @Test // SS-18
    void loginAsksTwice() {
        MemoryPeer client = overTls();
        assertEquals("334 " + base64("Username:") + "\r\n", client.say("AUTH LOGIN"));
        assertEquals("334 " + base64("Password:") + "\r\n", client.say(base64("alice")));
        assertEquals("235", codes(client.say(base64("wonderland"))));
    }

    @Test // SS-18
    void scramAsksForItsFirstMessage() {
        assertEquals("334 \r\n", overTls().say("AUTH SCRAM-SHA-256"));
    }

    @Test // SS-18
    void aWrongPasswordIsRefusedAndCounted() {
        MemoryPeer client = overTls();
        assertEquals("535 5.7.8 Authentication credentials invalid\r\n", client.say("AUTH PLAIN " + WRONG));
        assertEquals(List.of(new Event.LoginFailed("PLAIN", "a•••")), client.events());
        assertEquals("535 535 421", codes(client.say("AUTH PLAIN " + WRONG, "AUTH PLAIN " + WRONG)));
        assertTrue(client.isClosed());
    }

    @ParameterizedTest // RFC 4954 4
    @ValueSource(strings = {"AUTH PLAIN =AAA", "AUTH PLAIN AAA=BBB", "AUTH PLAIN ????", "AUTH PLAIN ="})
    void whatIsNoResponseIsMalformed(String line) {
        assertEquals(
                "501 5.5.2 That is no response of this mechanism\r\n", overTls().say(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "AUTH PLAIN a b", "AUTH PLAIN  a", "AUTH =", "AUTH TWENTY-ONE-CHARACTERS"})
    void whatIsNoAuthCommandIsMalformed(String line) {
        assertEquals("501", codes(overTls().say(line)));
    }

    @Test
    void aStarGivesUp() {
        MemoryPeer client = overTls();
        assertEquals("334 501 235", codes(client.say("AUTH PLAIN", "*", "AUTH PLAIN " + ALICE)));
    }

    @Test // RFC 4954 4: 500 and 5.5.6
    void aResponseHasALongestLength() {
        var house = new TestHouse(Limits.DEFAULT.withLine(40));
        MemoryPeer client = greeted(MemoryPeer.overTls(house.submissions()));
        client.say("AUTH PLAIN");
        assertEquals("500 5.5.6 Authentication exchange line is too long\r\n", client.say("A".repeat(41)));
        assertEquals("334 535", codes(client.say("AUTH PLAIN", base64("\0alice\0" + "x".repeat(23)))));
    }

    @Test
    void aResponseIsALine() {
        MemoryPeer client = overTls();
        assertEquals("334 501", codes(client.send("AUTH PLAIN\r\n\nAAAA\r\n")));
    }

    @Test
    void anUnknownMechanismIsNotToBeHad() {
        assertEquals("504 5.5.4 There is no such mechanism here\r\n", overTls().say("AUTH GSSAPI"));
    }

    @Test // RFC 4954 4: 501 and 5.7.0
    void whereTheServerSpeaksFirstThereIsNoInitialResponse() {
        assertEquals(
                "501 5.7.0 With this mechanism the server speaks first\r\n",
                overTls().say("AUTH LOGIN YWxpY2U="));
    }

    @Test // SS-27
    void onceIsEnough() {
        MemoryPeer client = house.loggedIn();
        assertEquals("503", codes(client.say("AUTH PLAIN " + ALICE)));
        assertFalse(client.say("EHLO client.example").contains("AUTH"));
        assertEquals("503", codes(client.say("AUTH SCRAM-SHA-256")));
    }

    @Test // SS-28
    void notWithinATransaction() {
        MemoryPeer client = house.loggedIn();
        assertEquals("250 503 250", codes(client.say("MAIL FROM:<>", "AUTH PLAIN", "RCPT TO:<bob@example.org>")));
        assertEquals("503 354", codes(client.say("AUTH SCRAM-SHA-256", "DATA")));
    }

    @Test // SS-28, where both the channel and the order are wrong
    void whereBothTheChannelAndTheOrderAreWrongTheOrderCounts() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(ListenerPolicy.STARTTLS_OFFERED)));
        scram(client, "wonderland");
        assertEquals("503 250", codes(client.say("AUTH PLAIN", "MAIL FROM:<>")));
        assertEquals("503 250", codes(client.say("AUTH PLAIN", "RCPT TO:<bob@example.org>")));
    }

    @Test // SS-18
    void inClearScramWorksSinceItDisclosesNothing() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(ListenerPolicy.STARTTLS_OFFERED)));
        assertEquals("235 2.7.0 Authentication succeeded\r\n", scram(client, "wonderland"));
        assertEquals(List.of(new Event.LoggedIn("SCRAM-SHA-256", "alice")), client.events());
    }

    @Test // SS-18
    void scramKnowsAWrongPassword() {
        assertEquals("535 5.7.8 Authentication credentials invalid\r\n", scram(overTls(), "looking-glass"));
    }

    @Test
    void anMxKnowsNoAuthInATransactionEither() {
        assertEquals("250 502", codes(house.atMx().say("MAIL FROM:<>", "AUTH PLAIN")));
    }

    @Test // SS-26
    void submissionWantsALoginBeforeMail() {
        assertEquals("530 5.7.0 Authentication required\r\n", overTls().say("MAIL FROM:<alice@example.org>"));
    }

    @Test
    void afterHeloThereIsNoAuth() {
        MemoryPeer client = MemoryPeer.overTls(house.submissions());
        client.say("HELO client.example");
        assertEquals("503", codes(client.say("AUTH PLAIN " + ALICE)));
    }

    @Test
    void beforeEhloThereIsNoAuth() {
        MemoryPeer client = MemoryPeer.overTls(house.submissions());
        client.heard();
        assertEquals("503 5.5.1 Say EHLO first\r\n", client.say("AUTH PLAIN " + ALICE));
    }

    @Test // SS-17
    void inClearAPasswordIsRefusedUnseenAndReported() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(ListenerPolicy.STARTTLS_OFFERED)));
        assertEquals("504 5.5.4 This mechanism is not to be had without TLS\r\n", client.say("AUTH PLAIN " + ALICE));
        assertEquals(List.of(new Event.PasswordInClear("AUTH", "a•••", 1)), client.events());
    }

    @Test // SS-17
    void inClearAPasswordIsNotAskedFor() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission(ListenerPolicy.STARTTLS_OFFERED)));
        assertEquals("504 504", codes(client.say("AUTH PLAIN", "AUTH LOGIN")));
        assertEquals(List.of(), client.events());
    }

    @Test
    void whoeverNamesNobodyIsReportedAsNobody() {
        MemoryPeer client = greeted(MemoryPeer.inClear(house.submission()));
        client.say("AUTH PLAIN ????", "AUTH PLAIN " + base64("alice"));
        assertEquals(
                List.of(new Event.PasswordInClear("AUTH", "-", 1), new Event.PasswordInClear("AUTH", "-", 1)),
                client.events());
    }

    @Test
    void anMxKnowsNoAuth() {
        assertEquals("502 5.5.1 AUTH is not offered here\r\n", house.atMx().say("AUTH PLAIN " + ALICE));
    }

    @Test // RFC 4954 5
    void theAuthParameterIsReadAndNotBelieved() {
        assertEquals("250 2.1.0 Sender OK\r\n", house.loggedIn().say("MAIL FROM:<a@b.example> AUTH=<>"));
        assertEquals("555", codes(house.atMx().say("MAIL FROM:<a@b.example> AUTH=<>")));
        assertEquals("501", codes(house.loggedIn().say("MAIL FROM:<a@b.example> AUTH")));
    }

    @Test
    void whoeverDoesNotLogInInTimeIsSentAway() {
        MemoryPeer client = overTls();
        assertEquals("421 4.4.2 mail.example closes: no log-in in time\r\n", client.late(Deadline.LOGIN));
        assertEquals("", house.loggedIn().late(Deadline.LOGIN));
        assertEquals("", house.atMx().late(Deadline.LOGIN));
    }

    @Test
    void aCommandWithAPasswordDoesNotPrintIt() {
        assertEquals("AuthWithPassword[PLAIN]", new SmtpCommand.AuthWithPassword("PLAIN", ALICE).toString());
        assertEquals(
                "Auth[SCRAM-SHA-256]", new SmtpCommand.Auth("SCRAM-SHA-256", java.util.Optional.of("x")).toString());
    }
}
