package mailtls.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mailtls.benchmarks.Stack.Listening;
import mailtls.tls.Engines;
import mailtls.wire.Ascii;
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
 * Times an echo over loopback behind three ways to put TLS on a socket, with the same engine: our filter, MINA's own {@code SslFilter},
 * Netty's {@code SslHandler}; with {@link ServerProfiler}, what the server's threads cost of it. Mail is not spoken, and what the
 * client costs is in the time but not in the server's figures. It can mislead because there is one connection at a time, so each
 * operation wakes threads up that a busy server finds awake, and because Netty's buffers come from a pool that no garbage collector sees.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FilterBenchmark {

    /** Who puts TLS on the socket. */
    @Param
    public Stack stack = Stack.MAILTLS;

    /** Who does the cryptography at the server's end; the client's is Conscrypt's, since it costs least. */
    @Param({"JDK", "CONSCRYPT"})
    public Engine engine = Engine.JDK;

    private final ByteBuffer command = ByteBuffer.wrap(Ascii.octets(Stack.COMMAND));
    private final ByteBuffer fetch = ByteBuffer.wrap(Ascii.octets(Stack.FETCH));
    private final SSLContext clients = Engine.CONSCRYPT.clients();

    private Running running;

    /** A server, and two clients of it: one stays, one comes and goes. */
    private record Running(Listening server, LoopbackClient resident, LoopbackClient visitor) {}

    /** Starts it; the first session finds everything cold, and is not timed. */
    @Setup
    public void start() throws IOException {
        Engines engines = engine.servers();
        Listening server = stack.listen(() -> engines.server(""));
        running = new Running(server, newcomer(server), newcomer(server));
        running.visitor().close();
        command(); // takes the tickets with it: in front of a large record Conscrypt's would be stuck, and Netty waits
    }

    /** Ends it. */
    @TearDown
    public void stop() throws IOException {
        ServerProfiler.takeNote();
        running.resident().close();
        running.server().close();
    }

    private LoopbackClient newcomer(Listening server) throws IOException {
        return LoopbackClient.connect(server.address(), client()).handshake();
    }

    private SSLEngine client() {
        return clients.createSSLEngine(); // without a name there is no session to find
    }

    /** A whole session: connect, handshake, one command, close. */
    @Benchmark
    public void session() throws IOException {
        LoopbackClient client = running.visitor();
        client.reconnect(running.server().address(), client()).handshake().say(command);
        client.hear(Stack.SHORT.length);
        client.close();
    }

    /** A short command and its short answer on a connection that is there. */
    @Benchmark
    public void command() throws IOException {
        running.resident().say(command);
        running.resident().hear(Stack.SHORT.length);
    }

    /** A mebibyte on a connection that is there. */
    @Benchmark
    public void bulk() throws IOException {
        running.resident().say(fetch);
        running.resident().hear(Stack.LONG.length);
    }
}
