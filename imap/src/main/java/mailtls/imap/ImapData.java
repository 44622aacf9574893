package mailtls.imap;

import java.util.List;
import mailtls.wire.Ascii;
import mailtls.wire.Octets;

/** An untagged response, without its asterisk: {@code LIST () "/" INBOX}. */
public final class ImapData {

    private final Assembled all;

    ImapData(Assembled all) {
        this.all = all;
    }

    /** Returns its text; where a literal stood, its announcement stands: <code>{42}</code>. Each character is an octet. */
    public String text() {
        return String.join("", all.lines());
    }

    /** Returns the literals in their order, not copied. */
    public List<byte[]> literals() {
        return all.literals().stream().map(Octets::content).toList();
    }

    /** Returns what reads it word by word. */
    CommandReader reader() {
        return new CommandReader(all);
    }

    /** Returns what stands behind OK, NO, BAD, BYE or PREAUTH, if this is one of them. */
    ImapStatus status() {
        int space = text().indexOf(' ');
        return ImapStatus.of(space < 0 ? "" : text().substring(space + 1));
    }

    long size() {
        return all.size();
    }

    /** Prints the text only, made printable: literals may be mail. */
    @Override
    public String toString() {
        return Ascii.printable(text());
    }
}
