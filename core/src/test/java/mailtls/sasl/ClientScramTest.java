package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mailtls.sasl.Exchange.Outcome;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM from the client's side: against our own server, and against servers that lie. */
class ClientScramTest {

    private static final Accounts ACCOUNTS = new Accounts().add("alice", "sesame");
    private static final Mechanisms SERVER = Mechanisms.of(ACCOUNTS);

    private static ClientExchange client(String name, String password, Channel channel) {
        return ClientMechanisms.password(Credentials.of("alice", password))
                .best(List.of(name), channel)
                .orElseThrow()
                .begin(channel);
    }

    private static Exchange server(String name, Channel channel) {
        return SERVER.named(name, channel).orElseThrow().begin(channel);
    }

    private static ClientExchange client() {
        return client("SCRAM-SHA-256", "sesame", Channel.CLEARTEXT);
    }

    private static byte[] challenge(Outcome outcome) {
        return assertInstanceOf(Outcome.Ask.class, outcome).challenge();
    }

    private static Optional<byte[]> respond(ClientExchange client, String challenge) {
        return client.respond(Ascii.utf8(challenge));
    }

    @Test
    void bothSidesProveThatTheyKnowThePassword() {
        assertBothAreConvinced("SCRAM-SHA-256", Channel.CLEARTEXT);
    }

    @Test
    void bothSidesProveThatTheySeeTheSameTls() {
        assertBothAreConvinced("SCRAM-SHA-256-PLUS", TestTls.channel());
    }

    private static void assertBothAreConvinced(String name, Channel channel) {
        ClientExchange client = client(name, "sesame", channel);
        Exchange server = server(name, channel);

        byte[] last = client.respond(challenge(server.respond(client.initialResponse())))
                .orElseThrow();
        assertFalse(client.isSatisfied());
        byte[] empty = client.respond(challenge(server.respond(last))).orElseThrow();

        assertTrue(client.isSatisfied());
        assertEquals(new Outcome.Granted("alice"), server.respond(empty));
    }

    @Test
    void aWrongPasswordConvincesNobody() {
        ClientExchange client = client("SCRAM-SHA-256", "wrong", Channel.CLEARTEXT);
        Exchange server = server("SCRAM-SHA-256", Channel.CLEARTEXT);

        byte[] last = client.respond(challenge(server.respond(client.initialResponse())))
                .orElseThrow();

        assertEquals(new Outcome.Denied("alice"), server.respond(last));
        assertFalse(client.isSatisfied());
    }

    @Test
    void whoSeesNoPlusButCouldBindSaysSo() {
        String first =
                Ascii.text(client("SCRAM-SHA-256", "sesame", TestTls.channel()).initialResponse());

        assertTrue(first.startsWith("y,,n=alice,r="), first);
        assertTrue(Ascii.text(client().initialResponse()).startsWith("n,,n=alice,r="));
    }

    /** Plays up to the server's last message, and lets a server lie in it. */
    private static ClientExchange afterServerFinal(UnaryOperator<String> lie) {
        ClientExchange client = client();
        Exchange server = server("SCRAM-SHA-256", Channel.CLEARTEXT);
        byte[] last = client.respond(challenge(server.respond(client.initialResponse())))
                .orElseThrow();
        String serverFinal = Ascii.text(challenge(server.respond(last)));
        respond(client, lie.apply(serverFinal));
        return client;
    }

    @Test
    void aFalseSignatureIsSeen() {
        assertTrue(afterServerFinal(UnaryOperator.identity()).isSatisfied());
        assertFalse(
                afterServerFinal(signature -> "v=AAAA" + signature.substring(6)).isSatisfied());
        assertFalse(afterServerFinal(signature -> "v=").isSatisfied());
        assertFalse(afterServerFinal(signature -> "e=other-error").isSatisfied());
        assertFalse(afterServerFinal(signature -> "").isSatisfied());
    }

    @Test
    void nothingComesAfterTheEnd() {
        ClientExchange client = afterServerFinal(UnaryOperator.identity());

        assertEquals(Optional.empty(), respond(client, "r=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r=%sx,s=c2FsdA==,i=2000001",
                "r=%sx,s=c2FsdA==,i=999999999",
                "r=%sx,s=c2FsdA==,i=99999999999999999999",
                "r=%sx,s=c2FsdA==,i=0",
                "r=%sx,s=c2FsdA==,i=-1",
                "r=%sx,s=c2FsdA==,i=x",
                "r=%sx,s=c2FsdA==",
                "r=%sx,s=!,i=4096",
                "r=other,s=c2FsdA==,i=4096",
                "m=ext,r=%sx,s=c2FsdA==,i=4096",
                "e=no-resources",
                "v=c2FsdA==",
                "i=4096",
                "",
                "\u0000"
            })
    void whatIsNoFirstMessageOfAServerIsGivenUp(String message) {
        ClientExchange client = client();
        String nonce = Ascii.text(client.initialResponse()).replaceFirst(".*r=", "");

        assertEquals(Optional.empty(), respond(client, message.replace("%s", nonce)));
        assertFalse(client.isSatisfied());
    }

    @Test
    void octetsThatAreNoTextAreGivenUp() {
        assertEquals(Optional.empty(), client().respond(new byte[] {(byte) 0xff, 0}));
    }
}
