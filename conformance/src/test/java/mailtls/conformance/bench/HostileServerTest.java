package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server does, a session ends, and tells in which way. */
class HostileServerTest {

    private static final String LONG = "x".repeat(Link.LONGEST_LINE + 2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // it says                            and                 phase           kind
        "imap  | * OK hello~                  | NO~               | GO_AHEAD      | CLOSED",
        "imap  | * BYE too many~              | ''                | GREETING      | SAID_NO",
        "imap  | * OK hello~                  | a1 NO not today~  | GO_AHEAD      | SAID_NO",
        "imap  | * OK hello~                  | a1 OK~* OK~       | HANDSHAKE     | GARBLED",
        "imap  | * OK hello~                  | a1 OK~            | HANDSHAKE     | CLOSED",
        "imap  | * OK hello~                  | * X {99x}~        | GO_AHEAD      | GARBLED",
        "imap  | * OK hello~                  | * X {99}~y        | GO_AHEAD      | CLOSED",
        "imap  | ''                           | ''                | GREETING      | CLOSED",
        "imap  | LONG                         | ''                | GREETING      | GARBLED",
        "pop3  | -ERR~                        | ''                | GREETING      | SAID_NO",
        "pop3  | +OK~                         | -ERR~             | GO_AHEAD      | SAID_NO",
        "smtp  | 554 no~                      | ''                | GREETING      | SAID_NO",
        "smtp  | 220-a~220 b~                 | 500 what~         | HELLO_IN_CLEAR| SAID_NO",
        "smtp  | 220 b~                       | 250-a~            | HELLO_IN_CLEAR| CLOSED",
        "imaps | * OK this is not TLS~        | ''                | HANDSHAKE     | TLS",
    })
    // spotless:on
    void itEndsInAKindThatIsCounted(String scheme, String greeting, String reply, Phase phase, Kind kind)
            throws Exception {
        Failure failure = run(scheme, greeting.replace("LONG", LONG), reply, false);

        assertEquals(phase + ": " + kind, failure.phase() + ": " + failure.kind(), failure.toString());
    }

    @Test
    void silenceEndsAfterItsTime() throws Exception {
        Failure failure = run("imap", "", "", true);

        assertEquals(new Failure(Phase.GREETING, Kind.TIMEOUT, ""), failure);
    }

    @Test
    void whereNobodyListensItIsRefused() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        Failure failure = session("imap", port, PATIENCE);

        assertEquals(Phase.CONNECT, failure.phase());
        assertEquals(Kind.REFUSED, failure.kind());
    }

    @Test
    void whatTheServerSaidIsPrintableAndNotTooLong() {
        var failure = new Failure(Phase.LOGIN, Kind.SAID_NO, "\u001b[2J" + "a".repeat(1000));

        assertTrue(failure.detail().startsWith("?[2J"), failure.detail());
        assertEquals(Failure.LONGEST_DETAIL + 1, failure.detail().length());
    }

    private static Failure run(String scheme, String greeting, String reply, boolean isSilent) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new Thread(() -> serve(listening, greeting, reply, isSilent), "hostile server");
            server.start();
            Duration patience = isSilent ? Duration.ofMillis(50) : PATIENCE;
            Failure failure = session(scheme, listening.getLocalPort(), patience);
            server.join();
            return failure;
        }
    }

    private static Failure session(String scheme, int port, Duration patience) {
        Target target = Target.parse(scheme + "://127.0.0.1:" + port, Trust.anybody(), Optional.empty(), patience);
        var subject = new Subject(
                scheme, target, new InetSocketAddress("127.0.0.1", port), List.of(), new ClientTls(Outcomes.TLS));
        var work = new Work(Optional.empty(), 0, OptionalInt.empty(), false, patience);
        return new Session(subject, work, Ticker.SYSTEM)
                .run(new Buffers(), 0)
                .failure()
                .orElseThrow();
    }

    /** Says two things, the second when it has heard something, and ends; or waits for the other to end. */
    private static void serve(ServerSocket listening, String greeting, String reply, boolean isSilent) {
        try (Socket client = listening.accept()) {
            client.getOutputStream().write(Ascii.octets(greeting.replace("~", "\r\n")));
            if (!reply.isEmpty() || isSilent) {
                client.getInputStream().read(new byte[4096]);
                client.getOutputStream().write(Ascii.octets(reply.replace("~", "\r\n")));
            }
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The client has gone in the middle of it, as it may.
        }
    }
}
