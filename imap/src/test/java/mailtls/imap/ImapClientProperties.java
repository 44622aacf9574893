package mailtls.imap;

import static mailtls.client.ClientChecks.CANARY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mailtls.client.ClientChecks;
import mailtls.client.Expected;
import mailtls.client.MemoryServer;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.sasl.ClientMechanisms;
import mailtls.sasl.Credentials;
import mailtls.wire.Ascii;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever a server says. */
class ImapClientProperties {

    private static final TlsMode REQUIRED = new TlsMode.StartTlsRequired(Expected.host("mail.example", Trust.system()));

    private static void use(ImapClient client) {
        client.logIn(ClientMechanisms.password(Credentials.of(CANARY, CANARY)));
        client.logIn(CANARY, CANARY);
        client.select("INBOX");
        client.fetch(7, "BODY.PEEK[]");
        client.append("INBOX", Ascii.octets(CANARY));
        client.list("*");
        client.logOut();
    }

    @Property(tries = 500)
    void nothingIsThrownAndNoSecretIsSaidInClear(@ForAll("talk") List<String> talk) {
        ClientChecks.assertDiscreet(MemoryServer.inClear(Imap.client(REQUIRED)), talk, ImapClientProperties::use);
    }

    @Property(tries = 500)
    void norWhereTheUserDoesWithoutTls(@ForAll("talk") List<String> talk) {
        ClientChecks.assertDiscreet(MemoryServer.inClear(Imap.client(new TlsMode.Cleartext())), talk, client -> {
            client.logIn(ClientMechanisms.password(Credentials.of("alice", CANARY)));
            client.logIn("alice", CANARY);
        });
    }

    @Property(tries = 500)
    void noOctetsAtAllAreThrownOver(@ForAll byte[] octets) {
        ClientChecks.assertDiscreet(
                MemoryServer.inClear(Imap.client(REQUIRED)),
                List.of("* OK hello\r\n", Ascii.text(octets), "\r\n"),
                ImapClientProperties::use);
    }

    @Property(tries = 500)
    void anUpgradedConnectionIsLikeOneThatBeganInTls(@ForAll("talk") List<String> talk) {
        MemoryServer<ImapClient> upgraded = MemoryServer.inClear(Imap.client(REQUIRED));
        upgraded.say("* OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] hello");
        upgraded.say("* CAPABILITY IMAP4rev1 STARTTLS LITERAL+ SASL-IR AUTH=LOGIN", "{tag} OK");
        upgraded.say("* 3 EXISTS", "{tag} OK [CAPABILITY IMAP4rev1 LITERAL+] go");

        ClientChecks.assertAlike(upgraded, MemoryServer.overTls(Imap.client(REQUIRED)), "* OK hello", talk, client -> {
            client.logIn(ClientMechanisms.password(Credentials.of("alice", "secret")));
            client.append("INBOX", Ascii.octets("abc"));
            client.logOut();
        });
    }

    @Property
    void aMessageArrivesOctetByOctetHoweverItIsCut(
            @ForAll("mail") String mail,
            @ForAll boolean isLiteral8,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        MemoryServer<ImapClient> server = MemoryServer.overTls(Imap.client(REQUIRED));
        server.say("* OK hello");
        server.say("* CAPABILITY IMAP4rev2", "{tag} OK");
        var message = server.client().fetch(7, "BODY.PEEK[]");
        String tag = server.tag();
        String sent = mail.replace("TAG", tag);

        String response = "* 1 FETCH (UID 7 BODY[] %s{%d}\r\n%s)\r\n%s OK\r\n"
                .formatted(isLiteral8 ? "~" : "", sent.length(), sent, tag);
        ClientChecks.cut(response, cuts).forEach(server::send);
        var next = server.client().noop();
        server.say("{tag} OK");

        assertEquals(sent, Ascii.text(MemoryServer.wait(message).orElseThrow()));
        MemoryServer.wait(next);
    }

    @Provide
    Arbitrary<String> mail() {
        Arbitrary<String> octets = Arbitraries.strings()
                .withChars(')', '{', '}', '1', '\r', '\n', '\0', 'a', '\u00ff')
                .ofMaxLength(10);
        Arbitrary<String> forged = Arbitraries.of("TAG OK\r\n", ")\r\nTAG NO x\r\n", "* BYE\r\n", "+ \r\n");
        return Arbitraries.frequencyOf(Tuple.of(3, octets), Tuple.of(1, forged))
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> talk() {
        Arbitrary<String> words = Arbitraries.of(
                "* OK hello\r\n",
                "* PREAUTH hello\r\n",
                "* BYE\r\n",
                "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n",
                "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR LITERAL+\r\n{tag} OK\r\n",
                "{tag} OK\r\n",
                "{tag} OK [CAPABILITY IMAP4rev1 AUTH=PLAIN]\r\n",
                "{tag} NO\r\n",
                "{tag} BAD [REFERRAL imap://x/]\r\n",
                "{tag} FOO\r\n",
                "a1 OK\r\n",
                "+ \r\n",
                "+ r=x,s=eA==,i=1\r\n",
                "* 1 FETCH (UID 7 BODY[] {3}\r\nabc)\r\n",
                "* 1 FETCH (UID 7 BODY[] {3}\r\n",
                "* LIST () \"/\" \"x\\\"\r\n",
                "* 1 FETCH (((((\r\n",
                "garbage\r\n",
                "half",
                "\r\n",
                "\0\r\n",
                "\n");
        Arbitrary<String> segment = words.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(Tuple.of(3, words), Tuple.of(1, segment))
                .list()
                .ofMaxSize(12);
    }

    @Example
    void whereTheOctetsAreCutDoesNotMatter() {
        ClientChecks.assertSegmentationDoesNotMatter(
                () -> MemoryServer.inClear(Imap.client(REQUIRED)),
                client -> {
                    client.logIn(CANARY, CANARY);
                    client.fetch(7, "BODY.PEEK[]");
                    client.append("INBOX", Ascii.octets("abc"));
                    client.logOut();
                },
                "* OK [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n",
                "* LIST () \"/\" {3}\r\na\r\n\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\n{tag} OK\r\n",
                "{tag} OK go\r\n",
                "* CAPABILITY IMAP4rev1\r\n{tag} OK\r\n",
                "{tag} OK [CAPABILITY IMAP4rev1 IDLE] in\r\n",
                "* 1 FETCH (UID 7 BODY[] {5}\r\na b\r\n FLAGS ())\r\n{tag} OK\r\n",
                "+ go\r\n",
                "{tag} OK [APPENDUID 1 2] done\r\n",
                "* BYE\r\n{tag} OK\r\n");
    }
}
