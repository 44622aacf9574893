package mailtls.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import mailtls.connection.Connection;
import mailtls.connection.Effect;
import mailtls.connection.Transport;
import mailtls.connection.WireLog;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.TestTls;
import mailtls.wire.Limits;

/** A client without a network: what it says goes into a {@link Connection}, and what comes out is counted. */
final class MemoryClient implements Transport {

    private final Connection connection;
    private long heard;

    /** Connects over TLS. */
    MemoryClient(Protocol protocol) {
        var peer = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711), event -> {}, () -> {});
        connection = new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF);
        perform(connection.opened(TestTls.channel()));
    }

    /** Says octets, and returns how many were heard so far; at least one in answer. */
    long say(ByteBuffer octets) {
        long before = heard;
        perform(connection.received(octets));
        perform(connection.sent());
        if (heard == before) {
            throw new IllegalStateException("there was no answer");
        }
        return heard;
    }

    /** Says octets that need no answer. */
    void sayMore(ByteBuffer octets) {
        perform(connection.received(octets));
    }

    private void perform(List<Effect> effects) {
        for (Effect effect : effects) {
            effect.perform(this);
        }
    }

    @Override
    public void send(List<ByteBuffer> octets) {
        for (ByteBuffer piece : octets) {
            heard += piece.remaining();
        }
    }

    @Override
    public void startTls(ByteBuffer arrived) {
        throw new IllegalStateException("it is over TLS already");
    }

    @Override
    public void close() {
        throw new IllegalStateException("the server has closed");
    }
}
