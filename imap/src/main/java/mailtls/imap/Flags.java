package mailtls.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mailtls.wire.Ascii;

/** Flags of messages (RFC 9051 section 2.3.2). The case of their letters does not matter. */
final class Flags {

    static final String SEEN = "\\Seen";
    static final String DELETED = "\\Deleted";

    /** The flags whose meaning the RFC fixes. */
    static final List<String> SYSTEM = List.of("\\Answered", "\\Flagged", DELETED, SEEN, "\\Draft");

    /** How many flags a message may have. */
    static final int MOST = 100;

    /** How many characters a flag may have. */
    static final int LONGEST = 100;

    private Flags() {}

    /** Reads a flag: one of the RFC's, or a keyword. */
    static String read(CommandReader in) throws SyntaxFault {
        boolean system = in.take('\\');
        String name = in.atom();
        if (name.length() > LONGEST) {
            throw new SyntaxFault("the flag is too long");
        }
        return system ? named("\\" + name) : name;
    }

    private static String named(String flag) throws SyntaxFault {
        Optional<String> known = SYSTEM.stream().filter(flag::equalsIgnoreCase).findFirst();
        return known.orElseThrow(() -> new SyntaxFault("no such system flag"));
    }

    /** Returns flags in a form in which the case of letters does not matter. */
    static TreeSet<String> of(Collection<String> flags) {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(flags);
        return all;
    }

    static boolean has(Set<String> flags, String flag) {
        return flags.contains(flag) || flags.stream().anyMatch(flag::equalsIgnoreCase);
    }

    /** Returns the flags in parentheses: those of the RFC first, then keywords in the order of their letters. */
    static String print(Set<String> flags) {
        var sorted = new ArrayList<>(of(flags));
        sorted.sort((one, other) -> Boolean.compare(isKeyword(one), isKeyword(other)));
        return "(" + String.join(" ", sorted) + ")";
    }

    static boolean isKeyword(String flag) {
        return !flag.startsWith("\\");
    }

    /** Returns the flag's word in SEARCH: “SEEN”. */
    static String searchWord(String systemFlag) {
        return Ascii.upper(systemFlag.substring(1));
    }
}
