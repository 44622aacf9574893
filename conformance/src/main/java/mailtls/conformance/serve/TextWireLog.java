package mailtls.conformance.serve;

import java.io.PrintWriter;
import java.time.Clock;
import mailtls.connection.WireLog;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;

/**
 * Prints what is said on a connection, a line each: time, connection, {@code C} or {@code S}, words. Of the client it prints what
 * was understood, where passwords are dots; of the server the first line, since the rest may be mail.
 */
final class TextWireLog implements WireLog {

    /** How many characters of a line are printed. */
    private static final int WIDTH = 200;

    private final PrintWriter out;
    private final Clock clock;
    private final String connection;

    TextWireLog(PrintWriter out, Clock clock, String connection) {
        this.out = out;
        this.clock = clock;
        this.connection = connection;
    }

    @Override
    public void heard(Object command) {
        print("C", command.toString());
    }

    @Override
    public void said(Reply reply) {
        if (reply.length() > 0) {
            print("S", firstLine(reply) + " (" + reply.length() + " octets)");
        }
    }

    private static String firstLine(Reply reply) {
        String beginning = Ascii.text(reply.octets().get(0));
        int end = beginning.indexOf("\r\n");
        return beginning.substring(0, end < 0 ? beginning.length() : end);
    }

    private void print(String who, String words) {
        String printable = Ascii.printable(words);
        String line = printable.length() <= WIDTH ? printable : printable.substring(0, WIDTH) + " ...";
        out.println(TextLog.TIME.format(clock.instant()) + "\t" + connection + "\t" + who + "\t" + line);
    }
}
