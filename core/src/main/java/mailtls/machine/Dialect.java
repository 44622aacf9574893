package mailtls.machine;

import java.util.Optional;
import java.util.function.Function;
import mailtls.wire.Input;

/**
 * What differs between protocols beside the table: grammar and wording. One for each conversation.
 *
 * <p>A protocol's session usually implements it.
 */
public interface Dialect {

    /** Returns what is said first on a connection; a client says nothing. */
    Reply greeting();

    /** Returns what is said first over a channel that STARTTLS has made; a server says nothing. */
    default Reply reopening() {
        return Reply.NONE;
    }

    /** Returns how many octets a command line may have. */
    int longestLine();

    /**
     * Understands a line, or the {@linkplain mailtls.wire.Violation violation} that came instead of one.
     *
     * @param input a line or a violation
     * @param refusal tells why a command of this class would be refused now, if it would: a grammar must not invite the literal
     *     of a command that nobody wants (RFC 9051 section 4.3)
     */
    Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal);

    /** Returns the words for a command that the table has no row for. */
    Reply refuse(Command command, Refusal why);

    /** Returns whether a peer may go on that said what is not understood or not allowed. A server forgives, a client does not. */
    default boolean forgives() {
        return true;
    }

    /** Is told that octets of the peer were waiting when we said something; returns whether that ends the connection. */
    default boolean refusesEarly(int octets) {
        return false;
    }

    /** Returns the words to end with, unasked. */
    Reply farewell(Farewell why);

    /** Returns what is to be said unasked now, if anything. */
    default Optional<Reply> news() {
        return Optional.empty();
    }

    /** Returns whether the peer still has to log in before it can do anything of use. */
    boolean awaitsLogin();

    /** Returns how many log-ins have failed. */
    int failedLogins();

    /** Gives back what is held for the peer. */
    default void end() {}
}
