package mailtls.conformance.client;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that somebody else starts. It has ended when its last connection has, and no other comes for a while; how it went only the
 * wire tells.
 */
public final class Visitor implements Client {

    /** How long another connection is waited for. */
    private static final int A_WHILE_IN_SECONDS = 2;

    private final LinkedBlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();

    @Override
    public Optional<Outcome> start(Invitation invitation) throws InterruptedException {
        boolean comesAgain = ends.take();
        while (comesAgain) {
            comesAgain = Boolean.TRUE.equals(ends.poll(A_WHILE_IN_SECONDS, TimeUnit.SECONDS));
        }
        return Optional.of(new Outcome(Optional.empty(), "it has gone", ""));
    }

    /** Whoever starts it is told to come to a port once. */
    @Override
    public boolean canBeStartedAgain() {
        return false;
    }

    @Override
    public void left() {
        ends.add(true);
    }

    /** Nobody comes any more. */
    public void noMore() {
        ends.add(false);
    }
}
