package mailtls.client;

import java.util.ArrayDeque;
import java.util.Deque;
import mailtls.connection.WireLog;
import mailtls.machine.Reply;
import mailtls.machine.Turn;
import mailtls.wire.Ascii;

/** The last lines that were said on a connection, without secrets. It is read by other threads than the one that writes. */
final class Transcript implements WireLog {

    /** How many lines are kept. */
    static final int MOST_LINES = 50;

    /** How much of a line is kept. */
    static final int LONGEST = 200;

    private final Deque<String> lines = new ArrayDeque<>();

    /** Shows a reply of many lines once, when it is whole. */
    @Override
    public void heard(Object reply) {
        if (reply != Turn.BEGINNING) {
            add("S: " + Ascii.printable(reply.toString()));
        }
    }

    @Override
    public void said(Reply request) {
        if (!request.text().isEmpty()) {
            add("C: " + request.text());
        }
    }

    /** Notes something that is not a line. */
    void note(String words) {
        add("-- " + words + " --");
    }

    private synchronized void add(String line) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
