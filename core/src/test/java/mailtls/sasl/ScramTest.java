package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import mailtls.sasl.Exchange.Outcome;
import mailtls.tls.Channel;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TestTls;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our server against a client that others wrote, and against clients that nobody should write. */
class ScramTest {

    private static final ChannelBindings BINDINGS = TestTls.facts().channelBindings();

    private final Accounts accounts =
            new Accounts().add("alice", "sesame").add("a,b=c", "sesame").add("müller", "pässwörd");
    private final Scram plain = Scram.sha256(accounts);
    private final Scram plus = Scram.sha256Plus(accounts);

    // success

    @Test
    void whoKnowsThePasswordIsGrantedAndSeesThatWeKnowItToo() {
        assertEquals(new Outcome.Granted("alice"), logIn(plain.begin(Channel.CLEARTEXT), client("alice", "sesame")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b=c", "müller"})
    void aNameMayHaveCommasEqualsSignsAndLettersOfAnyLanguage(String name) {
        String password = name.equals("müller") ? "pässwörd" : "sesame";

        assertEquals(new Outcome.Granted(name), logIn(plain.begin(Channel.CLEARTEXT), client(name, password)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void whoSeesTheSameTlsSessionIsGranted(String type) {
        byte[] data = BINDINGS.of(type).orElseThrow();

        assertEquals(new Outcome.Granted("alice"), logIn(plus.begin(TestTls.channel()), binding(type, data)));
    }

    /** Also {@code tls-exporter}, where the JDK has it. */
    static Set<String> types() {
        return BINDINGS.types();
    }

    @Test
    void whoActsForItselfIsGranted() {
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username("alice")
                .password("sesame".toCharArray())
                .authzid("alice")
                .build();

        assertEquals(new Outcome.Granted("alice"), logIn(plain.begin(Channel.CLEARTEXT), client));
    }

    @Test
    void aClientThatCouldNotBindSaysSoInClear() {
        ByHand client = new ByHand("y,,", "");

        assertEquals(new Outcome.Granted("alice"), client.logIn(plain.begin(Channel.CLEARTEXT)));
    }

    @Test
    void extensionsThatNobodyKnowsAreIgnoredButProven() {
        ByHand client = new ByHand("n,,", "");
        client.firstExtension = ",x=1";
        client.finalExtension = ",y=2,z=3";

        assertEquals(new Outcome.Granted("alice"), client.logIn(plain.begin(Channel.CLEARTEXT)));
    }

    // wrong passwords

    @Test
    void aWrongPasswordIsDenied() {
        assertEquals(new Outcome.Denied("alice"), proof(plain.begin(Channel.CLEARTEXT), client("alice", "open")));
    }

    @Test
    void anUnknownAccountLooksLikeAnyOtherAndIsDenied() {
        String known = serverFirst("n,,n=alice,r=abc");
        String unknown = serverFirst("n,,n=nobody,r=abc");

        assertEquals(shape(known), shape(unknown));
        assertEquals(salt(unknown), salt(serverFirst("n,,n=nobody,r=abc")), "the same salt each time");
        assertNotEquals(salt(unknown), salt(serverFirst("n,,n=somebody,r=abc")));
        assertEquals(new Outcome.Denied("nobody"), proof(plain.begin(Channel.CLEARTEXT), client("nobody", "sesame")));
        assertEquals(new Outcome.Denied("nobody"), proof(plain.begin(Channel.CLEARTEXT), client("nobody", "x")));
    }

    @Test
    void aProofOfAnotherLengthIsDenied() {
        Exchange exchange = plain.begin(Channel.CLEARTEXT);
        String nonce = nonce(ask(exchange, "n,,n=alice,r=abc"));

        assertEquals(new Outcome.Denied("alice"), respond(exchange, "c=biws,r=" + nonce + ",p=AAAA"));
    }

    // attacks

    @Test
    void aClientOnAnotherTlsSessionIsDenied() {
        byte[] other = BINDINGS.of(ChannelBindings.SERVER_END_POINT).orElseThrow();
        other[0] ^= 1;

        assertEquals(
                new Outcome.Denied("alice"),
                proof(plus.begin(TestTls.channel()), binding(ChannelBindings.SERVER_END_POINT, other)));
    }

    @Test
    void aClientThatSawNoOfferToBindHasBeenLiedTo() {
        Channel listed = MechanismsTest.channelWith(ChannelBindings.EXPORTER);

        assertEquals(new Outcome.Denied("alice"), respond(plain.begin(listed), "y,,n=alice,r=abc"));
    }

    @Test
    void aClientThatCouldBindIsRightToSaySoWherePlusIsNotListed() {
        Channel unlisted = MechanismsTest.channelWith(ChannelBindings.SERVER_END_POINT);

        assertEquals(new Outcome.Granted("alice"), new ByHand("y,,", "").logIn(plain.begin(unlisted)));
    }

    @Test
    void whoBindsAsksForPlus() {
        assertEquals(
                new Outcome.Denied("alice"),
                respond(plain.begin(TestTls.channel()), "p=tls-server-end-point,,n=alice,r=abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "y", "p=tls-unique", "p=TLS-SERVER-END-POINT", "p=x"})
    void whoAsksForPlusBindsToWhatWeHave(String flag) {
        assertEquals(new Outcome.Denied("alice"), respond(plus.begin(TestTls.channel()), flag + ",,n=alice,r=abc"));
    }

    @Test
    void withoutTlsThereIsNoPlus() {
        assertTrue(plus.worksOver(TestTls.channel()));
        assertFalse(plus.worksOver(Channel.CLEARTEXT));
        assertTrue(plain.worksOver(Channel.CLEARTEXT));
        assertEquals(
                new Outcome.Denied("alice"),
                respond(plus.begin(Channel.CLEARTEXT), "p=tls-server-end-point,,n=alice,r=abc"));
    }

    /** A server with an Ed25519 certificate has nothing to bind to: then a client that could bind is right to say y. */
    @Test
    void overTlsWithoutAnyBindingThereIsNoPlusEither() {
        Channel channel = channelWithoutBindings();

        assertFalse(plus.worksOver(channel));
        assertEquals(new Outcome.Granted("alice"), new ByHand("y,,", "").logIn(plain.begin(channel)));
    }

    private static Channel channelWithoutBindings() {
        SSLEngine engine = mock(SSLEngine.class);
        SSLSession session = mock(SSLSession.class);
        when(engine.getSession()).thenReturn(session);
        when(session.isValid()).thenReturn(true);
        when(session.getProtocol()).thenReturn("TLSv1.2");
        when(session.getCipherSuite()).thenReturn("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        try {
            when(session.getPeerCertificates()).thenReturn(new Certificate[0]);
        } catch (SSLPeerUnverifiedException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Channel.Tls(TlsFacts.of(engine, Instant.EPOCH));
    }

    @Test
    void aHeaderThatChangesBetweenTheMessagesIsDenied() {
        ByHand client = new ByHand("n,,", "");
        client.repeatedHeader = "y,,";

        assertEquals(new Outcome.Denied("alice"), client.prove(plain.begin(Channel.CLEARTEXT)));
    }

    @Test
    void bindingDataWithoutABindingIsDenied() {
        ByHand client = new ByHand("n,,", "data");

        assertEquals(new Outcome.Denied("alice"), client.prove(plain.begin(Channel.CLEARTEXT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ""})
    void aNonceThatIsNotOursIsDenied(String suffix) {
        ByHand client = new ByHand("n,,", "");
        client.nonceChange = nonce -> suffix.isEmpty() ? "abc" : nonce + suffix;

        assertEquals(new Outcome.Denied("alice"), client.prove(plain.begin(Channel.CLEARTEXT)));
    }

    @Test
    void aReplayIsDenied() {
        ByHand client = new ByHand("n,,", "");
        client.logIn(plain.begin(Channel.CLEARTEXT));
        Exchange exchange = plain.begin(Channel.CLEARTEXT);
        ask(exchange, "n,,n=alice,r=" + ByHand.NONCE);

        assertEquals(new Outcome.Denied("alice"), respond(exchange, client.lastMessage));
    }

    @Test
    void nobodyActsForSomebodyElse() {
        assertEquals(new Outcome.Denied("alice"), respond(plain.begin(Channel.CLEARTEXT), "n,a=bob,n=alice,r=abc"));
    }

    @Test
    void eachStepIsTakenOnce() {
        Exchange exchange = plain.begin(Channel.CLEARTEXT);
        ByHand client = new ByHand("n,,", "");
        client.repeatedHeader = "y,,";
        assertEquals(new Outcome.Denied("alice"), client.prove(exchange));

        assertEquals(new Outcome.Malformed(), respond(exchange, client.lastMessage));
        assertEquals(new Outcome.Malformed(), respond(exchange, "n,,n=alice,r=abc"));
    }

    @Test
    void theClientsThanksAreEmpty() {
        Exchange exchange = plain.begin(Channel.CLEARTEXT);
        assertInstanceOf(Outcome.Ask.class, new ByHand("n,,", "").prove(exchange));

        assertEquals(new Outcome.Malformed(), respond(exchange, "thanks"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=alice",
                "n,,r=abc,n=alice",
                "n,,n=,r=abc",
                "n,,n=alice,r=",
                "n,,n=alice,r=a\u007fb",
                "n,,n=ali=ce,r=abc",
                "n,,n=ali=2cce,r=abc",
                "n,,n=ali\0ce,r=abc",
                "n,a=,n=alice,r=abc",
                "n,a==,n=alice,r=abc",
                "n,alice,n=alice,r=abc",
                "p=,,n=alice,r=abc",
                "p,,n=alice,r=abc",
                "x,,n=alice,r=abc",
                "n,,m=must,n=alice,r=abc",
                "n,,n=alice,r=abc,m=must",
                "n,,n=alice,r=abc,",
                "n,,n=alice,r=abc,x",
                "n,,n=alice,r=abc,x="
            })
    void aFirstMessageOfAnotherFormIsMalformed(String message) {
        assertEquals(new Outcome.Malformed(), respond(plain.begin(Channel.CLEARTEXT), message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=NONCE",
                "r=NONCE,c=biws,p=AAAA",
                "c=biws,r=NONCE,p=",
                "c=biws,r=NONCE,p=A",
                "c=b,r=NONCE,p=AAAA",
                "c=biws,r=NONCE,p=AA-A",
                "c=bi,ws,r=NONCE,p=AAAA",
                "c=biws,r=NONCE,m=must,p=AAAA",
                "c=biws,r=NONCE,p=AAAA,x=1",
                "c=biws,r=NONCE,,p=AAAA"
            })
    void aLastMessageOfAnotherFormIsMalformed(String message) {
        Exchange exchange = plain.begin(Channel.CLEARTEXT);
        String nonce = nonce(ask(exchange, "n,,n=alice,r=abc"));

        assertEquals(new Outcome.Malformed(), respond(exchange, message.replace("NONCE", nonce)));
    }

    @Test
    void whatIsNotUtf8IsMalformed() {
        assertEquals(new Outcome.Malformed(), plain.begin(Channel.CLEARTEXT).respond(new byte[] {(byte) 0xff}));
    }

    @Test
    void aNameOfManyThousandCharactersCostsNoStack() {
        String name = "=2C".repeat(100_000);

        assertEquals(
                ",".repeat(100_000).length(),
                accountOf("n,,n=" + name + ",r=abc").length());
        assertInstanceOf(
                Outcome.Ask.class,
                respond(plain.begin(Channel.CLEARTEXT), "n,,n=alice,r=abc" + ",x=1".repeat(100_000)));
    }

    // what it says of itself

    @Test
    void thePasswordIsNotDisclosed() {
        assertEquals("SCRAM-SHA-256", plain.name());
        assertEquals("SCRAM-SHA-256-PLUS", plus.name());
        assertFalse(plain.disclosesPassword());
        assertEquals(0, plain.begin(Channel.CLEARTEXT).firstChallenge().length);
    }

    @Test
    void ourHalfOfTheNonceIsNewEachTimeAndFollowsTheClients() {
        String first = nonce(serverFirst("n,,n=alice,r=abc"));
        String second = nonce(serverFirst("n,,n=alice,r=abc"));

        assertNotEquals(first, second);
        assertTrue(first.startsWith("abc") && first.length() >= 3 + 24);
    }

    @Test
    void theKeysOfNobodyAreTheSameEachTime() {
        assertArrayEquals(
                accounts.scramKeys("nobody").salt(),
                accounts.scramKeys("nobody").salt());
        assertEquals(
                accounts.scramKeys("alice").iterations(),
                accounts.scramKeys("nobody").iterations());
        assertEquals(4096, accounts.scramKeys("alice").iterations());
    }

    private String accountOf(String message) {
        return ScramMessages.First.parse(message).orElseThrow().account();
    }

    private String serverFirst(String clientFirst) {
        return ask(plain.begin(Channel.CLEARTEXT), clientFirst);
    }

    private static String shape(String serverFirst) {
        return serverFirst.replaceAll("[^,]", "x");
    }

    private static String salt(String serverFirst) {
        return serverFirst.replaceAll(".*,s=", "").replaceAll(",i=.*", "");
    }

    private static String nonce(String serverFirst) {
        return serverFirst.substring("r=".length(), serverFirst.indexOf(','));
    }

    private static ScramClient client(String account, String password) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256"))
                .username(account)
                .password(password.toCharArray())
                .stringPreparation(StringPreparation.SASL_PREPARATION)
                .build();
    }

    private static ScramClient binding(String type, byte[] data) {
        return ScramClient.builder()
                .advertisedMechanisms(List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"))
                .username("alice")
                .password("sesame".toCharArray())
                .channelBinding(type, data)
                .build();
    }

    /** Plays the whole exchange; the client checks our signature. */
    private static Outcome logIn(Exchange exchange, ScramClient client) {
        Outcome signed = proof(exchange, client);
        try {
            client.serverFinalMessage(Ascii.text(((Outcome.Ask) signed).challenge()));
        } catch (ScramException ours) {
            throw new AssertionError("the client does not like our last message", ours);
        }
        return respond(exchange, "");
    }

    private static Outcome proof(Exchange exchange, ScramClient client) {
        try {
            client.serverFirstMessage(ask(exchange, client.clientFirstMessage().toString()));
        } catch (ScramException ours) {
            throw new AssertionError("the client does not like our first message", ours);
        }
        return respond(exchange, client.clientFinalMessage().toString());
    }

    private static String ask(Exchange exchange, String message) {
        Outcome outcome = respond(exchange, message);
        return Ascii.text(assertInstanceOf(Outcome.Ask.class, outcome).challenge());
    }

    private static Outcome respond(Exchange exchange, String message) {
        return exchange.respond(Ascii.utf8(message));
    }
}
