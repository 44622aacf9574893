package mailtls.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that do what no server should: none of it throws, and none of it hangs. */
class SocketPeerTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ServerSocket listening = listening();

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
    }

    @Test
    void linesAreHeardAsTheyCome() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            say(server, "+OK one\r\n+OK two\nrest");
            server.shutdownOutput();

            assertEquals(new Line("+OK one"), peer.line());
            assertEquals(new Line("+OK two"), peer.line());
            assertEquals(new Ended(How.FIN, "rest", ""), peer.line());
        }
    }

    @Test
    void whoSaysNothingIsNotWaitedForForEver() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            say(server, "half a li");

            Ended ended = assertInstanceOf(Ended.class, peer.line());

            assertEquals(How.SILENCE, ended.how());
            assertEquals("half a li", ended.rest());
        }
    }

    @Test
    void aLineWithoutEndIsGivenUp() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            CompletableFuture.runAsync(() -> sayUntilClosed(server, "x".repeat(SocketPeer.LONGEST_LINE)));

            assertEquals(
                    How.TOO_LONG, assertInstanceOf(Ended.class, peer.line()).how());
        }
    }

    @Test
    void whoNeverReadsDoesNotHangUs() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            peer.say("x".repeat(64 << 20));

            assertTrue(peer.transcript().print().contains("were not sent"), "the socket took all");
            assertTrue(server.isConnected());
        }
    }

    @Test
    void wordsInsteadOfAHandshakeAreSeen() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            say(server, "500 what\r\n");

            Handshake handshake = peer.handshake();

            assertEquals(Outcome.CLEARTEXT, handshake.outcome());
            assertTrue(handshake.detail().contains("500 what"), handshake.detail());
        }
    }

    @Test
    void anAlertEndsTheHandshake() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            say(server, "\u0015\u0003\u0003\0\u0002\u0002\u0028");

            assertEquals(Outcome.ALERT, peer.handshake().outcome());
        }
    }

    @Test
    void aRecordThatIsTooLongIsNone() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            say(server, "\u0016\u0003\u0003\u00ff\u00ff");

            Outcome outcome = peer.handshake().outcome();

            assertTrue(outcome != Outcome.DONE && outcome != Outcome.CLEARTEXT, outcome.toString());
        }
    }

    @Test
    void aServerThatGoesAwayInTheHandshakeIsNotWaitedFor() throws IOException {
        try (SocketPeer peer = peer()) {
            listening.accept().close();

            assertEquals(Outcome.CLOSED, peer.handshake().outcome());
        }
    }

    @Test
    void segmentsAreWrittenDownOneByOne() throws IOException {
        try (SocketPeer peer = peer();
                Socket server = listening.accept()) {
            peer.say(List.of("STLS\r", "\n"), Duration.ofMillis(5));

            assertEquals("STLS\r\n", Ascii.text(server.getInputStream().readNBytes(6)));
            assertEquals(
                    List.of(1, 2),
                    peer.transcript().entries().stream()
                            .filter(entry -> entry.direction() == Direction.SENT)
                            .map(Transcript.Entry::segment)
                            .toList());
        }
    }

    private SocketPeer peer() throws IOException {
        return SocketPeer.connect(Target.parse(
                "pop3://127.0.0.1:" + listening.getLocalPort(), Trust.anybody(), Optional.empty(), PATIENCE));
    }

    private static void say(Socket server, String octets) throws IOException {
        OutputStream out = server.getOutputStream();
        out.write(Ascii.octets(octets));
        out.flush();
    }

    private static void sayUntilClosed(Socket server, String octets) {
        try {
            while (true) {
                say(server, octets);
            }
        } catch (IOException closed) {
            // That is the end of it.
        }
    }
}
