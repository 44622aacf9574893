package mailtls.mina;

import org.apache.mina.core.future.DefaultWriteFuture;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.DefaultWriteRequest;

/** The last that is said over TLS: close_notify goes with it, so that both leave in one segment. */
final class Last extends DefaultWriteRequest {

    Last(IoSession session, Object message) {
        super(message, new DefaultWriteFuture(session));
    }
}
