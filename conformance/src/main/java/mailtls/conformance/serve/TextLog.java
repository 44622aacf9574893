package mailtls.conformance.serve;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import mailtls.event.Event;
import mailtls.event.EventLog;

/** Prints each event on a line: time, connection, event, then its fields as name=value; all with tabs between them. */
final class TextLog implements EventLog {

    /** To the millisecond, always with as many digits. */
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final PrintWriter out;
    private final Clock clock;

    TextLog(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void record(String connection, Event event) {
        out.println(TIME.format(clock.instant()) + "\t" + connection + "\t" + Event.toLine(event));
    }
}
