package mailtls.sasl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import mailtls.machine.Challenge;
import mailtls.machine.Reply;
import mailtls.machine.Step;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import mailtls.wire.Line;
import mailtls.wire.Reading;
import mailtls.wire.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslDialogueTest {

    private static final int LONGEST = 100;
    private static final String ALICE_SESAME = "AGFsaWNlAHNlc2FtZQ==";

    private final Accounts accounts = new Accounts().add("alice", "sesame");

    @Test
    void anInitialResponseIsAnsweredAtOnce() {
        assertEquals("granted alice", said(plain(Optional.of(ALICE_SESAME))));
        assertEquals("denied alice", said(plain(Optional.of("AGFsaWNlAG9wZW4="))));
    }

    @Test
    void withoutAnInitialResponseTheClientIsAsked() {
        Step first = plain(Optional.empty());

        assertEquals("ask ", said(first));
        assertEquals(new Reading.OfLine(LONGEST), ((Challenge) first).reading());
        assertEquals("granted alice", said(answer(first, ALICE_SESAME)));
    }

    @Test
    void aMechanismMayAskOn() {
        Step first = SaslDialogue.begin(
                new Login(accounts).begin(Channel.CLEARTEXT), Optional.empty(), LONGEST, new TestWords());
        assertEquals("ask VXNlcm5hbWU6", said(first));

        Step second = answer(first, "YWxpY2U=");
        assertEquals("ask UGFzc3dvcmQ6", said(second));

        assertEquals("granted alice", said(answer(second, "c2VzYW1l")));
    }

    @Test
    void anEqualsSignIsAnEmptyInitialResponse() {
        Exchange exchange = new Exchange() {
            @Override
            public byte[] firstChallenge() {
                return new byte[0];
            }

            @Override
            public Outcome respond(byte[] response) {
                return response.length == 0 ? new Outcome.Granted("empty") : new Outcome.Malformed();
            }
        };

        assertEquals("granted empty", said(SaslDialogue.begin(exchange, Optional.of("="), LONGEST, new TestWords())));
        Step asked = SaslDialogue.begin(exchange, Optional.empty(), LONGEST, new TestWords());
        assertEquals("granted empty", said(answer(asked, "")));
        Step again = SaslDialogue.begin(exchange, Optional.empty(), LONGEST, new TestWords());
        assertEquals("malformed", said(answer(again, "=")));
    }

    @Test
    void anAsteriskCancels() {
        assertEquals("cancelled", said(answer(plain(Optional.empty()), "*")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STARTTLS",
                "c STARTTLS",
                "AGFsaWNlAHNlc2FtZQ=",
                "AGFsaWNlAHNlc2FtZQ",
                "AGFs=WNlAHNlc2FtZQ==",
                "AG_-",
                "A",
                "**",
                " ",
                "\u00ff\u00ff\u00ff\u00ff"
            })
    void whateverElseTheClientSendsIsTakenForAResponse(String line) {
        assertEquals("malformed", said(answer(plain(Optional.empty()), line)));
    }

    @Test
    void aBrokenLineEndsTheExchange() {
        var broken = new Violation(Violation.Sin.TOO_LONG, new Line(""), new Line(""));

        assertEquals(
                "malformed", said(((Challenge) plain(Optional.empty())).then().apply(broken)));
    }

    private Step plain(Optional<String> initialResponse) {
        return SaslDialogue.begin(
                new Plain(accounts).begin(Channel.CLEARTEXT), initialResponse, LONGEST, new TestWords());
    }

    private static Step answer(Step asked, String line) {
        return assertInstanceOf(Challenge.class, asked).then().apply(new Line(line));
    }

    private static String said(Step step) {
        return step instanceof Challenge challenge ? challenge.prompt().text() : ((Reply) step).text();
    }

    private record Words(boolean accepts, String words) implements Reply {
        @Override
        public List<ByteBuffer> octets() {
            return List.of(ByteBuffer.wrap(Ascii.octets(words)));
        }
    }

    private static final class TestWords implements SaslDialogue.Words {
        @Override
        public Reply challenge(String base64) {
            return new Words(true, "ask " + base64);
        }

        @Override
        public Reply granted(String account) {
            return new Words(true, "granted " + account);
        }

        @Override
        public Reply denied(String account) {
            return new Words(false, "denied " + account);
        }

        @Override
        public Reply malformed() {
            return new Words(false, "malformed");
        }

        @Override
        public Reply cancelled() {
            return new Words(false, "cancelled");
        }
    }
}
