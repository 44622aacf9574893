package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.client.Request;
import mailtls.machine.Reply;

/**
 * A command that has no tag yet.
 *
 * @param command all of it, or its beginning up to the announcement of a literal
 * @param isFarewell whether the server's BYE is an answer to it
 */
record ImapQuestion(Request command, boolean isFarewell) implements Reply {

    /**
     * Returns a command of one line.
     *
     * @throws IllegalArgumentException if it is more than one line
     */
    static ImapQuestion of(String line) {
        return of(line, line);
    }

    /** Returns a command of one line with something in it that is not to be shown. */
    static ImapQuestion of(String line, String shown) {
        return new ImapQuestion(Request.line(line, shown), false);
    }

    /** Returns LOGOUT. */
    static ImapQuestion farewell() {
        return new ImapQuestion(Request.line("LOGOUT"), true);
    }

    @Override
    public boolean accepts() {
        return true;
    }

    @Override
    public List<ByteBuffer> octets() {
        return command.octets();
    }
}
