package mailtls.tls;

import java.nio.ByteBuffer;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** TLS without a network, for tests: two engines that speak to each other through arrays. */
public final class TestTls {

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TlsFacts FACTS = handshake();

    private TestTls() {}

    /** Returns facts of a real session: TLS 1.3, no client certificate. */
    public static TlsFacts facts() {
        return FACTS;
    }

    /** Returns a channel over TLS. */
    public static Channel channel() {
        return new Channel.Tls(FACTS);
    }

    /** Returns a channel over TLS as a client sees it that was asked for its certificate, and showed one. */
    public static Channel channelWithCertificate() {
        Instant began = Instant.now();
        SSLEngine server =
                AUTHORITY.signs("localhost").contextTrusting(AUTHORITY).createSSLEngine();
        server.setUseClientMode(false);
        server.setWantClientAuth(true);
        SSLEngine client = AUTHORITY.signs("alice").contextTrusting(AUTHORITY).createSSLEngine("localhost", 0);
        handshake(client, server);
        return new Channel.Tls(TlsFacts.of(client, began));
    }

    private static TlsFacts handshake() {
        Instant began = Instant.now();
        SSLEngine server =
                AUTHORITY.signs("localhost").contextTrusting(AUTHORITY).createSSLEngine();
        handshake(AUTHORITY.clientContext().createSSLEngine("localhost", 0), server);
        return TlsFacts.of(server, began);
    }

    /** Lets a client and a server do their handshake. */
    static void handshake(SSLEngine client, SSLEngine server) {
        server.setUseClientMode(false);
        client.setUseClientMode(true);
        try {
            shakeHands(client, server);
        } catch (SSLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
        var toServer = ByteBuffer.allocate(1 << 16);
        var toClient = ByteBuffer.allocate(1 << 16);
        for (int flight = 0; flight < 10; flight++) {
            speak(client, toServer);
            listen(server, toServer);
            speak(server, toClient);
            listen(client, toClient);
        }
    }

    private static void speak(SSLEngine engine, ByteBuffer out) throws SSLException {
        while (statusAfterTasks(engine) == HandshakeStatus.NEED_WRAP || notBegun(engine)) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }

    private static void listen(SSLEngine engine, ByteBuffer in) throws SSLException {
        in.flip();
        while (in.hasRemaining() && statusAfterTasks(engine) != HandshakeStatus.NEED_WRAP) {
            engine.unwrap(in, ByteBuffer.allocate(1 << 15));
        }
        in.compact();
    }

    private static boolean notBegun(SSLEngine client) {
        return client.getUseClientMode()
                && client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && client.getSession().getProtocol().equals("NONE");
    }

    private static HandshakeStatus statusAfterTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }
}
