package mailtls.conformance.bench;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** A line at the foot of a terminal that tells how far a run has come. Elsewhere there is none. */
final class Meter {

    private static final String CLEAR = "\r\u001b[K";

    /** Drawing more often would be load, too. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter out;
    private final boolean isShown;
    private final Ticker ticker;
    private String what = "";
    private long all;
    private long done;
    private long drawn;

    /**
     * Makes one.
     *
     * @param isShown whether there is a terminal
     */
    Meter(PrintWriter out, boolean isShown, Ticker ticker) {
        this.out = out;
        this.isShown = isShown;
        this.ticker = ticker;
    }

    /** Begins with something that has so many sessions, or at most so many. */
    synchronized void begin(String next, long sessions) {
        what = next;
        all = sessions;
        done = 0;
        draw();
    }

    /** Goes on by a session. */
    synchronized void step() {
        done++;
        if (isShown && ticker.now() - drawn >= PAUSE) {
            draw();
        }
    }

    /** Goes away. */
    synchronized void end() {
        if (isShown) {
            out.print(CLEAR);
            out.flush();
        }
    }

    private void draw() {
        if (isShown) {
            drawn = ticker.now();
            out.print(CLEAR + what + ": " + done + (all == Long.MAX_VALUE ? "" : " of " + all));
            out.flush();
        }
    }
}
