package mailtls.conformance.client;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;

/**
 * A command, as a client has said it.
 *
 * @param tag of IMAP, empty elsewhere
 * @param word its first word, or the first two behind {@code UID}, in capitals
 * @param line all of it
 */
public record Said(String tag, String word, String line) {

    /** What may be said in clear by whoever wants TLS: what finds out about it, asks for it, and ends the conversation. */
    private static final Set<String> HARMLESS = Set.of(
            "CAPABILITY",
            "CAPA",
            "EHLO",
            "HELO",
            "LHLO",
            "STARTTLS",
            "STLS",
            "NOOP",
            "ID",
            "RSET",
            "HELP",
            "LOGOUT",
            "QUIT");

    private static final Set<String> FAREWELL = Set.of("LOGOUT", "QUIT");
    private static final Set<String> EXCHANGES = Set.of("AUTH", "AUTHENTICATE", "IDLE");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,7})(\\+?)}$");
    private static final int SHOWN = 60;

    /** Returns the command in a line. */
    public static Said of(MailProtocol protocol, String line) {
        boolean hasTag = protocol == MailProtocol.IMAP;
        String[] words = line.split(" ", 4);
        int at = hasTag ? 1 : 0;
        String word = words.length > at ? Ascii.upper(words[at]) : "";
        if (word.equals("UID") && hasTag && words.length > 2) {
            word += " " + Ascii.upper(words[2]);
        }
        return new Said(hasTag ? words[0] : "", word, line);
    }

    /** Returns the tag that comes next, if whoever made this one counts. */
    public String nextTag() {
        Matcher number = Pattern.compile("^(.*?)(\\d{1,9})$").matcher(tag);
        if (!number.matches()) {
            return tag;
        }
        String digits = number.group(2);
        return number.group(1) + ("%0" + digits.length() + "d").formatted(Long.parseLong(digits) + 1);
    }

    /** Returns whether nobody learns anything from it. */
    public boolean isHarmless() {
        // POP3 before RFC 5034: a bare AUTH asks for the list.
        return HARMLESS.contains(word) || Ascii.upper(line).equals("AUTH");
    }

    /** Returns whether it begins with these words: {@code AUTHENTICATE PLAIN}. */
    boolean beginsWith(String words) {
        String said = Ascii.upper(tag.isEmpty() ? line : line.substring(Math.min(line.length(), tag.length() + 1)));
        return said.equals(words) || said.startsWith(words + " ");
    }

    /** Returns whether it ends the conversation. */
    boolean isFarewell() {
        return FAREWELL.contains(word);
    }

    /** Returns whether it is said by whoever gives up: the end of the conversation, or RSET before it. */
    boolean givesUp() {
        return isFarewell() || word.equals("RSET");
    }

    /** Returns whether there is nothing but harmless commands in a text that was made printable. */
    static boolean areHarmless(MailProtocol protocol, String printable) {
        return Stream.of(printable.replaceAll("^.*“|”.*$", "").strip().split("\\?+\\s*|\\R"))
                .allMatch(line -> of(protocol, line).isHarmless());
    }

    /** Returns whether it asks for TLS. */
    boolean asksForTls() {
        return word.equals("STARTTLS") || word.equals("STLS");
    }

    /** Returns whether lines may follow that are no commands, if the answer asks for them. */
    boolean isExchange() {
        return EXCHANGES.contains(word);
    }

    /** Returns the mark of a literal at the end of a line. */
    static Matcher literal(String line) {
        return LITERAL.matcher(line);
    }

    /** Returns it for a person to read. */
    @Override
    public String toString() {
        String shown = Ascii.printable(line);
        return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown;
    }
}
