package mailtls.conformance.serve;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import mailtls.event.Event;
import mailtls.event.EventLog;
import tools.jackson.databind.json.JsonMapper;

/** Prints each event as a JSON object on a line: {@code time}, {@code connection}, {@code event} and {@code fields}. */
final class JsonLog implements EventLog {

    private final PrintWriter out;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    JsonLog(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void record(String connection, Event event) {
        var object = new LinkedHashMap<String, Object>();
        object.put("time", TextLog.TIME.format(clock.instant()));
        object.put("connection", connection);
        object.put("event", event.name());
        object.put("fields", event.fields());
        out.println(json.writeValueAsString(object));
    }
}
