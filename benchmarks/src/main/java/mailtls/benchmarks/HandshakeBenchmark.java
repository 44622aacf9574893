package mailtls.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import mailtls.tls.Engines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsFacts;
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
 * Times a handshake between two engines of the JDK in memory, as {@link Engines} sets them up: both ends together, with an ECDSA P-256
 * certificate and its check by the client. The network, the filter and the protocol are not timed. It can mislead because half
 * of the time is the client's, whom a server does not pay for, and because a resumed handshake in TLS 1.3 still exchanges keys.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandshakeBenchmark {

    private static final String HOST = "localhost";
    private static final int PORT = 993;

    /** The version of both ends. */
    @Param({"TLS_1_2", "TLS_1_3"})
    public TlsPolicy.Version version = TlsPolicy.Version.TLS_1_3;

    private final TestIdentity authority = TestIdentity.authority();
    private final TestIdentity identity = authority.signs(HOST);
    private final SSLContext clients = authority.clientContext();
    private Engines servers = engines();

    /** Leaves a session that can be resumed, and makes sure that it is. */
    @Setup
    public void makeASession() throws SSLException {
        servers = engines();
        resumed();
        Instant now = Instant.now();
        if (!TlsFacts.of(resumed(), now).isResumed()) {
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
        return shakeHands(clients.createSSLEngine(HOST, PORT));
    }

    private SSLEngine shakeHands(SSLEngine client) throws SSLException {
        client.setUseClientMode(true);
        SSLEngine server = servers.server("");
        new EnginePair(client, server).shakeHands();
        return server;
    }

    private Engines engines() {
        return new Engines(
                List.of(ServerIdentity.of(identity.key(), List.of(identity.certificate()))),
                List.of(),
                TlsPolicy.DEFAULT.withVersions(version, version));
    }
}
