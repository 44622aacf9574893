package mailtls.mina;

import java.net.SocketAddress;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.DefaultWriteFuture;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/** Octets on their way. Not MINA's own request, which copies the buffer to remember how it looked: nobody asks for that here. */
abstract class Outgoing implements WriteRequest {

    private final IoBuffer octets;
    private final WriteFuture future;

    /**
     * Makes a request.
     *
     * @param future told when they have left
     */
    Outgoing(IoBuffer octets, WriteFuture future) {
        this.octets = octets;
        this.future = future;
    }

    @Override
    public final WriteRequest getOriginalRequest() {
        return this;
    }

    @Override
    public final WriteFuture getFuture() {
        return future;
    }

    @Override
    public final IoBuffer getMessage() {
        return octets;
    }

    @Override
    public final void setMessage(Object message) {
        throw new UnsupportedOperationException("these octets are what they are");
    }

    @Override
    public final @Nullable SocketAddress getDestination() {
        return null; // to wherever the session is connected
    }

    @Override
    public final boolean isEncoded() {
        return false; // or MINA would tell nobody that they have left
    }

    @Override
    public final IoBuffer getOriginalMessage() {
        return octets;
    }

    /** A portion of what a connection says. */
    static final class Portion extends Outgoing {

        private final boolean isLast;

        /**
         * Makes a portion.
         *
         * @param isLast whether nothing is said after it: over TLS close_notify goes with it, so that both leave in one segment
         */
        Portion(IoSession session, IoBuffer octets, boolean isLast) {
            super(octets, new DefaultWriteFuture(session));
            this.isLast = isLast;
        }

        boolean isLast() {
            return isLast;
        }
    }
}
