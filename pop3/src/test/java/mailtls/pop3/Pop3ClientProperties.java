package mailtls.pop3;

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
class Pop3ClientProperties {

    private static final TlsMode REQUIRED = new TlsMode.StartTlsRequired(Expected.host("mail.example", Trust.system()));

    private static void use(Pop3Client client) {
        client.logIn(ClientMechanisms.password(Credentials.of(CANARY, CANARY)));
        client.logIn(CANARY, CANARY);
        client.list();
        client.retrieve(1);
        client.quit();
    }

    @Property(tries = 500)
    void nothingIsThrownAndNoSecretIsSaidInClear(@ForAll("talk") List<String> talk) {
        ClientChecks.assertDiscreet(MemoryServer.inClear(Pop3.client(REQUIRED)), talk, Pop3ClientProperties::use);
    }

    @Property(tries = 500)
    void norWhereTheUserDoesWithoutTls(@ForAll("talk") List<String> talk) {
        ClientChecks.assertDiscreet(MemoryServer.inClear(Pop3.client(new TlsMode.Cleartext())), talk, client -> {
            client.logIn(ClientMechanisms.password(Credentials.of("alice", CANARY)));
            client.logIn("alice", CANARY);
        });
    }

    @Property(tries = 500)
    void noOctetsAtAllAreThrownOver(@ForAll byte[] octets) {
        ClientChecks.assertDiscreet(
                MemoryServer.inClear(Pop3.client(REQUIRED)),
                List.of("+OK hello\r\n", Ascii.text(octets), "\r\n"),
                Pop3ClientProperties::use);
    }

    @Property(tries = 500)
    void anUpgradedConnectionIsLikeOneThatBeganInTls(@ForAll("talk") List<String> talk) {
        MemoryServer<Pop3Client> upgraded = MemoryServer.inClear(Pop3.client(REQUIRED));
        upgraded.say("+OK <1.2@mail.example>");
        upgraded.say("+OK", "STLS", "SASL LOGIN", ".");
        upgraded.say("+OK go");

        ClientChecks.assertAlike(upgraded, MemoryServer.overTls(Pop3.client(REQUIRED)), "+OK hello", talk, client -> {
            client.logIn(ClientMechanisms.password(Credentials.of("alice", "secret")));
            client.retrieve(1);
            client.quit();
        });
    }

    @Property
    void aMessageArrivesOctetByOctetHoweverItIsCut(
            @ForAll("mail") String mail,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        MemoryServer<Pop3Client> server = MemoryServer.overTls(Pop3.client(REQUIRED));
        server.say("+OK hello");
        server.say("+OK", ".");
        var message = server.client().retrieve(1);
        var next = server.client().stat();

        ClientChecks.cut("+OK\r\n" + stuffed(mail) + ".\r\n", cuts).forEach(server::send);
        server.say("+OK 1 2");

        assertEquals(mail, Ascii.text(MemoryServer.wait(message)));
        assertEquals("1 2", MemoryServer.wait(next));
    }

    /** As RFC 1939 section 3 has it: a line is what CRLF ends. */
    private static String stuffed(String mail) {
        return (mail.startsWith(".") ? "." : "") + mail.replace("\r\n.", "\r\n..");
    }

    @Provide
    Arbitrary<String> mail() {
        return Arbitraries.strings()
                .withChars('.', '\r', '\n', '\0', 'a', '\u00ff')
                .ofMaxLength(30)
                .map(text -> text.isEmpty() ? text : text + "\r\n");
    }

    @Provide
    Arbitrary<List<String>> talk() {
        Arbitrary<String> words = Arbitraries.of(
                "+OK\r\n",
                "+OK <1@mail.example>\r\n",
                "+OK\r\nSTLS\r\nSASL PLAIN SCRAM-SHA-256\r\n.\r\n",
                "+OK\r\nSASL PLAIN\r\nUSER\r\n.\r\n",
                "-ERR no\r\n",
                "-ERR [AUTH] no\r\n",
                "+ \r\n",
                "+ r=x,s=eA==,i=1\r\n",
                "+Do it\r\n",
                "STLS\r\n",
                "..\r\n",
                ".\r\n",
                "garbage\r\n",
                "half",
                "\r\n",
                "\0\r\n",
                "\n");
        Arbitrary<String> segment = words.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(Tuple.of(5, words), Tuple.of(1, segment))
                .list()
                .ofMaxSize(12);
    }

    @Example
    void whereTheOctetsAreCutDoesNotMatter() {
        ClientChecks.assertSegmentationDoesNotMatter(
                () -> MemoryServer.inClear(Pop3.client(REQUIRED)),
                client -> {
                    client.logIn("alice", "secret");
                    client.retrieve(1);
                    client.quit();
                },
                "+OK hello\r\n",
                "+OK\r\nSTLS\r\n.\r\n",
                "+OK go\r\n",
                "+OK\r\nUSER\r\n.\r\n",
                "+OK\r\n",
                "+OK\r\n",
                "+OK\r\n..\r\n\r\nx\r\n.\r\n",
                "+OK bye\r\n");
    }
}
