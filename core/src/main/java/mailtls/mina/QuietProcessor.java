package mailtls.mina;

import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Executor;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;

/**
 * MINA's I/O processor, which does not wake itself up.
 *
 * <p>Whoever writes to a session wakes its processor, so that it comes round and sends. Mostly the writer is the processor's own
 * thread, in the middle of a turn that sends what is written at its end; to MINA that is all the same, and each reply costs two
 * system calls and a turn of the loop that finds nothing. Here a processor's own thread only notes that it owes itself another
 * turn. What is written before the turn's sending is paid by it; a debt that is left, from the turn's last steps, is paid by not
 * waiting in the next {@code select}.
 *
 * <p>Public because MINA's pool of processors makes them by reflection.
 */
public final class QuietProcessor extends NioProcessor {

    /** The thread that is between two waits, and with it in a turn that will send what is written. */
    private volatile @Nullable Thread turning;

    private boolean owesATurn;

    /** Makes a processor; MINA's pool calls it. */
    public QuietProcessor(Executor executor) {
        super(executor);
    }

    QuietProcessor(Executor executor, SelectorProvider selectors) {
        super(executor, selectors);
    }

    @Override
    protected int select(long timeout) throws Exception {
        turning = null;
        if (owesATurn) {
            owesATurn = false;
            super.wakeup();
        }
        int selected = super.select(timeout);
        turning = Thread.currentThread();
        return selected;
    }

    @Override
    protected void wakeup() {
        if (Thread.currentThread() == turning) {
            owesATurn = true;
        } else {
            super.wakeup();
        }
    }

    /** MINA asks for no more writing just before it sends; and it sends on until nothing waits. */
    @Override
    protected void setInterestedInWrite(NioSession session, boolean isInterested) throws Exception {
        if (!isInterested && Thread.currentThread() == turning) {
            owesATurn = false;
        }
        super.setInterestedInWrite(session, isInterested);
    }

    /** Without sessions this turn may be the last: the thread goes away, and whoever needs one later has to be heard. */
    @Override
    protected int allSessionsCount() {
        int sessions = super.allSessionsCount();
        if (sessions == 0) {
            turning = null;
        }
        return sessions;
    }
}
