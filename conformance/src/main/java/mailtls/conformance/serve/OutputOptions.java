package mailtls.conformance.serve;

import java.io.PrintWriter;
import java.time.Clock;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import picocli.CommandLine.Option;

/** What is printed once the server runs. */
final class OutputOptions {

    /** How events are printed. */
    private enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = "--log",
            paramLabel = "FORM",
            converter = Forms.class,
            completionCandidates = Forms.class,
            description =
                    "How events are printed after the line “ready”: text (default) or json, an object on each line.")
    private Form form = Form.TEXT;

    @Option(names = "--quiet", description = "Print neither events nor commands to try.")
    private boolean quiet;

    @Option(
            names = "--wire",
            description = "Print what is said, too: what was understood of the client's words, without passwords, and"
                    + " the first line of each reply.")
    private boolean wire;

    /** Returns whether commands to try are printed. */
    boolean hasHints() {
        return !quiet;
    }

    /** Returns where events go. */
    EventLog log(PrintWriter out) {
        if (quiet) {
            return (connection, event) -> {};
        }
        return form == Form.JSON ? new JsonLog(out, Clock.systemUTC()) : new TextLog(out, Clock.systemUTC());
    }

    /** Returns where goes what is said. */
    WireLogs wire(PrintWriter out) {
        return wire ? connection -> new TextWireLog(out, Clock.systemUTC(), connection) : WireLogs.OFF;
    }

    static final class Forms extends Choice<Form> {
        Forms() {
            word("text", Form.TEXT).word("json", Form.JSON);
        }
    }
}
