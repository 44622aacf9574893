package mailtls.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import mailtls.event.EventLog;
import mailtls.machine.Protocol;
import mailtls.mina.Listener;
import mailtls.mina.MinaServer;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times a mebibyte of a message of 20 MiB that IMAP FETCH or POP3 RETR brings over loopback with TLS_AES_128_GCM_SHA256, and beside it the
 * engine alone: record after record made, and made and opened, in memory and by one thread. A log-in is not timed, nor a disk. It can mislead
 * because the client opens the records on the same machine, and because the server's thread also does the kernel's work of carrying each
 * octet to the client, which on a network a card and another machine would do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BulkBenchmark {

    private static final int MEBIBYTES = 20;
    private static final int RECORD = 1 << 14;
    private static final int RECORDS = MEBIBYTES << 6;
    private static final String SUITE = "TLS_AES_128_GCM_SHA256";

    /** Whose TLS it is, at both ends. */
    @Param({"JDK", "CONSCRYPT"})
    public Engine engine = Engine.CONSCRYPT;

    private final ByteBuffer octets = ByteBuffer.allocate(RECORD);

    private Running running;

    /** A server with two who read mail there, and two engines whose handshake is done. */
    private record Running(MinaServer server, Reader imap, Reader pop3, EnginePair pair) {}

    /** Somebody who has logged in, how he asks for the message, and how long the answer is. */
    private record Reader(LoopbackClient client, ByteBuffer asking, int answer) {

        int read() throws IOException {
            client.say(asking);
            client.hear(answer);
            return answer;
        }
    }

    /** Logs in. */
    @Setup
    public void start() throws IOException {
        var engines = engine.servers(policy(), Engine.authority().signs(Engine.HOST));
        var server = new MinaServer(engines, Limits.DEFAULT, EventLog.OFF);
        var house = new House(MEBIBYTES << 20);
        running = new Running(server, imap(server, house), pop3(server, house), pair(engines));
    }

    /** Conscrypt can't be told which suite of TLS 1.3 to take; where the processor knows AES it takes this one by itself. */
    private TlsPolicy policy() {
        return engine == Engine.JDK ? TlsPolicy.DEFAULT.withSuites(List.of(SUITE)) : TlsPolicy.DEFAULT;
    }

    private EnginePair pair(Engines engines) throws SSLException {
        SSLEngine client = client();
        client.setUseClientMode(true);
        var pair = new EnginePair(client, engines.server(""));
        pair.shakeHands();
        if (!client.getSession().getCipherSuite().equals(SUITE)) {
            throw new IllegalStateException(client.getSession().getCipherSuite());
        }
        return pair;
    }

    private SSLEngine client() {
        return engine.clients().createSSLEngine();
    }

    private Reader imap(MinaServer server, House house) throws IOException {
        LoopbackClient client = visitor(server, house.imap(ListenerPolicy.IMPLICIT));
        client.line();
        client.say(Corpus.octets("a LOGIN alice wonderland\r\n"));
        client.upTo("a OK");
        client.say(Corpus.octets("b EXAMINE INBOX\r\n"));
        client.upTo("b OK");
        return reader(client, "c FETCH 1 BODY.PEEK[]\r\n", "c OK");
    }

    private Reader pop3(MinaServer server, House house) throws IOException {
        LoopbackClient client = visitor(server, house.pop3());
        client.line();
        client.say(Corpus.octets("USER alice\r\n"));
        client.upTo("+OK");
        client.say(Corpus.octets("PASS wonderland\r\n"));
        client.upTo("+OK");
        return reader(client, "RETR 1\r\n", ".\r\n");
    }

    private LoopbackClient visitor(MinaServer server, Protocol protocol) throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        InetSocketAddress address = server.bind(new Listener(anyPort, protocol, ListenerPolicy.IMPLICIT));
        return LoopbackClient.connect(address, client()).handshake();
    }

    private static Reader reader(LoopbackClient client, String asking, String lastLine) throws IOException {
        ByteBuffer words = Corpus.octets(asking);
        client.say(words);
        return new Reader(client, words, client.upTo(lastLine));
    }

    /** Ends it. */
    @TearDown
    public void stop() throws IOException {
        ServerProfiler.takeNote();
        running.imap().client().close();
        running.pop3().client().close();
        running.server().close();
    }

    /** All of it, from the store to the client's buffer, with IMAP. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public int fetch() throws IOException {
        return running.imap().read();
    }

    /** All of it, with POP3. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public int retr() throws IOException {
        return running.pop3().read();
    }

    /** The server's engine makes records, as large as they may be. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public int seal() throws SSLException {
        int length = 0;
        for (int record = 0; record < RECORDS; record++) {
            length += running.pair().fromServer(octets.clear()).remaining();
        }
        return length;
    }

    /** The server's engine makes records, and the client's opens them. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public int sealAndOpen() throws SSLException {
        int length = 0;
        for (int record = 0; record < RECORDS; record++) {
            length += running.pair().toClient(octets.clear()).remaining();
        }
        return length;
    }
}
