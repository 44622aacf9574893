package mailtls.mina;

import java.net.SocketAddress;
import java.util.Optional;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way, and the plain write they carry the end of, if they carry one. Not MINA's own request, which copies the buffer
 * to remember how it looked; nobody asks for that below TLS.
 *
 * @param records what is sent
 * @param future told when it has left
 * @param plain what was written
 */
record Sealed(IoBuffer records, WriteFuture future, Optional<WriteRequest> plain) implements WriteRequest {

    @Override
    public WriteRequest getOriginalRequest() {
        return this;
    }

    @Override
    public WriteFuture getFuture() {
        return future;
    }

    @Override
    public Object getMessage() {
        return records;
    }

    @Override
    public void setMessage(Object message) {
        throw new UnsupportedOperationException("records are what they are");
    }

    @Override
    public @Nullable SocketAddress getDestination() {
        return null; // to wherever the session is connected
    }

    @Override
    public boolean isEncoded() {
        return false; // or MINA would tell nobody that it has left
    }

    @Override
    public Object getOriginalMessage() {
        return records;
    }
}
