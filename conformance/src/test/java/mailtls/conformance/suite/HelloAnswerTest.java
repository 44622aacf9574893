package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import mailtls.conformance.peer.ClientHello;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.HelloReply;
import mailtls.conformance.peer.HelloReply.Alert;
import mailtls.conformance.peer.HelloReply.None;
import mailtls.conformance.peer.HelloReply.ServerHello;
import mailtls.conformance.suite.Finding.Kind;
import org.junit.jupiter.api.Test;

/** What comes of a ClientHello is judged by what was asked. */
class HelloAnswerTest {

    private static final HelloReply TLS_1_0 = new ServerHello(ClientHello.TLS_1_0, "", 0x002f, 0, Map.of());
    private static final HelloReply PROTOCOL_VERSION = new Alert(HelloReply.PROTOCOL_VERSION);
    private static final HelloReply HANDSHAKE_FAILURE = new Alert(40);
    private static final HelloReply CLOSED = new None(new Ended(How.FIN, "", ""));
    private static final HelloReply SILENCE = new None(new Ended(How.SILENCE, "", ""));
    private static final HelloReply IN_CLEAR = new None(new Ended(How.TLS_FAULT, "-ERR no\r\n", ""));

    @Test
    void whatIsToBeRefusedMayBeRefusedInAnyWay() {
        HelloAnswer refused = HelloAnswer.refused();

        assertEquals(Kind.BROKEN, refused.judge(TLS_1_0).kind());
        assertEquals(Kind.KEPT, refused.judge(HANDSHAKE_FAILURE).kind());
        assertEquals(Kind.KEPT, refused.judge(CLOSED).kind());
        assertEquals(Kind.KEPT, refused.judge(IN_CLEAR).kind());
        assertEquals(Kind.UNDECIDED, refused.judge(SILENCE).kind());
    }

    @Test
    void whatIsToBeRefusedWithAnAlertIsNotRefusedWithAnother() {
        HelloAnswer tooOld = HelloAnswer.refusedWith(HelloReply.PROTOCOL_VERSION);

        assertEquals(Kind.KEPT, tooOld.judge(PROTOCOL_VERSION).kind());
        assertEquals(Kind.BROKEN, tooOld.judge(HANDSHAKE_FAILURE).kind());
        assertEquals(Kind.BROKEN, tooOld.judge(CLOSED).kind());
        assertEquals(Kind.BROKEN, tooOld.judge(TLS_1_0).kind());
    }

    @Test
    void whatIsToBeTakenIsTakenAsItWasAsked() {
        HelloAnswer tls12 = HelloAnswer.taken("TLS 1.2", hello -> hello.version() == ClientHello.TLS_1_2);

        assertEquals(Kind.BROKEN, tls12.judge(TLS_1_0).kind());
        assertEquals(Kind.BROKEN, tls12.judge(CLOSED).kind());
        assertEquals(
                Kind.KEPT,
                HelloAnswer.taken("any", hello -> true).judge(TLS_1_0).kind());
    }

    @Test
    void aRefusalSaysNothingOfWhatIsAskedOfWhoeverGoesOn() {
        HelloAnswer ifTaken = HelloAnswer.ifTaken("no compression", hello -> hello.compression() == 1);

        assertEquals(Kind.NOT_APPLICABLE, ifTaken.judge(PROTOCOL_VERSION).kind());
        assertEquals(Kind.BROKEN, ifTaken.judge(TLS_1_0).kind());
    }
}
