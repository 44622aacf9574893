package mailtls.conformance.mitm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Nobody gets more of whoever stands between than it gives. */
class BoundsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** A server that accepts and says nothing: the kernel does that. */
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    BoundsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aConnectionWhereNobodySaysAnythingEnds() throws Exception {
        Interception interception = open(new Bounds(1, 100, Duration.ofMillis(100), LONG), 1);
        try (interception;
                Socket client = client(interception)) {
            assertEquals(-1, client.getInputStream().read());
            interception.await();
        }

        assertTrue(last().contains("nobody says anything any more"), last());
    }

    @Test
    void aLineThatIsTooLongEndsTheConnection() throws Exception {
        Interception interception = open(new Bounds(1, 100, LONG, LONG), 1);
        try (interception;
                Socket client = client(interception)) {
            client.getOutputStream().write("x".repeat(101).getBytes(StandardCharsets.US_ASCII));
            interception.await();
        }

        assertTrue(last().contains("the client says a line of more than 100 octets"), last());
    }

    @Test
    void aConnectionTooManyIsSentAway() throws Exception {
        Interception interception = open(new Bounds(1, 100, LONG, LONG), 2);
        try (interception;
                Socket first = client(interception);
                Socket second = client(interception)) {
            assertTrue(isAtItsEnd(second));
            assertTrue(first.isConnected());
        }

        assertTrue(seen.toString().contains("#2 - is sent away: there are 1 connections"), seen.toString());
    }

    /** Being closed with octets unread looks like this, too. */
    private static boolean isAtItsEnd(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        int port = server.getLocalPort();
        server.close();
        Interception interception = open(new Bounds(1, 100, LONG, LONG), 1, port);
        try (interception;
                Socket client = client(interception)) {
            assertTrue(isAtItsEnd(client));
            interception.await();
        }

        assertTrue(last().contains("no way to"), last());
    }

    @Test
    void whatThereIsNotIsRefused() {
        assertRefused("--protocol", "imap", "--attack", "magic", "--to", "localhost:1");
        assertRefused("--protocol", "pop3", "--attack", "preauth", "--to", "localhost:1");
        assertRefused("--protocol", "imap", "--attack", "strip", "--to", "nowhere");
        assertRefused("--protocol", "imap", "--attack", "strip", "--to", "localhost:99999");
        assertRefused("--protocol", "telnet", "--attack", "strip", "--to", "localhost:1");
        assertRefused("--protocol", "imap", "--attack", "strip", "--mode", "implicit", "--to", "localhost:1");
        assertRefused("--protocol", "imap", "--attack", "none", "--mode", "ssl", "--to", "localhost:1");
        assertRefused("--protocol", "imap", "--attack", "none", "--idle", "0", "--to", "localhost:1");
        assertRefused("--protocol", "imap", "--attack", "none", "--port", "70000", "--to", "localhost:1");
    }

    private static void assertRefused(String... options) {
        Mitm mitm = Lab.mitm(options);

        assertThrows(Trouble.class, () -> mitm.open(one -> {}));
    }

    @Test
    void anotherAddressThanTheLoopbackOneIsSaidLoudly() throws Exception {
        var out = new StringWriter();
        Thread running = new Thread(() -> new CommandLine(new Mitm(new PrintWriter(out, true)))
                .execute("--protocol", "imap", "--attack", "none", "--to", "localhost:1", "--bind", "127.0.0.1"));
        running.start();
        running.interrupt();
        running.join();

        assertTrue(out.toString().contains("WARNING: --bind 127.0.0.1 lets others on the network come here"));
    }

    private Interception open(Bounds bounds, int visits) throws IOException {
        return open(bounds, visits, server.getLocalPort());
    }

    private Interception open(Bounds bounds, int visits, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var plan = new Plan(target, MailProtocol.IMAP, Mode.STARTTLS, Attack.NONE, "", 1, bounds);
        return Interception.on(address, plan, visits, seen::add);
    }

    private static Socket client(Interception interception) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), interception.port());
    }

    private String last() {
        return seen.get(seen.size() - 1).words();
    }
}
