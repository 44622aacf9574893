package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import mailtls.sasl.Exchange.Outcome;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever a client sends, no mechanism throws, and nobody is let in. */
class SaslProperties {

    private static final Mechanisms MECHANISMS = Mechanisms.of(new Accounts().add("alice", "correct horse"));

    @Property(tries = 500)
    void garbageIsNeitherGrantedNorAFault(
            @ForAll("mechanisms") Mechanism mechanism, @ForAll @Size(max = 4) List<byte[]> responses) {
        assertNobodyGetsIn(mechanism, responses);
    }

    @Property(tries = 500)
    void piecesOfTheGrammarAreNeitherGrantedNorAFault(
            @ForAll("mechanisms") Mechanism mechanism, @ForAll @Size(max = 4) List<@From("pieces") String> responses) {
        assertNobodyGetsIn(mechanism, responses.stream().map(Ascii::utf8).toList());
    }

    @Provide
    Arbitrary<Mechanism> mechanisms() {
        return Arbitraries.of(MECHANISMS.offered(TestTls.channel(), true))
                .map(name -> MECHANISMS.named(name, TestTls.channel()).orElseThrow());
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "n,,",
                        "y,,",
                        "p=tls-server-end-point,,",
                        "n=alice",
                        "r=abc",
                        ",",
                        "=",
                        "=2C",
                        "m=x",
                        "c=biws",
                        "p=AAAA",
                        "a=bob",
                        "\0",
                        "alice",
                        "sesame",
                        "ä",
                        "")
                .list()
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }

    private static void assertNobodyGetsIn(Mechanism mechanism, List<byte[]> responses) {
        for (Channel channel : List.of(Channel.CLEARTEXT, TestTls.channel())) {
            Exchange exchange = mechanism.begin(channel);
            exchange.firstChallenge();
            responses.forEach(response -> assertFalse(exchange.respond(response) instanceof Outcome.Granted));
        }
    }
}
