package mailtls.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import mailtls.tls.Engines;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times a handshake between two engines of one kind in memory, as {@link Engines} sets up the server's: both ends together, with the
 * client's check of the certificate and the server's first octet, before which some engines hold their tickets back. The network,
 * the filter and the protocol are not timed. It can mislead because half of the time is the client's, whom a server does not pay
 * for, and because a resumed handshake in TLS 1.3 still exchanges keys.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandshakeBenchmark {

    private static final int PORT = 993;

    /** The kind of both ends. */
    @Param({"JDK", "CONSCRYPT", "CONSCRYPT_HYBRID"})
    public Engine engine = Engine.JDK;

    /** The version of both ends. */
    @Param({"TLS_1_2", "TLS_1_3"})
    public TlsPolicy.Version version = TlsPolicy.Version.TLS_1_3;

    /** The server's key. */
    @Param({"EC", "RSA"})
    public String key = "EC";

    private SSLContext clients = Engine.JDK.clients();
    private Engines servers = Engine.JDK.servers();

    /** Leaves a session that can be resumed, and makes sure that it is. */
    @Setup
    public void makeASession() throws SSLException {
        TestIdentity identity = key.equals("RSA")
                ? Engine.authority().signsRsa(Engine.HOST)
                : Engine.authority().signs(Engine.HOST);
        servers = engine.servers(TlsPolicy.DEFAULT.withVersions(version, version), identity);
        clients = engine.clients();
        long made = resumed().getSession().getCreationTime();
        if (engine == Engine.JDK && resumed().getSession().getCreationTime() != made) {
            throw new IllegalStateException("the session was not resumed");
        }
    }

    /** A client that has never been here. */
    @Benchmark
    public SSLEngine full() throws SSLException {
        return shakeHands(clients.createSSLEngine()); // without a name there is no session to find
    }

    /** A client that has been here before. */
    @Benchmark
    public SSLEngine resumed() throws SSLException {
        return shakeHands(engine.remembering(clients.createSSLEngine(Engine.HOST, PORT)));
    }

    private SSLEngine shakeHands(SSLEngine client) throws SSLException {
        client.setUseClientMode(true);
        SSLEngine server = servers.server("");
        var pair = new EnginePair(client, server);
        pair.shakeHands();
        pair.toClient(ByteBuffer.wrap(new byte[1]));
        return client;
    }
}
