package mailtls.benchmarks;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A client's and a server's engine that speak to each other through memory. */
final class EnginePair {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine client;
    private final SSLEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 16);

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    /** Goes on until neither has anything more to say: a server sends its tickets behind the handshake. */
    void shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean moved = true;
        while (moved) {
            moved = moves(client, toClient, toServer) | moves(server, toServer, toClient);
        }
    }

    /** Carries up to a record full to the server, and returns what it reads there: good until the next call. */
    ByteBuffer toServer(ByteBuffer octets) throws SSLException {
        return carry(client, octets, toServer, server);
    }

    /** Carries up to a record full to the client, and returns what it reads there: good until the next call. */
    ByteBuffer toClient(ByteBuffer octets) throws SSLException {
        return carry(server, octets, toClient, client);
    }

    /** Makes records of the server's that nobody opens, and returns them: good until the next call. */
    ByteBuffer fromServer(ByteBuffer octets) throws SSLException {
        return seal(server, octets, toClient);
    }

    private ByteBuffer carry(SSLEngine from, ByteBuffer octets, ByteBuffer wire, SSLEngine to) throws SSLException {
        seal(from, octets, wire);
        plain.clear();
        while (wire.hasRemaining()) {
            advance(to.unwrap(wire, plain));
        }
        wire.clear();
        return plain.flip();
    }

    private static ByteBuffer seal(SSLEngine from, ByteBuffer octets, ByteBuffer wire) throws SSLException {
        wire.clear();
        SSLEngineResult result;
        do {
            result = from.wrap(octets, wire); // a record holds less than one might think, and tickets may come first
            advance(result);
        } while (octets.hasRemaining()
                || result.bytesProduced() >= from.getSession().getPacketBufferSize());
        return wire.flip();
    }

    /** An engine that stands still would do so for ever. */
    private static void advance(SSLEngineResult result) {
        if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
            throw new IllegalStateException(result.toString());
        }
    }

    private boolean moves(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(NOTHING.duplicate(), out);
            return true;
        }
        in.flip();
        boolean any = in.hasRemaining();
        if (any) {
            engine.unwrap(in, plain.clear());
        }
        in.compact();
        return any;
    }
}
