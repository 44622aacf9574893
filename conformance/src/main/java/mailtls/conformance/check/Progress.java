package mailtls.conformance.check;

import java.io.PrintWriter;

/** A line at the foot of a terminal that tells how far a check has come. Elsewhere there is none. */
final class Progress {

    private static final int WIDTH = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean isShown;
    private int all;
    private int done;

    /**
     * Makes one.
     *
     * @param isShown whether there is a terminal
     */
    Progress(PrintWriter out, boolean isShown) {
        this.out = out;
        this.isShown = isShown;
    }

    /** Returns whether somebody sees what is printed, and the terminal can clear a line. */
    static boolean isTerminal() {
        // Java 22 and newer have a console even where there is no terminal, unless they are told otherwise.
        if (System.getProperty("jdk.console") == null) {
            System.setProperty("jdk.console", "java.base");
        }
        return System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Begins with how many cases there are. */
    synchronized void begin(int cases) {
        all = cases;
        draw();
    }

    /** Goes on by a case. */
    synchronized void step() {
        done++;
        draw();
    }

    /** Makes room for something that is printed. */
    synchronized void print(Runnable printing) {
        clear();
        printing.run();
        draw();
    }

    /** Goes away. */
    synchronized void end() {
        clear();
        all = 0;
    }

    private void draw() {
        if (isShown && all > 0) {
            int full = Math.min(WIDTH, done * WIDTH / all);
            out.print(CLEAR + "━".repeat(full) + "─".repeat(WIDTH - full) + " " + done + " of " + all);
            out.flush();
        }
    }

    private void clear() {
        if (isShown && all > 0) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
