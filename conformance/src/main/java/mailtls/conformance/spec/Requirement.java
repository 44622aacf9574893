package mailtls.conformance.spec;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something that an RFC asks of mail software, in our words, with what a tester sees of it.
 *
 * @param id its name, which never changes: {@code smtp.starttls.args-501}
 * @param rfc the number of the RFC
 * @param section the section in it: {@code 4.2}, or {@code A.1} in an appendix
 * @param level how much it is asked for
 * @param basis where the level comes from
 * @param protocols whom it concerns: {@code imap}, {@code pop3}, {@code smtp}, {@code submission} or {@code all}
 * @param role whose duty it is
 * @param phase where in a connection
 * @param statement the requirement
 * @param observable how it is seen on the wire, or why it can't be
 * @param test what it takes to test it
 * @param tier 1 for the core of every run, 2 for the other cases on the wire, 3 for the rest
 * @param status whether it holds
 * @param source the lines of the RFC's text
 * @param conflictsWith requirements or sections that say something else, and how
 * @param updatedBy requirements or sections that came later, and what they say
 * @param vector an example of an exchange, one line each; empty without one
 * @param note reasoning, doubts and advice; empty without one
 */
public record Requirement(
        String id,
        int rfc,
        String section,
        Level level,
        Basis basis,
        Set<String> protocols,
        Role role,
        Phase phase,
        String statement,
        String observable,
        Harness test,
        int tier,
        Status status,
        List<String> source,
        List<String> conflictsWith,
        List<String> updatedBy,
        List<String> vector,
        String note) {

    /** How much something is asked for (RFC 2119). */
    public enum Level {
        MUST,
        MUST_NOT,
        SHOULD,
        SHOULD_NOT,
        MAY;

        @Override
        public String toString() {
            return name().replace('_', ' ');
        }
    }

    /** Where a level comes from. */
    public enum Basis {
        /** A key word of RFC 2119, in capitals. */
        KEYWORD,
        /** The same word in lower case. */
        LOWERCASE,
        /** The RFC tells it as a fact or as grammar; the level is ours. */
        DESCRIPTIVE,
        /** It follows from the text by a reason that the note gives; the level is ours. */
        DERIVED
    }

    /** Whose duty something is. */
    public enum Role {
        SERVER,
        CLIENT,
        BOTH,
        OPERATOR
    }

    /** Where in a connection something happens. */
    public enum Phase {
        CONNECT,
        PLAINTEXT,
        STARTTLS_COMMAND,
        HANDSHAKE,
        SECURED,
        AUTH,
        CLOSE,
        DELIVERY
    }

    /** What it takes to test something. */
    public enum Harness {
        WIRE_SERVER,
        WIRE_CLIENT,
        DNS,
        MESSAGE,
        CONFIG,
        NONE
    }

    /** Whether something holds. */
    public enum Status {
        ACTIVE,
        SUPERSEDED
    }

    public Requirement {
        protocols = Set.copyOf(protocols);
        source = List.copyOf(source);
        conflictsWith = List.copyOf(conflictsWith);
        updatedBy = List.copyOf(updatedBy);
        vector = List.copyOf(vector);
    }

    /** Returns where it is written: {@code RFC 3207 section 4.2}. */
    public String place() {
        return "RFC " + rfc + " section " + section;
    }

    /** Returns who says so, and how loudly: only a key word of the RFC is told as its MUST. */
    public String wording() {
        return switch (basis) {
            case KEYWORD -> place() + " says " + level;
            case LOWERCASE -> place() + " says “" + level.toString().toLowerCase(Locale.ROOT) + "”, not as a key word";
            case DESCRIPTIVE -> place() + " describes it so; we hold it to be a " + level;
            case DERIVED -> "It follows from " + place() + "; we hold it to be a " + level;
        };
    }
}
