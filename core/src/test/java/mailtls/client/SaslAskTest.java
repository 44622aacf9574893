package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import mailtls.client.Ask.Outcome;
import mailtls.client.SaslAsk.Meaning;
import mailtls.machine.Reply;
import mailtls.sasl.ClientExchange;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

/** The frame of a log-in: which octets go where, whatever the mechanism. */
class SaslAskTest {

    /** A mechanism that answers “a” with “b”, and nothing else; it is satisfied when it has been asked. */
    private static final class Toy implements ClientExchange {

        private final String first;
        private boolean begun;
        private boolean satisfied;

        Toy(String first) {
            this.first = first;
        }

        @Override
        public byte[] initialResponse() {
            assertFalse(begun, "a dialogue begins once");
            begun = true;
            return Ascii.octets(first);
        }

        @Override
        public Optional<byte[]> respond(byte[] challenge) {
            satisfied = Ascii.text(challenge).equals("a");
            return satisfied ? Optional.of(Ascii.octets("b")) : Optional.empty();
        }

        @Override
        public boolean isSatisfied() {
            return satisfied;
        }
    }

    /** A protocol in which plus asks, “yes” and “no” end, and anything else is beside. */
    private record Words(int longest) implements SaslAsk.Words<String> {

        @Override
        public Reply command(Optional<String> initialResponse) {
            return Request.line("AUTH" + initialResponse.map(text -> " " + text).orElse(""));
        }

        @Override
        public boolean takesInitialResponse(int length) {
            return length <= longest;
        }

        @Override
        public Meaning meaning(String reply) {
            if (reply.startsWith("+")) {
                return new Meaning.Challenge(reply.substring(1));
            }
            return switch (reply) {
                case "yes" -> new Meaning.Granted();
                case "no" -> new Meaning.Denied("not you");
                default -> new Meaning.Beside();
            };
        }
    }

    private static SaslAsk<String> ask(String first, int longest) {
        return new SaslAsk<>(new Toy(first), new Words(longest));
    }

    private static String said(Outcome<Boolean> outcome) {
        return Ascii.text(
                assertInstanceOf(Outcome.Say.class, outcome).more().octets().get(0));
    }

    @Test
    void theFirstWordsGoAlongWhereTheyFit() {
        assertEquals("AUTH eA==", ask("x", 4).first().text());
        assertEquals("AUTH", ask("x", 3).first().text());
        assertEquals("AUTH =", ask("", 4).first().text());
    }

    @Test
    void theFirstWordsThatWaitedAnswerTheFirstChallengeWhateverItSays() {
        var login = ask("x", 0);
        login.first();

        assertEquals("eA==\r\n", said(login.hear("+")));
        assertEquals("Yg==\r\n", said(login.hear("+YQ==")));
        assertEquals(new Outcome.Done<>(true), login.hear("yes"));
    }

    @Test
    void responsesAreNotShown() {
        var login = ask("x", 4);
        login.first();

        var more = assertInstanceOf(Outcome.Say.class, login.hear("+YQ==")).more();

        assertEquals(SaslAsk.HIDDEN, more.text());
    }

    @Test
    void aYesThatProvesNothingIsNotBelieved() {
        var login = ask("x", 4);
        login.first();

        Outcome<Boolean> outcome = login.hear("yes");

        assertEquals(
                Failure.LOGIN, assertInstanceOf(Outcome.Broken.class, outcome).failure());
    }

    @Test
    void aChallengeThatMakesNoSenseIsCancelledOnceAndForAll() {
        for (String senseless : new String[] {"+=", "+Y", "+\u00ff", "+Yw=="}) {
            var login = ask("x", 4);
            login.first();

            assertEquals("*\r\n", said(login.hear(senseless)), senseless);
            assertEquals("*\r\n", said(login.hear("+YQ==")));
            assertEquals(
                    new Outcome.Failed<>(Failure.LOGIN, "the server's challenge makes no sense"), login.hear("no"));
        }
    }

    @Test
    void aNoIsANo() {
        var login = ask("x", 4);
        login.first();

        assertEquals(new Outcome.Failed<>(Failure.LOGIN, "not you"), login.hear("no"));
    }

    @Test
    void whatIsBesideIsWaitedThrough() {
        var login = ask("x", 4);
        login.first();

        assertEquals(new Outcome.Listen<>(), login.hear("* 3 EXISTS"));
    }
}
