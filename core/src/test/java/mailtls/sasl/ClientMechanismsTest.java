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
        assertEquals("", first(ClientMechanisms.external(Optional.empty()), "EXTERNAL"));
        assertEquals("m\u00c3\u00bc", first(ClientMechanisms.external(Optional.of("mü")), "EXTERNAL"));
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
