package mailtls.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import mailtls.event.EventLog;
import mailtls.mina.Listener;
import mailtls.mina.MinaServer;
import mailtls.tls.ListenerPolicy;
import mailtls.wire.Limits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times an IMAP session over loopback against the whole server, with STARTTLS and with implicit TLS: connect, greeting, upgrade if there
 * is one, a full handshake, CAPABILITY, close; with {@link ServerProfiler}, what the server's threads cost of it; and beside it a NOOP on a
 * session that is there. A log-in and mail are not timed. It can mislead because a round trip costs next to nothing on loopback, while on
 * the way to a telephone the two more that STARTTLS takes are all that matters.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class UpgradeBenchmark {

    /** Who does the cryptography at the server's end; the client's is Conscrypt's, since it costs least. */
    @Param({"JDK", "CONSCRYPT"})
    public Engine engine = Engine.CONSCRYPT;

    private final ByteBuffer capability = Corpus.octets("a CAPABILITY\r\n");
    private final ByteBuffer noop = Corpus.octets("b NOOP\r\n");
    private final ByteBuffer startTls = Corpus.octets("c STARTTLS\r\n");
    private final SSLContext clients = Engine.CONSCRYPT.clients();

    private Running running;

    /** A server, and two clients of it: one stays, one comes and goes; and how long the server's words are. */
    private record Running(
            MinaServer server,
            InetSocketAddress inClear,
            InetSocketAddress overTls,
            LoopbackClient resident,
            LoopbackClient visitor) {}

    private static final int GREETING = "* OK [CAPABILITY".length();
    private static final int GO_AHEAD = "c OK".length();

    /** Starts it; the first session finds everything cold, and is not timed. */
    @Setup
    public void start() throws IOException {
        var house = new House();
        var server = new MinaServer(engine.servers(), Limits.DEFAULT, EventLog.OFF);
        InetSocketAddress inClear = bind(server, house, ListenerPolicy.STARTTLS_REQUIRED);
        InetSocketAddress overTls = bind(server, house, ListenerPolicy.IMPLICIT);
        LoopbackClient resident =
                LoopbackClient.connect(overTls, clients.createSSLEngine()).handshake();
        resident.line();
        LoopbackClient visitor =
                LoopbackClient.connect(overTls, clients.createSSLEngine()).handshake();
        visitor.close();
        running = new Running(server, inClear, overTls, resident, visitor);
    }

    private static InetSocketAddress bind(MinaServer server, House house, ListenerPolicy policy) throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return server.bind(new Listener(anyPort, house.imap(policy), policy));
    }

    /** Ends it. */
    @TearDown
    public void stop() throws IOException {
        ServerProfiler.takeNote();
        running.resident().close();
        running.server().close();
    }

    /** TLS from the first octet. */
    @Benchmark
    public int implicitTls() throws IOException {
        LoopbackClient client = running.visitor();
        client.reconnect(running.overTls(), clients.createSSLEngine()).handshake();
        client.line();
        return capability(client);
    }

    /** TLS on demand. */
    @Benchmark
    public int startTls() throws IOException {
        LoopbackClient client = running.visitor();
        client.reconnect(running.inClear(), clients.createSSLEngine()).hearInClear(GREETING);
        client.askInClear(startTls, GO_AHEAD);
        client.handshake();
        return capability(client);
    }

    private int capability(LoopbackClient client) throws IOException {
        client.say(capability);
        client.line();
        client.close();
        return client.flights();
    }

    /** A command on a session that is there. */
    @Benchmark
    public String noop() throws IOException {
        running.resident().say(noop);
        return running.resident().line();
    }
}
