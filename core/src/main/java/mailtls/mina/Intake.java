package mailtls.mina;

import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;

/** Whether a session's socket is read. */
final class Intake {

    private Intake() {}

    /** Leaves what arrives in the kernel, which slows the peer down. */
    static void stop(IoSession session) {
        session.suspendRead();
    }

    /**
     * Reads again. MINA only notes the wish; unless it comes from the I/O thread, that thread goes on waiting for other sessions,
     * up to a second. Asking for a flush wakes it up.
     */
    static void go(IoSession session) {
        session.resumeRead();
        if (session instanceof NioSession nio) {
            nio.getProcessor().flush(nio);
        }
    }
}
