package mailtls.pop3;

import java.util.List;
import mailtls.machine.Command;
import mailtls.wire.Ascii;
import mailtls.wire.Line;
import mailtls.wire.Octets;

/** What a POP3 server says (RFC 1939 section 3). */
sealed interface Pop3Heard extends Command {

    /** It says yes. */
    record Ok(String words) implements Pop3Heard {
        @Override
        public String toString() {
            return "+OK " + Ascii.printable(words);
        }
    }

    /** It says yes, and then a list: to CAPA, LIST and UIDL. */
    record Listing(String words, List<Line> lines) implements Pop3Heard {
        @Override
        public String toString() {
            return "+OK " + Ascii.printable(words) + " (" + lines.size() + " lines)";
        }
    }

    /** It says yes, and then a mail, or the beginning of one: to RETR and TOP. */
    record Mail(String words, Octets content) implements Pop3Heard {
        @Override
        public String toString() {
            return "+OK " + Ascii.printable(words) + " (" + content + ")";
        }
    }

    /** It says no. */
    record Err(String words) implements Pop3Heard {
        @Override
        public String toString() {
            return "-ERR " + Ascii.printable(words);
        }
    }

    /** It asks for a SASL response (RFC 5034 section 4). */
    record Challenge(String base64) implements Pop3Heard {
        @Override
        public String toString() {
            return "+ (challenge)";
        }
    }
}
