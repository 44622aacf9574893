package mailtls.machine;

import java.nio.ByteBuffer;
import java.util.List;
import mailtls.wire.Ascii;

/**
 * What answers a command and ends it. An accepting reply moves the machine to the row's next state, any other leaves it where it
 * is, unless the row says otherwise.
 */
public non-sealed interface Reply extends Step {

    /** No answer at all. */
    Reply NONE = new Reply() {
        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public List<ByteBuffer> octets() {
            return List.of();
        }
    };

    /** Returns whether the command did what it was asked to. */
    boolean accepts();

    /** Returns the wire form: the pieces in their order, each at its beginning, not to be changed. */
    List<ByteBuffer> octets();

    /** Returns how many octets the wire form has. */
    default long length() {
        long length = 0;
        for (ByteBuffer piece : octets()) {
            length += piece.remaining();
        }
        return length;
    }

    /** Returns the wire form with each octet as a character: for tests, and for logs of what is not mail. */
    default String text() {
        var text = new StringBuilder();
        octets().forEach(piece -> text.append(Ascii.text(piece)));
        return text.toString();
    }
}
