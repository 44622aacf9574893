package mailtls.conformance.mitm;

import java.util.Optional;
import java.util.function.Consumer;
import mailtls.conformance.client.Said;
import mailtls.conformance.mitm.Seen.Kind;
import mailtls.wire.Ascii;

/** Tells what happens on one connection, without its passwords, and when a client has fallen. Safe for use by two threads. */
final class Onlooker {

    private final int connection;
    private final Speech speech;
    private final Consumer<Seen> told;
    private Optional<String> secretUntil = Optional.empty();
    private boolean hasFallen;

    /**
     * Makes one.
     *
     * @param connection the number of the connection
     * @param told hears of everything, on any thread
     */
    Onlooker(int connection, Speech speech, Consumer<Seen> told) {
        this.connection = connection;
        this.speech = speech;
        this.told = told;
    }

    /** The client has said a line that can be read. */
    synchronized void client(String line, String where) {
        if (secretUntil.isPresent()) {
            tell(Kind.CLIENT, Seen.DOTS);
            return;
        }
        Said command = Said.of(speech.protocol(), line.strip());
        tell(Kind.CLIENT, speech.redacted(line));
        if (speech.beginsSecret(command)) {
            secretUntil = Optional.of(command.tag());
        }
        if (!line.isBlank() && !command.isHarmless()) {
            String word = Ascii.isPrintable(command.word()) ? command.word() : "something that is no command";
            fall("says " + (word.isEmpty() ? "what is no command" : word) + " " + where);
        }
    }

    /** The server has said a line that can be read. */
    synchronized void server(String line) {
        if (secretUntil.isPresent() && speech.endsSecret(line, secretUntil.get())) {
            secretUntil = Optional.empty();
        }
        tell(Kind.SERVER, line);
    }

    /** Whoever is between them does something. */
    synchronized void middle(String what) {
        tell(Kind.MIDDLE, what);
    }

    /** Something happens to the connection. */
    synchronized void course(String what) {
        tell(Kind.COURSE, what);
    }

    /** The client does what only whoever has fallen does. It falls once. */
    synchronized void fall(String what) {
        if (!hasFallen) {
            hasFallen = true;
            tell(Kind.FALL, what);
        }
    }

    private void tell(Kind kind, String words) {
        told.accept(new Seen(connection, kind, words));
    }
}
