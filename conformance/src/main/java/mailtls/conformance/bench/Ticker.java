package mailtls.conformance.bench;

import java.util.concurrent.locks.LockSupport;

/** The time, and the patience to wait for it. */
interface Ticker {

    /** The system's. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void await(long time) {
            for (long left = time - now(); left > 0; left = time - now()) {
                LockSupport.parkNanos(left);
            }
        }
    };

    /** Returns nanoseconds since some time or other. */
    long now();

    /** Returns when it is that late. */
    void await(long time);
}
