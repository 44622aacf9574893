package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mailtls.client.Expected;
import mailtls.client.Failure;
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.connection.Deadline;
import mailtls.connection.Ending;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.sasl.Secret;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a server that breaks a rule, or of somebody on the way: IC-01 to IC-21 of the reference machines. */
class ImapClientRulesTest {

    private static final String TAGGED_OK = "{tag} OK done";
    private static final ClientMechanisms ALICE = ClientMechanisms.password(Credentials.of("alice", "secret"));

    private static Expected host() {
        return Expected.host("mail.example", Trust.system());
    }

    private static MemoryServer<ImapClient> inClear() {
        return MemoryServer.inClear(Imap.client(new TlsMode.StartTlsRequired(host())));
    }

    private static MemoryServer<ImapClient> overTls() {
        return MemoryServer.overTls(Imap.client(new TlsMode.ImplicitTls(host())));
    }

    private static MemoryServer<ImapClient> withoutTls() {
        return MemoryServer.inClear(Imap.client(new TlsMode.Cleartext()));
    }

    /** A client in clear that has asked for STARTTLS. */
    private static MemoryServer<ImapClient> asking() {
        MemoryServer<ImapClient> server = inClear();
        server.say("* OK hello");
        server.say("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED", TAGGED_OK);
        return server;
    }

    /** A client over TLS that is ready. */
    private static MemoryServer<ImapClient> ready(String capabilities) {
        MemoryServer<ImapClient> server = overTls();
        server.say("* OK hello");
        server.say("* CAPABILITY " + capabilities, TAGGED_OK);
        return server;
    }

    private static MemoryServer<ImapClient> readyWithCertificate(String capabilities) {
        MemoryServer<ImapClient> server =
                MemoryServer.overTlsWithCertificate(Imap.client(new TlsMode.ImplicitTls(host())));
        server.say("* OK hello");
        server.say("* CAPABILITY " + capabilities, TAGGED_OK);
        return server;
    }

    private static String command(String said) {
        return said.substring(said.indexOf(' ') + 1);
    }

    private static void assertGone(Failure why, MemoryServer<ImapClient> server) {
        assertEquals(why, server.failure());
        assertTrue(server.isClosed());
    }

    @Test
    void nothingIsSaidBeforeTheGreeting() {
        assertEquals("", inClear().heardAtAll());
    }

    @Test
    void capabilitiesAreAskedForThenStartTlsThenCapabilitiesAgain() {
        MemoryServer<ImapClient> server = inClear();

        String first = server.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
        String second = server.say("* CAPABILITY IMAP4rev1 STARTTLS", TAGGED_OK);
        String third = server.say("{tag} OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] go");
        String fourth = server.upgrade();

        assertEquals("CAPABILITY\r\n", command(first));
        assertEquals("STARTTLS\r\n", command(second));
        assertEquals("", third);
        assertEquals("CAPABILITY\r\n", command(fourth));
    }

    @Test
    void whatWasListedInClearIsForgotten() {
        MemoryServer<ImapClient> server = inClear();
        server.say("* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] hello");
        server.say("* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN COMPRESS=DEFLATE", TAGGED_OK);
        server.say("* CAPABILITY IDLE", "{tag} OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] go");
        server.upgrade();

        server.say("* CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256", TAGGED_OK);

        assertEquals(List.of("IMAP4REV1", "AUTH=SCRAM-SHA-256"), server.client().capabilities());
    }

    @Test
    void noTwoTagsAreAlikeAndNoneFollowsFromAnother() {
        MemoryServer<ImapClient> one = asking();
        MemoryServer<ImapClient> other = asking();

        String[] said = one.heardAtAll().split("\r\n");

        assertNotEquals(said[0].split(" ")[0], said[1].split(" ")[0]);
        assertNotEquals(one.heardAtAll(), other.heardAtAll());
        assertTrue(said[0].indexOf(' ') > 8, said[0]);
    }

    @Test
    void preauthInClearIsTheEnd() {
        MemoryServer<ImapClient> server = inClear();

        assertEquals("", server.say("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome"));

        assertGone(Failure.PREAUTH_IN_CLEAR, server);
    }

    @Test
    void preauthOverTlsIsFine() {
        MemoryServer<ImapClient> server = overTls();
        server.say("* PREAUTH welcome");
        server.say("* CAPABILITY IMAP4rev1", TAGGED_OK);

        assertTrue(server.client().facts().isPresent());
    }

    @Test
    void preauthThatIsNoGreetingIsTheEnd() {
        MemoryServer<ImapClient> server = asking();
        server.say("* PREAUTH welcome");

        assertGone(Failure.NOT_THE_PROTOCOL, server);
        assertFalse(server.isHandshaking());
    }

    @Test
    void aServerThatSaysByeIsLeft() {
        MemoryServer<ImapClient> server = inClear();
        server.say("* BYE too busy");

        assertGone(Failure.NOT_WELCOME, server);
        assertEquals("", server.heardAtAll());
    }

    @Test
    void aServerThatSaysByeInsteadOfAListIsLeft() {
        MemoryServer<ImapClient> server = asking();
        server.say("* BYE too busy");

        assertGone(Failure.ENDED, server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example",
                "+OK hello",
                "* NO go away",
                "* BAD go away",
                "* 5 EXISTS",
                "* CAPABILITY IMAP4rev1",
                "*",
                "* ",
                "",
                "+ go on",
                "garbage"
            })
    void whatIsNoGreetingIsTheEnd(String line) {
        MemoryServer<ImapClient> server = inClear();
        server.say(line, "* OK hello");

        assertTrue(server.isClosed());
        assertFalse(server.isReady());
        assertEquals("", server.heardAtAll());
    }

    @Test
    void aTagThatIsNotOursIsAnAnswerBeforeTheQuestion() {
        MemoryServer<ImapClient> greeted = inClear();
        greeted.say("* OK hello", "a1 OK begin TLS");
        assertGone(Failure.EARLY_REPLY, greeted);

        MemoryServer<ImapClient> asked = asking();
        asked.say("a1 OK begin TLS");
        assertGone(Failure.EARLY_REPLY, asked);
        assertFalse(asked.isHandshaking());

        MemoryServer<ImapClient> tagged = inClear();
        tagged.say("a0 OK hello");
        assertGone(Failure.EARLY_REPLY, tagged);
    }

    @Test
    void aTagCountsOnce() {
        MemoryServer<ImapClient> server = inClear();
        server.say("* OK hello");
        server.say("* CAPABILITY IMAP4rev1 STARTTLS", TAGGED_OK, TAGGED_OK);

        assertGone(Failure.EARLY_REPLY, server);
        assertFalse(server.isHandshaking());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMAP4rev1",
                "IMAP4rev1 AUTH=PLAIN",
                "IMAP4rev1 LOGINDISABLED",
                "IMAP4 AUTH=PLAIN",
                "IMAP4rev1 XSTARTTLS STARTTLSX START TLS",
                "IMAP4rev1 UTF8=ONLY AUTH=CRAM-MD5"
            })
    void withoutStartTlsInTheListTheClientGoes(String list) {
        MemoryServer<ImapClient> server = inClear();
        server.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] hello");

        assertEquals("", server.say("* CAPABILITY " + list, TAGGED_OK));

        assertGone(Failure.NOT_OFFERED, server);
    }

    @Test
    void withoutAListTheClientGoes() {
        for (String answer : List.of(TAGGED_OK, "{tag} BAD what?", "{tag} NO")) {
            MemoryServer<ImapClient> server = inClear();
            server.say("* OK hello");
            server.say(answer);

            assertGone(Failure.NOT_OFFERED, server);
        }
    }

    @Test
    void startTlsIsFoundWhateverTheCaseOfItsLetters() {
        MemoryServer<ImapClient> server = inClear();
        server.say("* OK hello");

        assertEquals("STARTTLS\r\n", command(server.say("* capability imap4rev1 StartTls", "{tag} ok")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO not now", "BAD not now", "NO", "BAD [ALERT] buy this"})
    void aRefusedStartTlsIsTheEnd(String refusal) {
        MemoryServer<ImapClient> server = asking();

        assertEquals("", server.say("{tag} " + refusal));

        assertGone(Failure.REFUSED, server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ go on", "+", "{tag} FOO go", "{tag}", "{tag}OK go", "OK go", "OK", ""})
    void whatIsNeitherYesNorNoToStartTlsIsTheEnd(String answer) {
        MemoryServer<ImapClient> server = asking();

        assertEquals("", server.say(answer));

        assertTrue(server.isClosed());
        assertFalse(server.isHandshaking());
        assertFalse(server.isReady());
    }

    @Test
    void anUntaggedYesToStartTlsIsNone() {
        MemoryServer<ImapClient> server = asking();

        assertEquals("", server.say("* OK begin TLS now"));

        assertFalse(server.isHandshaking());
        assertFalse(server.isClosed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 54321 EXISTS",
                "* 1 EXPUNGE",
                "* FLAGS (\\Flagged)",
                "* LIST () \"/\" \"Click me\"",
                "* LIST () \"/\" {3}\r\nabc",
                "* 1 FETCH (BODY[] {6}\r\na OK\r\n)",
                "* SEARCH 1 2 3",
                "* STATUS INBOX (MESSAGES 1)",
                "* OK [ALERT] buy this",
                "* NO [ALERT] buy this",
                "* VANISHED (EARLIER) 1:*",
                "* OK [REFERRAL imap://attacker.example/] go there"
            })
    void whatIsToldInClearIsReadAndIgnored(String news) {
        MemoryServer<ImapClient> server = asking();

        assertEquals("", server.say(news));
        server.say("{tag} OK go");
        server.upgrade();
        server.say("* CAPABILITY IMAP4rev1", TAGGED_OK);

        assertEquals(List.of("IMAP4REV1"), server.client().capabilities());
    }

    @Test
    void whatStandsBehindTheGoAheadIsNeverAnAnswer() {
        for (String suffix : List.of("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", "* BYE\r\n", "x", "* 1 FETCH {99}\r\n")) {
            MemoryServer<ImapClient> server = asking();
            server.send("{tag} OK go\r\n" + suffix);

            assertEquals(Failure.EARLY_OCTETS, server.failure());
        }
    }

    @Test
    void startTlsInsideTlsIsIgnored() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 STARTTLS LOGINDISABLED");

        assertTrue(server.client().capabilities().contains("STARTTLS"));
        assertEquals(1, server.heardAtAll().split("\r\n").length);
        assertThrows(IllegalArgumentException.class, () -> server.client().command("starttls"));
    }

    @Test
    void aServerThatDoesNotListItsVersionIsNone() {
        for (String list : List.of("IMAP4", "AUTH=PLAIN")) {
            assertGone(Failure.NOT_THE_PROTOCOL, ready(list));
        }
        MemoryServer<ImapClient> silent = overTls();
        silent.say("* OK hello");
        silent.say("{tag} BAD what?");
        assertGone(Failure.NOT_THE_PROTOCOL, silent);
    }

    @Test
    void linesThatAreTooLongOrBrokenAreTheEnd() {
        for (String broken : List.of(
                "* OK " + "x".repeat(Limits.DEFAULT.line()) + "\r\n",
                "* OK a\nb\r\n",
                "* OK a\rb\r\n",
                "* OK \0\r\n")) {
            MemoryServer<ImapClient> server = inClear();
            server.send(broken);

            assertGone(Failure.NOT_THE_PROTOCOL, server);
        }
    }

    @Test
    void literalsThatAreTooBigAreTheEnd() {
        MemoryServer<ImapClient> inClear = asking();
        inClear.say("* 1 FETCH (BODY[] {" + (Limits.DEFAULT.literal() + 1) + "}");
        assertGone(Failure.NOT_THE_PROTOCOL, inClear);

        MemoryServer<ImapClient> ready = ready("IMAP4rev1");
        var noop = ready.client().noop();
        ready.say("* 1 FETCH (BODY[] {99999999999999999999}");
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(noop));
        assertTrue(ready.isClosed());
    }

    @Test
    void tooManyLiteralsAreTheEnd() {
        MemoryServer<ImapClient> server = asking();
        server.send("* LIST {0}\r\n" + " {0}\r\n".repeat(ImapClientSession.MOST_LITERALS));

        assertGone(Failure.NOT_THE_PROTOCOL, server);
    }

    @Test
    void aLongLineIsFineOnceTheConnectionIsReady() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var search = server.client().command("UID SEARCH ALL");
        server.say("* SEARCH" + " 123456".repeat(10_000), TAGGED_OK);

        assertEquals(70_006, MemoryServer.wait(search).data().get(0).text().length());
    }

    @Test
    void inClearNoPasswordIsSent() {
        MemoryServer<ImapClient> server = withoutTls();
        server.say("* OK hello");
        server.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN AUTH=OAUTHBEARER", TAGGED_OK);
        ImapClient client = server.client();

        assertEquals(Failure.PASSWORD_IN_CLEAR, MemoryServer.failure(client.logIn("alice", "secret")));
        assertEquals(Failure.NO_MECHANISM, MemoryServer.failure(client.logIn(ALICE)));
        assertEquals(1, server.heardAtAll().split("\r\n").length);
    }

    @Test
    void withoutTlsPreauthIsWhatItSays() {
        MemoryServer<ImapClient> server = withoutTls();
        server.say("* PREAUTH welcome");
        server.say("* CAPABILITY IMAP4rev1", TAGGED_OK);

        assertTrue(server.client().facts().isEmpty());
    }

    @Test
    void thereIsNoOpportunisticMode() {
        var hoping = new TlsMode.StartTlsOpportunistic(host());

        assertThrows(IllegalArgumentException.class, () -> Imap.client(hoping));
    }

    @Test
    void loginIsNotSaidWhereItIsDisabled() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 LOGINDISABLED AUTH=SCRAM-SHA-256");

        assertEquals(Failure.NO_MECHANISM, MemoryServer.failure(server.client().logIn("alice", "secret")));
        assertEquals("", server.heard());
    }

    @Test
    void theFirstWordsOfALoginAreSentAlongWhereTheServerTakesThem() {
        MemoryServer<ImapClient> takes = ready("IMAP4rev1 AUTH=PLAIN SASL-IR");
        takes.client().logIn(ALICE);
        assertEquals("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==\r\n", command(takes.heard()));

        MemoryServer<ImapClient> waits = ready("IMAP4rev1 AUTH=PLAIN");
        waits.client().logIn(ALICE);
        assertEquals("AUTHENTICATE PLAIN\r\n", command(waits.heard()));
        assertEquals("AGFsaWNlAHNlY3JldA==\r\n", waits.say("+ "));
    }

    @Test
    void aDialogueBeginsWhenItIsAskedForWhereTheServerDoesNotTakeItsFirstWordsAlong() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=SCRAM-SHA-256");
        server.client().logIn(ALICE);
        assertEquals("AUTHENTICATE SCRAM-SHA-256\r\n", command(server.heard()));

        String first = server.say("+ ").strip();

        String decoded = Ascii.text(Base64.getDecoder().decode(first));
        assertTrue(decoded.matches("[ny],,n=alice,r=.+"), decoded);
    }

    @Test
    void whoShowsACertificateSaysNoMore() {
        MemoryServer<ImapClient> server = readyWithCertificate("IMAP4rev1 AUTH=EXTERNAL AUTH=PLAIN SASL-IR");
        var login = server.client()
                .logIn(ClientMechanisms.external(Optional.empty()).or(ALICE));
        assertEquals("AUTHENTICATE EXTERNAL =\r\n", command(server.heard()));

        server.say("{tag} NO whose certificate is that?");
        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
    }

    @Test
    void withoutSaslIrExternalSaysNothingWhenItIsAsked() {
        MemoryServer<ImapClient> server = readyWithCertificate("IMAP4rev1 AUTH=EXTERNAL");
        server.client().logIn(ClientMechanisms.external(Optional.empty()));
        assertEquals("AUTHENTICATE EXTERNAL\r\n", command(server.heard()));

        assertEquals("\r\n", server.say("+ "));
    }

    @Test
    void withoutSaslIrATokenIsSaidWhenItIsAskedForAndAnErrorIsAnswered() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=OAUTHBEARER");
        var login =
                server.client().logIn(ClientMechanisms.oauthBearer("alice", "mail.example", 993, new Secret("t0ken")));
        assertEquals("AUTHENTICATE OAUTHBEARER\r\n", command(server.heard()));

        server.say("+ ");
        String error = Base64.getEncoder().encodeToString(Ascii.octets("{\"status\":\"invalid_token\"}"));
        assertEquals("AQ==\r\n", server.say("+ " + error));
        server.say("{tag} NO");

        assertTrue(MemoryServer.broken(login).firstLine().contains("invalid_token"));
    }

    @Test
    void afterALoginTheListIsAskedForUnlessItWasGiven() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=PLAIN SASL-IR");
        var login = server.client().logIn(ALICE);
        String asked = server.say("{tag} OK you are in");
        server.say("* 3 EXISTS", "* CAPABILITY IMAP4rev1 IDLE", TAGGED_OK);

        MemoryServer.wait(login);
        assertEquals("CAPABILITY\r\n", command(asked));
        assertEquals(List.of("IMAP4REV1", "IDLE"), server.client().capabilities());

        MemoryServer<ImapClient> told = ready("IMAP4rev1 AUTH=PLAIN SASL-IR");
        var quick = told.client().logIn(ALICE);
        assertEquals("", told.say("{tag} OK [CAPABILITY IMAP4rev1 MOVE] you are in"));
        MemoryServer.wait(quick);
        assertEquals(List.of("IMAP4REV1", "MOVE"), told.client().capabilities());
    }

    @Test
    void aServerThatDoesNotListAnythingAfterALoginIsLeft() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=PLAIN SASL-IR");
        var login = server.client().logIn(ALICE);
        server.say("{tag} OK you are in");
        server.say("{tag} BAD no list");

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(login));
        assertTrue(server.isClosed());
    }

    @Test
    void aYesWithoutProofIsNotBelieved() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=SCRAM-SHA-256 SASL-IR");
        var login = server.client().logIn(ALICE);
        server.say("{tag} OK you are in");

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertTrue(server.isClosed());
    }

    @Test
    void aChallengeThatMakesNoSenseIsAnsweredByAStar() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=SCRAM-SHA-256 SASL-IR");
        var login = server.client().logIn(ALICE);

        assertEquals("*\r\n", server.say("+ ====="));
        server.say("{tag} BAD cancelled");

        assertEquals(Failure.LOGIN, MemoryServer.failure(login));
        assertFalse(server.isClosed());
    }

    @Test
    void referralsAreNotFollowed() {
        String referral = "[REFERRAL imap://;AUTH=*@attacker.example:143/] go there";
        MemoryServer<ImapClient> server = ready("IMAP4rev1 AUTH=PLAIN SASL-IR LOGIN-REFERRALS");
        ImapClient client = server.client();

        var login = client.logIn(ALICE);
        server.say("{tag} NO " + referral);
        var password = client.logIn("alice", "secret");
        server.say("{tag} NO " + referral);
        var select = client.select("INBOX");
        server.say("{tag} NO " + referral);

        assertEquals(Failure.REFERRAL, MemoryServer.failure(login));
        assertEquals(Failure.REFERRAL, MemoryServer.failure(password));
        assertEquals(Failure.REFERRAL, MemoryServer.failure(select));

        MemoryServer<ImapClient> greeting = inClear();
        greeting.say("* BYE " + referral);
        assertGone(Failure.REFERRAL, greeting);

        MemoryServer<ImapClient> refusal = asking();
        refusal.say("{tag} NO " + referral);
        assertGone(Failure.REFERRAL, refusal);
    }

    @Test
    void newsThatNobodyAskedForIsNoAnswer() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        server.say("* 23 EXISTS", "* OK still here", "* CAPABILITY IMAP4rev1 IDLE");
        var noop = server.client().noop();
        server.say("* 24 EXISTS", TAGGED_OK);

        assertEquals(
                List.of("24 EXISTS"),
                MemoryServer.wait(noop).data().stream().map(ImapData::text).toList());
    }

    @Test
    void aRequestToGoOnThatNobodyWaitsForIsTheEnd() {
        MemoryServer<ImapClient> idle = ready("IMAP4rev1");
        ImapClient client = idle.client();
        idle.say("+ go on");
        assertEquals(Failure.EARLY_REPLY, MemoryServer.failure(client.noop()));

        MemoryServer<ImapClient> busy = ready("IMAP4rev1");
        var noop = busy.client().noop();
        busy.say("+ go on");
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(noop));
    }

    @Test
    void aLiteralIsSentWhenTheServerAsksForIt() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var append = server.client().append("INBOX", Ascii.octets("abc\r\n"));

        assertEquals("APPEND \"INBOX\" {5}\r\n", command(server.heard()));
        assertEquals("abc\r\n\r\n", server.say("+ go on"));
        server.say(TAGGED_OK);
        assertEquals("done", MemoryServer.wait(append).words());
    }

    @Test
    void aLiteralIsSentAtOnceWhereTheServerTakesIt() {
        MemoryServer<ImapClient> plus = ready("IMAP4rev1 LITERAL+");
        plus.client().append("INBOX", Ascii.octets("abc"));
        assertEquals("APPEND \"INBOX\" {3+}\r\nabc\r\n", command(plus.heard()));

        MemoryServer<ImapClient> minus = ready("IMAP4rev1 LITERAL-");
        minus.client().append("INBOX", new byte[4096]);
        assertTrue(minus.heard().contains("{4096+}"));
        minus.say(TAGGED_OK);
        minus.client().append("INBOX", new byte[4097]);
        assertTrue(minus.heard().contains("{4097}"));
    }

    @Test
    void aRefusedLiteralStaysHere() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var append = server.client().append("INBOX", Ascii.octets("abc"));

        assertEquals("", server.say("{tag} NO too big"));
        assertEquals(Failure.COMMAND, MemoryServer.failure(append));
        assertFalse(server.isClosed());
    }

    @Test
    void aYesToALiteralThatWasNotSentIsNotBelieved() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var append = server.client().append("INBOX", Ascii.octets("abc"));
        server.say(TAGGED_OK);

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(append));
    }

    @Test
    void aCommandCanNotBeTwo() {
        ImapClient client = ready("IMAP4rev1").client();

        assertThrows(IllegalArgumentException.class, () -> client.command("NOOP\r\na LOGOUT"));
        assertThrows(IllegalArgumentException.class, () -> client.fetch(1, "FLAGS)\r\na LOGOUT"));
        assertThrows(IllegalArgumentException.class, () -> client.logIn("alice\r\n", "secret"));
        assertThrows(IllegalArgumentException.class, () -> client.command("LOGIN alice secret"));
    }

    @Test
    void namesAreQuoted() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        server.client().select("a\"b\\c\r\nd ü");

        assertEquals("SELECT \"a\\\"b\\\\c&AA0ACg-d &APw-\"\r\n", command(server.heard()));
    }

    @Test
    void farewellIsReadToItsEnd() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var farewell = server.client().logOut();

        server.say("* BYE see you");
        assertFalse(server.isClosed());
        server.say("{tag} OK bye");

        assertEquals("bye", MemoryServer.wait(farewell));
        assertTrue(server.isClosed());
    }

    @Test
    void whatIsAskedWhenTheServerGoesIsNotAnswered() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        ImapClient client = server.client();
        var noop = client.noop();
        server.say("* BYE down for repair");

        assertEquals(Failure.ENDED, MemoryServer.failure(noop));
        assertEquals(Failure.ENDED, MemoryServer.failure(client.noop()));
    }

    @Test
    void aMessageThatIsCutOffIsNoMessage() {
        for (Ending how : List.of(Ending.TRUNCATED, Ending.CLOSE_NOTIFY)) {
            MemoryServer<ImapClient> server = ready("IMAP4rev1");
            var fetch = server.client().fetch(7, "BODY.PEEK[]");
            server.send("* 1 FETCH (UID 7 BODY[] {100}\r\nhalf of it");
            server.end(how);

            assertEquals(how == Ending.TRUNCATED ? Failure.TRUNCATED : Failure.ENDED, MemoryServer.failure(fetch));
        }
    }

    @Test
    void whoTakesTooLongIsLeft() {
        MemoryServer<ImapClient> server = asking();
        server.late(Deadline.LOGIN);
        assertGone(Failure.TOO_SLOW, server);

        MemoryServer<ImapClient> handshaking = asking();
        handshaking.say("{tag} OK go");
        handshaking.late(Deadline.HANDSHAKE);
        assertGone(Failure.HANDSHAKE, handshaking);
    }

    @Test
    void aServerThatGoesInTheMiddleOfTheHandshakeIsNotCalledAgain() {
        MemoryServer<ImapClient> server = asking();
        server.say("{tag} OK go");
        server.end(Ending.FIN);

        assertGone(Failure.ENDED, server);
    }

    @Test
    void moreAnswersThanOneTakesAreTheEnd() {
        MemoryServer<ImapClient> server = ready("IMAP4rev1");
        var noop = server.client().noop();
        server.send("* 1 EXPUNGE\r\n".repeat(ImapAsk.MOST_RESPONSES + 1));

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(noop));
    }
}
