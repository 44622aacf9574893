package mailtls.conformance.mitm;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long nobody has said anything on a connection, in either direction. Safe for use by several threads. */
final class Silence {

    private final long longest;
    private final AtomicLong broken = new AtomicLong(System.nanoTime());

    Silence(Duration longest) {
        this.longest = longest.toNanos();
    }

    /** Somebody has said something. */
    void isBroken() {
        broken.set(System.nanoTime());
    }

    /** Returns how many milliseconds it may still last; 0 if it has lasted too long. */
    long left() {
        return Math.max(0, (longest - (System.nanoTime() - broken.get())) / 1_000_000);
    }
}
