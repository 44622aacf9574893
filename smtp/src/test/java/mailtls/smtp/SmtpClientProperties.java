package mailtls.smtp;

import static mailtls.client.ClientChecks.CANARY;

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

/** What holds whatever a server says. */
class SmtpClientProperties {

    private static final Expected SERVER = Expected.host("mail.example", Trust.system());
    private static final TlsMode REQUIRED = new TlsMode.StartTlsRequired(SERVER);

    private static MemoryServer<SmtpClient> inClear(TlsMode mode) {
        return MemoryServer.inClear(Smtp.client(mode, "client.example"));
    }

    private static SmtpMail mail(String text) {
        return new SmtpMail("a@b.example", List.of("c@d.example", "e@f.example"), Ascii.octets(text + "\r\n.\r\n"));
    }

    @Property(tries = 500)
    void nothingIsThrownAndNeitherSecretsNorMailAreSaidInClear(@ForAll("talk") List<String> talk) {
        ClientChecks.assertDiscreet(inClear(REQUIRED), talk, client -> {
            client.logIn(ClientMechanisms.password(Credentials.of(CANARY, CANARY)));
            client.send(mail(CANARY));
            client.quit();
        });
    }

    @Property(tries = 500)
    void norDoesAnybodyLogInWhereTlsIsNotRequired(@ForAll("talk") List<String> talk) {
        for (TlsMode mode : List.of(new TlsMode.Cleartext(), new TlsMode.StartTlsOpportunistic(SERVER))) {
            ClientChecks.assertDiscreet(inClear(mode), talk, client -> {
                client.logIn(ClientMechanisms.password(Credentials.of(CANARY, CANARY)));
                client.send(mail("public"));
                client.quit();
            });
        }
    }

    @Property(tries = 500)
    void noOctetsAtAllAreThrownOver(@ForAll byte[] octets) {
        ClientChecks.assertDiscreet(inClear(REQUIRED), List.of("220 ", Ascii.text(octets), "\r\n"), SmtpClient::quit);
    }

    @Property(tries = 500)
    void anUpgradedConnectionIsLikeOneThatBeganInTls(@ForAll("talk") List<String> talk) {
        MemoryServer<SmtpClient> upgraded = inClear(REQUIRED);
        upgraded.say("220 hello");
        upgraded.say("250-mail.example", "250-CHUNKING", "250-AUTH LOGIN", "250 STARTTLS");
        upgraded.say("220 go");

        ClientChecks.assertAlike(
                upgraded, MemoryServer.overTls(Smtp.client(REQUIRED, "client.example")), "220 hello", talk, client -> {
                    client.logIn(ClientMechanisms.password(Credentials.of("alice", "secret")));
                    client.send(mail("hello"));
                    client.quit();
                });
    }

    @Provide
    Arbitrary<List<String>> talk() {
        Arbitrary<String> words = Arbitraries.of(
                "220 hello\r\n",
                "220-hello\r\n",
                "250 OK\r\n",
                "250-x\r\n250-AUTH PLAIN SCRAM-SHA-256\r\n250 STARTTLS\r\n",
                "250-x\r\n250-CHUNKING\r\n250 AUTH PLAIN\r\n",
                "250-x\r\n220 y\r\n",
                "235 OK\r\n",
                "334 \r\n",
                "334 r=x,s=eA==,i=1\r\n",
                "354 go\r\n",
                "421 bye\r\n",
                "454 no\r\n",
                "500 no\r\n",
                "550 no\r\n",
                "221 bye\r\n",
                "garbage\r\n",
                "250",
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
                () -> inClear(REQUIRED),
                client -> {
                    client.logIn(ClientMechanisms.password(Credentials.of("alice", "secret")));
                    client.send(mail("hello"));
                    client.quit();
                },
                "220-hello\r\n220 there\r\n",
                "250-mail.example\r\n250-SIZE\r\n250 STARTTLS\r\n",
                "220 go\r\n",
                "250-mail.example\r\n250 AUTH PLAIN\r\n",
                "235-you\r\n235 are in\r\n",
                "250 OK\r\n",
                "250 OK\r\n",
                "550 no\r\n",
                "354 go\r\n",
                "250 taken\r\n",
                "221 bye\r\n");
    }
}
