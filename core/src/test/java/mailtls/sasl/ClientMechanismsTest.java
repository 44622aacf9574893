package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

class ClientMechanismsTest {

    private static final ClientMechanisms PASSWORD = ClientMechanisms.password(Credentials.of("alice", "sesame"));
    private static final ClientMechanisms TOKEN =
            ClientMechanisms.oauthBearer("a=b,c@example.org", "mail.example", 993, new Secret("t0ken"));

    private static Optional<String> best(ClientMechanisms mechanisms, Channel channel, String... listed) {
        return mechanisms.best(List.of(listed), channel).map(ClientMechanism::name);
    }

    private static String first(ClientMechanisms mechanisms, String name) {
        return Ascii.text(mechanisms
                .best(List.of(name), TestTls.channel())
                .orElseThrow()
                .begin(TestTls.channel())
                .initialResponse());
    }

    @Test
    void theBestThatBothKnowIsTakenWhateverTheOrderOfTheList() {
        assertEquals(
                Optional.of("SCRAM-SHA-256-PLUS"),
                best(PASSWORD, TestTls.channel(), "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"));
        assertEquals(Optional.of("SCRAM-SHA-256"), best(PASSWORD, TestTls.channel(), "PLAIN", "scram-sha-256"));
        assertEquals(Optional.of("PLAIN"), best(PASSWORD, TestTls.channel(), "LOGIN", "CRAM-MD5", "PLAIN"));
        assertEquals(Optional.empty(), best(PASSWORD, TestTls.channel(), "LOGIN", "XPLAIN"));
    }

    @Test
    void inClearNothingIsTakenThatShowsASecret() {
        assertEquals(Optional.empty(), best(PASSWORD, Channel.CLEARTEXT, "PLAIN", "LOGIN"));
        assertEquals(Optional.empty(), best(TOKEN, Channel.CLEARTEXT, "OAUTHBEARER"));
        assertEquals(Optional.of("SCRAM-SHA-256"), best(PASSWORD, Channel.CLEARTEXT, "PLAIN", "SCRAM-SHA-256"));
    }

    @Test
    void inClearThereIsNothingToBindTo() {
        assertEquals(Optional.empty(), best(PASSWORD, Channel.CLEARTEXT, "SCRAM-SHA-256-PLUS"));
    }

    @Test
    void othersComeAfterwards() {
        ClientMechanisms both = TOKEN.or(PASSWORD);

        assertEquals(Optional.of("OAUTHBEARER"), best(both, TestTls.channel(), "SCRAM-SHA-256", "OAUTHBEARER"));
        assertEquals(Optional.of("SCRAM-SHA-256"), best(both, TestTls.channel(), "SCRAM-SHA-256"));
    }

    @Test
    void plainSaysItAll() {
        assertEquals("\0alice\0sesame", first(PASSWORD, "PLAIN"));
        assertEquals(
                "bob\0alice\0sesame",
                first(
                        ClientMechanisms.password(new Credentials("alice", new Secret("sesame"), Optional.of("bob"))),
                        "PLAIN"));
    }

    @Test
    void plainHasNothingToSayToAChallenge() {
        ClientExchange plain =
                PASSWORD.best(List.of("PLAIN"), TestTls.channel()).orElseThrow().begin(TestTls.channel());

        assertEquals(Optional.empty(), plain.respond(new byte[0]));
        assertTrue(plain.isSatisfied());
    }

    @Test
    void externalSaysWhomItActsFor() {
        assertEquals(
                "",
                Ascii.text(new ClientExternal(Optional.empty())
                        .begin(TestTls.channel())
                        .initialResponse()));
        assertEquals(
                "m\u00c3\u00bc",
                Ascii.text(new ClientExternal(Optional.of("mü"))
                        .begin(TestTls.channel())
                        .initialResponse()));
    }

    @Test
    void externalIsNothingWithoutACertificateThatWasShown() {
        ClientMechanisms external = ClientMechanisms.external(Optional.empty());

        assertEquals(Optional.empty(), best(external, Channel.CLEARTEXT, "EXTERNAL"));
        assertEquals(Optional.empty(), best(external, TestTls.channel(), "EXTERNAL"));
        assertEquals(Optional.of("EXTERNAL"), best(external, TestTls.channelWithCertificate(), "PLAIN", "EXTERNAL"));
        assertEquals(Optional.empty(), best(external, TestTls.channelWithCertificate(), "PLAIN"));
        assertEquals(
                "the server lists EXTERNAL; for EXTERNAL we have shown no certificate",
                external.whyNone(List.of("EXTERNAL"), TestTls.channel()));
    }

    @Test
    void aTokenIsSaidAsRfc7628HasIt() {
        assertEquals(
                "n,a=a=3Db=2Cc@example.org,\u0001host=mail.example\u0001port=993\u0001auth=Bearer t0ken\u0001\u0001",
                first(TOKEN, "OAUTHBEARER"));
    }

    @Test
    void anErrorAboutATokenIsAnsweredSoThatTheServerCanSayNo() {
        ClientExchange bearer = TOKEN.best(List.of("OAUTHBEARER"), TestTls.channel())
                .orElseThrow()
                .begin(TestTls.channel());

        assertArrayEquals(
                new byte[] {1},
                bearer.respond(Ascii.octets("{\"status\":\"invalid_token\"}")).orElseThrow());
    }

    private static Optional<String> complaint(String error) {
        ClientExchange bearer = TOKEN.best(List.of("OAUTHBEARER"), TestTls.channel())
                .orElseThrow()
                .begin(TestTls.channel());
        bearer.respond(Ascii.octets(error));
        assertFalse(bearer.isSatisfied(), "behind an error there is no yes");
        assertEquals(Optional.empty(), bearer.respond(Ascii.octets(error)), "there is one error only");
        return bearer.complaint();
    }

    @Test
    void anErrorAboutATokenIsKnownByItsStatus() {
        assertEquals(Optional.of("invalid_token"), complaint("{\"scope\":\"mail\", \"status\" : \"invalid_token\"}"));
        assertEquals(Optional.empty(), complaint("{\"status\":400}"));
        assertEquals(Optional.empty(), complaint("{\"status\":\"a\r\nb\"}"));
        assertEquals(Optional.empty(), complaint("no JSON"));
    }

    @Test
    void aStatusThatIsTheTokenIsNotRepeated() {
        assertEquals(Optional.empty(), complaint("{\"status\":\"bad t0ken\"}"));
    }

    @Test
    void mechanismsPrintNoSecrets() {
        for (String name : List.of("PLAIN", "SCRAM-SHA-256")) {
            String printed = PASSWORD.best(List.of(name), TestTls.channel())
                    .orElseThrow()
                    .toString();

            assertFalse(printed.contains("sesame"), printed);
        }
    }
}
